import type { Application } from '@latchkey/contract/applications/applications.ts'
import { TextLink } from '../../../../kit/Links.tsx'
import { When } from '../../../../kit/show/When.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { endingSoon, nameOf } from './secret-words.ts'

/** Says on every tab that the last secret is about to end. */
export function SecretReminder({ application }: { readonly application: Application }) {
  const [secret] = endingSoon(application.secrets, Date.now())
  if (secret === undefined || secret.expiresAt === null || application.status !== 'active') return null
  return (
    <p className="lk-note" data-tone="ochre">
      {saying(
        'The secret {name} ends {when}, and none stands beside it. Replace it under {tab} before programs stop getting tokens.',
        {
          name: <strong>{nameOf(secret)}</strong>,
          when: <When at={secret.expiresAt} />,
          tab: (
            <TextLink
              to="/admin/account-settings/api-applications/$id"
              params={{ id: application.id }}
              search={{ tab: 'secrets' }}
            >
              {say('Secrets')}
            </TextLink>
          ),
        },
      )}
    </p>
  )
}
