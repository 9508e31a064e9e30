import { Tabs } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { PageHeader } from '../../../kit/page/PageHeader.tsx'
import { say } from '../../../kit/words/say.ts'
import { useMay } from '../../frame/me.ts'
import { NoPermission } from '../../frame/NoPermission.tsx'
import { LIST_CRUMBS } from '../parts/ListCrumbs.tsx'
import { Given } from './Given.tsx'
import { Received } from './Received.tsx'
import '../parts/parts.css'
import './transfers.css'

const TITLE = say('Transfers')
const route = getRouteApi('/admin/account-settings/api-applications/transfers')

/** What other business units offered to this one, and what it offered to them. */
export function TransfersPage() {
  const mayView = useMay('api-applications:view')
  return mayView ? <Transfers /> : <NoPermission needs="api-applications:view" title={TITLE} />
}

function Transfers() {
  const { by } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <>
      <PageHeader
        title={TITLE}
        crumbs={LIST_CRUMBS}
        below={
          <p className="lk-subtitle">
            <span>
              {say(
                'Internal applications on their way from one business unit to another. An offer waits for seven days.',
              )}
            </span>
          </p>
        }
      />
      <Tabs
        value={by ?? 'others'}
        onChange={value => void navigate({ search: value === 'us' ? { by: 'us' } : {}, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="lg" aria-label={say('Transfers by their direction')}>
          <Tabs.Tab value="others">{say('Offered to you')}</Tabs.Tab>
          <Tabs.Tab value="us">{say('Offered by you')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="others">
          <Received />
        </Tabs.Panel>
        <Tabs.Panel value="us">
          <Given />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
