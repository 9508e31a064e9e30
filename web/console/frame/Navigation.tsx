import type { Permission } from '@latchkey/contract/route.ts'
import { IconApps, IconBuilding, IconMail } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMe } from './me.ts'

type Entry = {
  readonly to:
    | '/admin/account-settings/api-applications'
    | '/admin/account-settings/business-unit'
    | '/platform/mail'
  readonly words: string
  readonly icon: ReactNode
  /** The permission without which the entry is not shown; null: shown to everyone. */
  readonly needs: Permission | null
}

const ACCOUNT_SETTINGS: readonly Entry[] = [
  {
    to: '/admin/account-settings/api-applications',
    words: 'API Applications',
    icon: <IconApps size={18} aria-hidden />,
    needs: 'api-applications:view',
  },
  {
    to: '/admin/account-settings/business-unit',
    words: 'Business Unit',
    icon: <IconBuilding size={18} aria-hidden />,
    needs: null,
  },
]

const PLATFORM: readonly Entry[] = [
  { to: '/platform/mail', words: 'Mail', icon: <IconMail size={18} aria-hidden />, needs: 'mail:view' },
]

type EntriesProps = { readonly entries: readonly Entry[]; readonly onGo: (() => void) | undefined }

function Entries({ entries, onGo }: EntriesProps) {
  return (
    <ul className="lk-nav-group">
      {entries.map(entry => (
        <li key={entry.to}>
          <Link to={entry.to} className="lk-nav-link" {...(onGo === undefined ? {} : { onClick: onGo })}>
            {entry.icon}
            {entry.words}
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** The places of the console that this user may see. `onGo` is told when one is chosen. */
export function Navigation({ onGo }: { readonly onGo?: () => void }) {
  const { permissions } = useMe()
  const open = (entries: readonly Entry[]) =>
    entries.filter(entry => entry.needs === null || permissions.includes(entry.needs))
  const platform = open(PLATFORM)
  return (
    <nav aria-label="Main">
      <ul className="lk-nav-group">
        <li>
          <span className="lk-nav-heading">Admin</span>
          <ul className="lk-nav-group">
            <li>
              <span className="lk-nav-subheading">Account Settings</span>
              <Entries entries={open(ACCOUNT_SETTINGS)} onGo={onGo} />
            </li>
          </ul>
        </li>
        {platform.length === 0 ? null : (
          <li>
            <span className="lk-nav-heading">Platform</span>
            <Entries entries={platform} onGo={onGo} />
          </li>
        )}
      </ul>
    </nav>
  )
}
