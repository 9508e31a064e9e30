import type { Permission } from '@latchkey/contract/route.ts'
import { IconApps, IconBuilding, IconInbox, IconMail, IconShieldExclamation } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { say } from '../../kit/words/say.ts'
import { useMe } from './me.ts'

type Entry = {
  readonly to:
    | '/admin/account-settings/api-applications'
    | '/admin/account-settings/alerts'
    | '/admin/account-settings/business-unit'
    | '/admin/platform/requests'
    | '/platform/mail'
  readonly words: string
  readonly icon: ReactNode
  /** The permission without which the entry is not shown; null: shown to everyone. */
  readonly needs: Permission | null
}

const ACCOUNT_SETTINGS: readonly Entry[] = [
  {
    to: '/admin/account-settings/api-applications',
    words: say('API Applications'),
    icon: <IconApps size={18} aria-hidden />,
    needs: 'api-applications:view',
  },
  {
    to: '/admin/account-settings/alerts',
    words: say('Alerts'),
    icon: <IconShieldExclamation size={18} aria-hidden />,
    needs: 'api-applications:view',
  },
  {
    to: '/admin/account-settings/business-unit',
    words: say('Business Unit'),
    icon: <IconBuilding size={18} aria-hidden />,
    needs: null,
  },
]

const PLATFORM: readonly Entry[] = [
  {
    to: '/admin/platform/requests',
    words: say('Requests'),
    icon: <IconInbox size={18} aria-hidden />,
    needs: 'catalogue:edit',
  },
  { to: '/platform/mail', words: say('Mail'), icon: <IconMail size={18} aria-hidden />, needs: 'mail:view' },
]

type SectionProps = { readonly title: string; readonly entries: readonly Entry[]; readonly onGo?: () => void }

/** The places under one heading, as far as this user may see any of them. */
function Section({ title, entries, onGo }: SectionProps) {
  const { permissions } = useMe()
  const shown = entries.filter(entry => entry.needs === null || permissions.includes(entry.needs))
  if (shown.length === 0) return null
  return (
    <li>
      <span className="lk-nav-subheading">{title}</span>
      <ul className="lk-nav-group">
        {shown.map(entry => (
          <li key={entry.to}>
            <Link to={entry.to} className="lk-nav-link" {...(onGo === undefined ? {} : { onClick: onGo })}>
              {entry.icon}
              {entry.words}
            </Link>
          </li>
        ))}
      </ul>
    </li>
  )
}

/** The places of the console that this user may see. `onGo` is told when one is chosen. */
export function Navigation({ onGo }: { readonly onGo?: () => void }) {
  const go = onGo === undefined ? {} : { onGo }
  return (
    <nav aria-label={say('Main')}>
      <ul className="lk-nav-group">
        <li>
          <span className="lk-nav-heading">{say('Admin')}</span>
          <ul className="lk-nav-group">
            <Section title={say('Account Settings')} entries={ACCOUNT_SETTINGS} {...go} />
            <Section title={say('Platform')} entries={PLATFORM} {...go} />
          </ul>
        </li>
      </ul>
    </nav>
  )
}
