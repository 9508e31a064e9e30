import { NativeSelect, Switch } from '@mantine/core'
import { Term } from '../../../../kit/show/Term.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { ALGORITHMS, requestAlgWords } from '../../parts/choice-words.ts'
import { UrlRows } from '../../parts/UrlRows.tsx'
import { fieldWords } from '../../parts/vocabulary.ts'
import { changeMetadata, type FieldsProps } from './fields-props.ts'
import { atLeastOne } from './SignInFields.tsx'

const REQUIRED = 'metadata.requireSignedRequestObject'
const ALGORITHM = 'metadata.requestObjectSigningAlg'
const CHOICES = [...ALGORITHMS, 'none'] as const
const MOST_REQUEST_URIS = 5

const NO_FAULTS = { list: null, rows: new Map<number, string>() } as const

/** How the application may ask for a sign-in: by a signed object, and where that may be fetched. */
export function RequestFields(props: FieldsProps) {
  const { metadata } = props.values
  return (
    <fieldset className="lk-fieldset">
      <legend>{say('Signed requests')}</legend>
      <p className="lk-help">
        {saying(
          'The application may put what it asks for into a {term}, which nobody on the way can change.',
          { term: <Term of="request-object">{say('request object')}</Term> },
        )}
      </p>
      <Switch
        id={REQUIRED}
        label={say('Refuse requests that are not signed')}
        description={say('A sign-in that the application asks for in the usual way is refused then.')}
        checked={metadata.requireSignedRequestObject}
        error={props.told.get(REQUIRED)}
        onChange={event => changeMetadata(props, { requireSignedRequestObject: event.currentTarget.checked })}
      />
      <NativeSelect
        id={ALGORITHM}
        className="lk-wide"
        label={fieldWords(ALGORITHM)}
        description={say('The one algorithm that is read.')}
        value={metadata.requestObjectSigningAlg ?? ''}
        data={[
          { value: '', label: say('{choice} (default)', { choice: requestAlgWords(null) }) },
          ...CHOICES.map(value => ({ value, label: requestAlgWords(value) })),
        ]}
        error={props.told.get(ALGORITHM)}
        onChange={event => {
          const chosen = CHOICES.find(each => each === event.currentTarget.value) ?? null
          changeMetadata(props, { requestObjectSigningAlg: chosen })
        }}
      />
      <UrlRows
        field="metadata.requestUris"
        legend={say('Request URIs')}
        help={say('Optional. Where the application keeps request objects for Latchkey to fetch.')}
        add={say('Add request URI')}
        removal={place => say('Remove request URI {place}', { place })}
        placeholder="https://app.example.com/request.jwt"
        most={MOST_REQUEST_URIS}
        rows={atLeastOne(metadata.requestUris)}
        judge={() => NO_FAULTS}
        praise={() => null}
        mend={() => null}
        told={props.told}
        onChange={requestUris => changeMetadata(props, { requestUris })}
      />
    </fieldset>
  )
}
