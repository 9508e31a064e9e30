import { TextLink } from '../../../../kit/Links.tsx'

function ChallengeMissing({ id }: { readonly id: string }) {
  return (
    <p className="lk-help">
      Most clients send it once PKCE with S256 is switched on in their settings: look for <code>pkce</code>,{' '}
      <code>code_challenge_method</code> or <code>usePKCE</code>. A client on a server that has no such
      setting can be let in without: switch on <em>Sign people in without PKCE</em> under{' '}
      <TextLink
        to="/admin/account-settings/api-applications/$id/edit"
        params={{ id }}
        hash="metadata.requirePkce"
      >
        Edit, Advanced
      </TextLink>
      . Its secret alone protects the code then.
    </p>
  )
}

/** What can be done about a refusal, where one thing is nearly always the mend. */
export function RefusalAdvice({ id, reason }: { readonly id: string; readonly reason: string }) {
  switch (reason) {
    case 'challenge_missing':
      return <ChallengeMissing id={id} />
    case 'scope_ignored':
      return (
        <p className="lk-help">
          Nothing needs to be done. If the client wants groups or roles, ask for the scope{' '}
          <code>business_unit</code> instead: it tells the business unit and the security profile.
        </p>
      )
    default:
      return null
  }
}
