import { Radio } from '@mantine/core'
import { Term } from '../../../../kit/show/Term.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { SUBJECT_WORDS } from '../../parts/choice-words.ts'
import { changeMetadata, type FieldsProps } from './fields-props.ts'
import { UrlField } from './UrlField.tsx'

const FIELD = 'metadata.subjectType'

const MEANS = {
  public: say('Applications that get this user can see that it is the same one.'),
  pairwise: say('Applications of different sectors cannot compare notes about a user.'),
} as const

/** By which identifier the application knows a user. */
export function SubjectFields(props: FieldsProps) {
  const { application, values, told } = props
  const { subjectType } = values.metadata
  const fault = told.get(FIELD)
  return (
    <fieldset className="lk-fieldset" id={FIELD}>
      <legend>{say('User identifier (sub)')}</legend>
      <div className="lk-choices">
        {(['public', 'pairwise'] as const).map(each => (
          <div className="lk-choice" key={each}>
            <Radio
              name={FIELD}
              value={each}
              checked={subjectType === each}
              onChange={() => changeMetadata(props, { subjectType: each })}
              label={SUBJECT_WORDS[each]}
              description={MEANS[each]}
            />
          </div>
        ))}
      </div>
      {fault === undefined ? null : <p className="lk-fault">{fault}</p>}
      {subjectType === application.metadata.subjectType ? null : (
        <p className="lk-note">
          {say(
            'From the next sign-in on, every user has another identifier in this application. Accounts that it keeps by the old one are not found any more.',
          )}
        </p>
      )}
      {subjectType === 'pairwise' ? (
        <UrlField
          {...props}
          name="sectorIdentifierUri"
          placeholder="https://example.com/callback-urls.json"
          description={saying(
            'A file that lists the callback URLs; its host is the sector of a {term}. Needed only where the callback URLs have several hosts; otherwise their host is the sector.',
            { term: <Term of="pairwise">{say('pairwise subject')}</Term> },
          )}
        />
      ) : null}
    </fieldset>
  )
}
