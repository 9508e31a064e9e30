import { countOpenAlerts } from '@latchkey/contract/audit/alerts.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { read } from '../../kit/queries.ts'
import { say } from '../../kit/words/say.ts'

const EVERY_MINUTE = 60_000

/** How many alerts are open, in the header, as the way to them; nothing where none is. */
export function OpenAlerts() {
  const { data } = useQuery({ ...read(countOpenAlerts, {}), refetchInterval: EVERY_MINUTE })
  const open = data?.body.open ?? 0
  if (open === 0) return null
  return (
    <Link to="/admin/account-settings/alerts" className="lk-open-alerts">
      {open >= 100 ? '99+' : open}{' '}
      <span className="lk-open-alerts-word">
        {say('{open, plural, one {open alert} other {open alerts}}', { open })}
      </span>
    </Link>
  )
}
