import { GRANT_TYPES, signsPeopleInOnly } from '@latchkey/contract/applications/client-metadata.ts'
import { Checkbox } from '@mantine/core'
import { say } from '../../../../kit/words/say.ts'
import { GRANT_WORDS } from '../../parts/choice-words.ts'
import { fieldWords } from '../../parts/vocabulary.ts'
import { changeMetadata, type FieldsProps } from './fields-props.ts'

const GRANTS = 'metadata.grantTypes'

/** In which ways it may get a token. */
export function GrantFields(props: FieldsProps) {
  const { application, values, told } = props
  const chosen = values.metadata.grantTypes
  const fault = told.get(GRANTS)
  const open = GRANT_TYPES.filter(
    grant => application.clientType === 'confidential' || grant !== 'client_credentials',
  )
  return (
    <fieldset
      id={GRANTS}
      className="lk-fieldset"
      aria-describedby={fault === undefined ? undefined : `${GRANTS}-fault`}
    >
      <legend>{fieldWords(GRANTS)}</legend>
      <p className="lk-help">
        {signsPeopleInOnly(chosen)
          ? say(
              'It gets no token for itself, so it needs no API scope: without one it signs people in and can do nothing else.',
            )
          : say('What is taken away ends at once what was given by it.')}
      </p>
      {fault === undefined ? null : (
        <p className="lk-fault" id={`${GRANTS}-fault`}>
          {fault}
        </p>
      )}
      {open.map(grant => (
        <Checkbox
          key={grant}
          className="lk-scope"
          label={GRANT_WORDS[grant].label}
          description={GRANT_WORDS[grant].help}
          checked={chosen.includes(grant)}
          onChange={event => {
            const wanted = event.currentTarget.checked
            const grantTypes = GRANT_TYPES.filter(each => (each === grant ? wanted : chosen.includes(each)))
            changeMetadata(props, { grantTypes })
          }}
        />
      ))}
    </fieldset>
  )
}
