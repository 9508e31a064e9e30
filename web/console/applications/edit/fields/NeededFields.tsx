import { NEEDABLE_SCOPES } from '@latchkey/contract/applications/client-metadata.ts'
import { Checkbox } from '@mantine/core'
import { say } from '../../../../kit/words/say.ts'
import { NEEDABLE_WORDS } from '../../parts/choice-words.ts'
import { fieldWords } from '../../parts/vocabulary.ts'
import { changeMetadata, type FieldsProps } from './fields-props.ts'

const NEEDED = 'metadata.neededOpenidScopes'

/** What about a person it cannot do without. */
export function NeededFields(props: FieldsProps) {
  const chosen = props.values.metadata.neededOpenidScopes
  return (
    <fieldset id={NEEDED} className="lk-fieldset">
      <legend>{fieldWords(NEEDED)}</legend>
      <p className="lk-help">
        {say(
          'Where the application asks for one of these, the consent page says that it is needed, and nobody can leave it out. Leave all off where the application copes without: people see why they are asked, and choose.',
        )}
      </p>
      {NEEDABLE_SCOPES.map(scope => (
        <Checkbox
          key={scope}
          className="lk-scope"
          label={scope}
          description={NEEDABLE_WORDS[scope]}
          checked={chosen.includes(scope)}
          onChange={event => {
            const wanted = event.currentTarget.checked
            const neededOpenidScopes = NEEDABLE_SCOPES.filter(each =>
              each === scope ? wanted : chosen.includes(each),
            )
            changeMetadata(props, { neededOpenidScopes })
          }}
        />
      ))}
    </fieldset>
  )
}
