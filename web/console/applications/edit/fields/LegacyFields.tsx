import { Switch } from '@mantine/core'
import { TextLink } from '../../../../kit/Links.tsx'
import { Term } from '../../../../kit/show/Term.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { useMe } from '../../../frame/me.ts'
import { changeMetadata, type FieldsProps } from './fields-props.ts'

const PKCE = 'metadata.requirePkce'
const SCOPE_CLAIMS = 'metadata.scopeClaimsInIdToken'

function Implicit({ values, told, onChange }: FieldsProps) {
  const { businessUnit } = useMe()
  const closed = !businessUnit.implicitAllowed
  return (
    <div className="lk-grant">
      <Switch
        id="implicitAllowed"
        label={say('Allow the implicit grant')}
        checked={values.implicitAllowed}
        // What is on can always be switched off.
        disabled={closed && !values.implicitAllowed}
        error={told.get('implicitAllowed')}
        onChange={event => onChange({ implicitAllowed: event.currentTarget.checked })}
      />
      <p className="lk-help">
        {saying(
          'The {term} puts access tokens into the address of the callback, where histories and logs keep them.',
          { term: <Term of="implicit">{say('implicit grant')}</Term> },
        )}
        {closed ? (
          <>
            {' '}
            {saying('{unit} has not opted in, so it cannot be switched on here. See {link}.', {
              unit: businessUnit.name,
              link: <TextLink to="/admin/account-settings/business-unit">{say('Business Unit')}</TextLink>,
            })}
          </>
        ) : null}
      </p>
    </div>
  )
}

function Pkce(props: FieldsProps) {
  const { application, values, told } = props
  const secretless = application.clientType === 'public'
  return (
    <div className="lk-grant">
      <Switch
        id={PKCE}
        label={say('Sign people in without PKCE')}
        checked={!secretless && !values.metadata.requirePkce}
        disabled={secretless}
        error={told.get(PKCE)}
        onChange={event => changeMetadata(props, { requirePkce: !event.currentTarget.checked })}
      />
      <p className="lk-help">
        {secretless
          ? say('Never for an application without a secret: PKCE is all that it proves itself with.')
          : say(
              'PKCE keeps a code that was caught on its way from being used by somebody else. Without it the secret alone protects the code.',
            )}
      </p>
    </div>
  )
}

function ScopeClaims(props: FieldsProps) {
  return (
    <div className="lk-grant">
      <Switch
        id={SCOPE_CLAIMS}
        label={say('Put what scopes tell into ID tokens too')}
        checked={props.values.metadata.scopeClaimsInIdToken}
        error={props.told.get(SCOPE_CLAIMS)}
        onChange={event => changeMetadata(props, { scopeClaimsInIdToken: event.currentTarget.checked })}
      />
      <p className="lk-help">
        {say(
          'Names, e-mail addresses and the like come from userinfo. Some software looks for them in the ID token and never asks there; logs and browsers may then keep them.',
        )}
      </p>
    </div>
  )
}

/** What is weaker than it need be, for software that cannot do better. */
export function LegacyFields(props: FieldsProps) {
  return (
    <fieldset className="lk-fieldset">
      <legend>
        {say('For old software')}{' '}
        <span className="lk-tag" data-tone="ochre">
          {say('Legacy')}
        </span>
      </legend>
      <p className="lk-help">{say('Leave all off unless the application cannot do without.')}</p>
      <Implicit {...props} />
      <Pkce {...props} />
      <ScopeClaims {...props} />
    </fieldset>
  )
}
