import { TextLink } from '../../../../kit/Links.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'

function ChallengeMissing({ id }: { readonly id: string }) {
  return (
    <p className="lk-help">
      {saying(
        'Most clients send it once PKCE with S256 is switched on in their settings: look for {pkce}, {method} or {camel}. A client on a server that has no such setting can be let in without: switch on {choice} under {edit}. Its secret alone protects the code then.',
        {
          pkce: <code>pkce</code>,
          method: <code>code_challenge_method</code>,
          camel: <code>usePKCE</code>,
          choice: <em>{say('Sign people in without PKCE')}</em>,
          edit: (
            <EditLink id={id} hash="metadata.requirePkce">
              {say('Edit, Advanced')}
            </EditLink>
          ),
        },
      )}
    </p>
  )
}

function EditLink({ id, hash, children }: { id: string; hash?: string; children: string }) {
  return (
    <TextLink
      to="/admin/account-settings/api-applications/$id/edit"
      params={{ id }}
      {...(hash === undefined ? {} : { hash })}
    >
      {children}
    </TextLink>
  )
}

/** Where each reason is mended on our side, if it is: the scopes and grants, or the secrets, of the application. */
function PlaceToMend({ id, reason }: { readonly id: string; readonly reason: string }) {
  switch (reason) {
    case 'scope_not_registered':
    case 'grant_not_allowed':
    case 'response_type_not_allowed':
    case 'post_logout_uri_unregistered':
    case 'request_uri_unregistered':
    case 'request_object_required':
      return <EditLink id={id}>{say('Edit the application')}</EditLink>
    case 'client_secret_wrong':
      return (
        <TextLink
          to="/admin/account-settings/api-applications/$id"
          params={{ id }}
          search={{ tab: 'secrets' }}
        >
          {say('See its secrets')}
        </TextLink>
      )
    case 'family_revoked':
    case 'application_inactive':
      return (
        <TextLink
          to="/admin/account-settings/api-applications/$id"
          params={{ id }}
          search={{ tab: 'history' }}
        >
          {say('See what was changed')}
        </TextLink>
      )
    default:
      return null
  }
}

/** What can be done about a refusal, where one thing is nearly always the mend. */
export function RefusalAdvice({ id, reason }: { readonly id: string; readonly reason: string }) {
  switch (reason) {
    case 'challenge_missing':
      return <ChallengeMissing id={id} />
    case 'scope_ignored':
      return (
        <p className="lk-help">
          {saying(
            'Nothing needs to be done. If the client wants groups or roles, ask for the scope {scope} instead: it tells the business unit and the security profile.',
            { scope: <code>business_unit</code> },
          )}
        </p>
      )
    default:
      return <PlaceToMend id={id} reason={reason} />
  }
}
