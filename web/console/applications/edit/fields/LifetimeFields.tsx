import type { Lifetimes } from '@latchkey/contract/applications/client-metadata.ts'
import { DurationInput } from '../../../../kit/forms/DurationInput.tsx'
import { Term } from '../../../../kit/show/Term.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { useMe } from '../../../frame/me.ts'
import { LIFETIME_FIELDS, lifetimeHints } from '../../parts/lifetimes.ts'
import { fieldWords } from '../../parts/vocabulary.ts'
import type { FieldsProps } from './fields-props.ts'

const MEANS = {
  accessToken: say('How long one access token opens the APIs.'),
  refreshIdle: say('A refresh token that nobody uses for so long ends.'),
  refreshLongest: say('After so long a user has to sign in again, however often the token was used.'),
} as const satisfies Record<keyof Lifetimes, string>

/** How long tokens live, each in a unit that fits. */
export function LifetimeFields({ application, values, told, onChange }: FieldsProps) {
  const { limits } = useMe().businessUnit
  return (
    <fieldset className="lk-fieldset lk-lifetimes" id="lifetimes">
      <legend>{say('How long tokens live')}</legend>
      <p className="lk-help">
        {saying(
          "Access tokens already issued keep their end. A refresh token outlives the user's session only with {term}.",
          { term: <Term of="offline-access">{say('offline access')}</Term> },
        )}
      </p>
      {LIFETIME_FIELDS.map(name => (
        <DurationInput
          key={name}
          id={`lifetimes.${name}`}
          label={fieldWords(`lifetimes.${name}`)}
          description={`${MEANS[name]} ${lifetimeHints(application, limits, name)}`}
          value={values.lifetimes[name]}
          fault={told.get(`lifetimes.${name}`) ?? null}
          onChange={typed => onChange({ lifetimes: { ...values.lifetimes, [name]: typed } })}
        />
      ))}
    </fieldset>
  )
}
