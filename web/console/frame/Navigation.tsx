import {
  IconActivity,
  IconApi,
  IconApps,
  IconBuilding,
  IconBuildings,
  IconCategory,
  IconHistory,
  IconHome,
  IconInbox,
  IconKey,
  IconLayoutDashboard,
  IconMail,
  IconShieldExclamation,
  IconUserShield,
  IconUsers,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { say } from '../../kit/words/say.ts'
import { useMay, useMe } from './me.ts'
import { ACCOUNT_SETTINGS, HOME, PLATFORM, type Place, placesOf } from './places.ts'

const ICONS: Readonly<Record<Place['id'], ReactNode>> = {
  home: <IconHome size={18} aria-hidden />,
  applications: <IconApps size={18} aria-hidden />,
  alerts: <IconShieldExclamation size={18} aria-hidden />,
  users: <IconUsers size={18} aria-hidden />,
  'security-profiles': <IconUserShield size={18} aria-hidden />,
  'business-unit': <IconBuilding size={18} aria-hidden />,
  platform: <IconLayoutDashboard size={18} aria-hidden />,
  apis: <IconApi size={18} aria-hidden />,
  health: <IconActivity size={18} aria-hidden />,
  requests: <IconInbox size={18} aria-hidden />,
  catalogue: <IconCategory size={18} aria-hidden />,
  'business-units': <IconBuildings size={18} aria-hidden />,
  'signing-keys': <IconKey size={18} aria-hidden />,
  mail: <IconMail size={18} aria-hidden />,
  audit: <IconHistory size={18} aria-hidden />,
  'platform-audit': <IconHistory size={18} aria-hidden />,
}

type EntryProps = { readonly entry: Place; readonly onGo?: () => void }

function Entry({ entry, onGo }: EntryProps) {
  return (
    <Link
      to={entry.to}
      className="lk-nav-link"
      // The address of a first page is the beginning of all others.
      activeOptions={{ exact: entry.id === 'home' || entry.id === 'platform' }}
      {...(onGo === undefined ? {} : { onClick: onGo })}
    >
      {ICONS[entry.id]}
      {entry.words}
    </Link>
  )
}

type SectionProps = { readonly title: string; readonly entries: readonly Place[]; readonly onGo?: () => void }

/** The places under one heading, as far as this user may see any of them. */
function Section({ title, entries, onGo }: SectionProps) {
  const shown = placesOf(useMe(), entries)
  if (shown.length === 0) return null
  return (
    <li>
      <span className="lk-nav-subheading">{title}</span>
      <ul className="lk-nav-group">
        {shown.map(entry => (
          <li key={entry.to}>
            <Entry entry={entry} {...(onGo === undefined ? {} : { onGo })} />
          </li>
        ))}
      </ul>
    </li>
  )
}

/** The places of the console that this user may see. `onGo` is told when one is chosen. */
export function Navigation({ onGo }: { readonly onGo?: () => void }) {
  const mayView = useMay('api-applications:view')
  const go = onGo === undefined ? {} : { onGo }
  return (
    <nav aria-label={say('Main')}>
      <ul className="lk-nav-group">
        <li>
          <span className="lk-nav-heading">{say('Admin')}</span>
          <ul className="lk-nav-group">
            {mayView ? (
              <li>
                <Entry entry={HOME} {...go} />
              </li>
            ) : null}
            <Section title={say('Account Settings')} entries={ACCOUNT_SETTINGS} {...go} />
            <Section title={say('Platform')} entries={PLATFORM} {...go} />
          </ul>
        </li>
      </ul>
    </nav>
  )
}
