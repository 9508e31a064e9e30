import type { Application } from '@latchkey/contract/applications.ts'
import { Switch } from '@mantine/core'
import { TextLink } from '../../../kit/Links.tsx'
import { Term } from '../../../kit/show/Term.tsx'
import { useMe } from '../../frame/me.ts'
import type { EditValues } from './edit-values.ts'

type GrantsProps = {
  readonly application: Application
  readonly values: EditValues
  readonly told: ReadonlyMap<string, string>
  readonly onChange: (part: Partial<EditValues>) => void
}

function Implicit({ values, told, onChange }: Omit<GrantsProps, 'application'>) {
  const { businessUnit } = useMe()
  const closed = !businessUnit.implicitAllowed
  return (
    <div className="lk-grant">
      <Switch
        id="implicitAllowed"
        label="Allow the implicit grant"
        checked={values.implicitAllowed}
        // What is on can always be switched off.
        disabled={closed && !values.implicitAllowed}
        error={told.get('implicitAllowed')}
        onChange={event => onChange({ implicitAllowed: event.currentTarget.checked })}
      />
      <p className="lk-help">
        <span className="lk-tag" data-tone="ochre">
          Legacy
        </span>{' '}
        The <Term of="implicit">implicit grant</Term> puts access tokens into the address of the callback,
        where histories and logs keep them. Leave it off unless an old integration cannot do without.
        {closed ? (
          <>
            {' '}
            {businessUnit.name} has not opted in, so it cannot be switched on here. See{' '}
            <TextLink to="/admin/account-settings/business-unit">Business Unit</TextLink>.
          </>
        ) : null}
      </p>
    </div>
  )
}

/** How the application may get and renew tokens for users. */
export function Grants({ application, values, told, onChange }: GrantsProps) {
  const secretless = application.clientType === 'public'
  return (
    <fieldset className="lk-fieldset">
      <legend>Tokens for users</legend>
      <div className="lk-grant">
        <Switch
          id="rotateRefreshTokens"
          label="Replace a refresh token each time it is used"
          checked={secretless || values.rotateRefreshTokens}
          disabled={secretless}
          error={told.get('rotateRefreshTokens')}
          onChange={event => onChange({ rotateRefreshTokens: event.currentTarget.checked })}
        />
        <p className="lk-help">
          {secretless
            ? 'Always on for an application without a secret.'
            : 'A stolen refresh token is then noticed as soon as both holders have used it.'}
        </p>
      </div>
      <Implicit values={values} told={told} onChange={onChange} />
    </fieldset>
  )
}
