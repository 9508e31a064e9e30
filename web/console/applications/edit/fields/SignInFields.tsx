import { NativeSelect } from '@mantine/core'
import { say } from '../../../../kit/words/say.ts'
import { CallbackUrlRows } from '../../parts/CallbackUrlRows.tsx'
import { ALGORITHMS, userinfoWords } from '../../parts/choice-words.ts'
import { fieldWords } from '../../parts/vocabulary.ts'
import { changeMetadata, type FieldsProps } from './fields-props.ts'

const ID_TOKEN = 'metadata.idTokenSignedResponseAlg'
const USERINFO = 'metadata.userinfoSignedResponseAlg'

/** Rows to show: a field without URLs has one empty row. */
export function atLeastOne(rows: readonly string[]): readonly string[] {
  return rows.length === 0 ? [''] : rows
}

function algorithmOf(text: string) {
  return ALGORITHMS.find(each => each === text) ?? null
}

/** Where people come back to, and how they are told of. */
export function SignInFields(props: FieldsProps) {
  const { values, told, onChange } = props
  const { metadata } = values
  return (
    <>
      <CallbackUrlRows
        rows={atLeastOne(values.callbackUrls)}
        onChange={callbackUrls => onChange({ callbackUrls })}
        told={told}
      />
      <NativeSelect
        id={ID_TOKEN}
        label={fieldWords(ID_TOKEN)}
        description={say(
          "Every OpenID Connect library reads RS256. Choose another only where the application's library reads it: it refuses sign-ins from the moment this is saved otherwise.",
        )}
        value={metadata.idTokenSignedResponseAlg}
        data={ALGORITHMS.map(value => ({
          value,
          label: value === 'RS256' ? say('{choice} (default)', { choice: value }) : value,
        }))}
        error={told.get(ID_TOKEN)}
        onChange={event => {
          const chosen = algorithmOf(event.currentTarget.value)
          if (chosen !== null) changeMetadata(props, { idTokenSignedResponseAlg: chosen })
        }}
      />
      <NativeSelect
        id={USERINFO}
        label={fieldWords(USERINFO)}
        description={say('How the userinfo endpoint tells the application about a user.')}
        value={metadata.userinfoSignedResponseAlg ?? ''}
        data={[
          { value: '', label: say('{choice} (default)', { choice: userinfoWords(null) }) },
          ...ALGORITHMS.map(value => ({ value, label: userinfoWords(value) })),
        ]}
        error={told.get(USERINFO)}
        onChange={event =>
          changeMetadata(props, { userinfoSignedResponseAlg: algorithmOf(event.currentTarget.value) })
        }
      />
    </>
  )
}
