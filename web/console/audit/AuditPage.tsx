import { Tabs } from '@mantine/core'
import { Navigate, useLocation } from '@tanstack/react-router'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { say } from '../../kit/words/say.ts'
import { useMay, useMe } from '../frame/me.ts'
import { NoPermission } from '../frame/NoPermission.tsx'
import { Log } from './Log.tsx'
import { OneEntry } from './OneEntry.tsx'
import { useAuditPath, useAuditSearch } from './place.ts'
import { Proof } from './proof/Proof.tsx'
import './audit.css'

const TITLE = say('Audit')

/** The audit log of the user's business unit; operators, whose business unit is the platform, read it there. */
export function AuditPage() {
  const mayView = useMay('audit:view')
  const path = useAuditPath()
  const here = useLocation({ select: ({ pathname }) => pathname })
  const [search] = useAuditSearch()
  if (here !== path) return <Navigate to={path} search={search} replace />
  return mayView ? <Audit /> : <NoPermission needs="audit:view" title={TITLE} />
}

function Audit() {
  const [search, show] = useAuditSearch()
  const { operator } = useMe().user
  return (
    <>
      <PageHeader
        title={TITLE}
        crumbs={operator ? [say('Platform')] : [say('Admin'), say('Account Settings')]}
        below={
          <p className="lk-subtitle">
            <span>
              {operator
                ? say('Everything that was changed in the platform’s own business unit, and by whom.')
                : say('Everything that was changed in your business unit, and by whom.')}
            </span>
          </p>
        }
      />
      {search.entry === undefined ? (
        <Tabs
          value={search.tab ?? 'log'}
          onChange={tab => show(tab === 'proof' ? { tab } : {})}
          keepMounted={false}
        >
          <Tabs.List mb="lg" aria-label={say('About this log')}>
            <Tabs.Tab value="log">{say('Log')}</Tabs.Tab>
            <Tabs.Tab value="proof">{say('Proof and keeping')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="log">
            <Log />
          </Tabs.Panel>
          <Tabs.Panel value="proof">
            <Proof />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <OneEntry id={search.entry} />
      )}
    </>
  )
}
