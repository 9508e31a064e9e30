import type { Application } from '@latchkey/contract/applications/applications.ts'
import { TextLink } from '../../../../kit/Links.tsx'
import { When } from '../../../../kit/show/When.tsx'
import { endingSoon, nameOf } from './secret-words.ts'

/** Says on every tab that the last secret is about to end. */
export function SecretReminder({ application }: { readonly application: Application }) {
  const [secret] = endingSoon(application.secrets, Date.now())
  if (secret === undefined || secret.expiresAt === null || application.status !== 'active') return null
  return (
    <p className="lk-note" data-tone="ochre">
      The secret <strong>{nameOf(secret)}</strong> ends <When at={secret.expiresAt} />, and none stands beside
      it. Replace it under{' '}
      <TextLink
        to="/admin/account-settings/api-applications/$id"
        params={{ id: application.id }}
        search={{ tab: 'secrets' }}
      >
        Secrets
      </TextLink>{' '}
      before programs stop getting tokens.
    </p>
  )
}
