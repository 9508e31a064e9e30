import { NativeSelect } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { say } from '../../../../kit/words/say.ts'
import { readDetailsSearch } from '../details-search.ts'

const route = getRouteApi('/admin/account-settings/api-applications/$id')

const OUTCOMES = [
  { value: '', label: say('Everything') },
  { value: 'refused', label: say('Refused') },
  { value: 'answered', label: say('Answered, with something ignored') },
  { value: 'retried', label: say('Harmless retries') },
] as const

/** Narrows the activity by outcome and reason; both stand in the address. In: the reasons that are listed now. */
export function ActivityFilter({ reasons }: { readonly reasons: readonly string[] }) {
  const { outcome, reason } = route.useSearch()
  const navigate = route.useNavigate()
  const narrow = (by: { readonly outcome?: string; readonly reason?: string }) =>
    void navigate({ search: readDetailsSearch({ tab: 'activity', ...by }), replace: true })
  const known = [...new Set([...(reason === undefined ? [] : [reason]), ...reasons])].toSorted()
  return (
    <div className="lk-activity-filter">
      <NativeSelect
        label={say('Show')}
        value={outcome ?? ''}
        data={OUTCOMES.map(each => ({ ...each }))}
        onChange={event => narrow({ outcome: event.currentTarget.value })}
      />
      <NativeSelect
        label={say('Reason')}
        value={reason ?? ''}
        data={[{ value: '', label: say('Any reason') }, ...known.map(value => ({ value, label: value }))]}
        onChange={event =>
          narrow({ ...(outcome === undefined ? {} : { outcome }), reason: event.currentTarget.value })
        }
      />
    </div>
  )
}
