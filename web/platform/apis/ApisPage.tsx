import { listPlatformApis, type PlatformApiListed } from '@latchkey/contract/platform/apis.ts'
import { Button, Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../console/frame/me.ts'
import { NoPermission } from '../../console/frame/NoPermission.tsx'
import { TextLink } from '../../kit/Links.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { Trouble } from '../../kit/page/Trouble.tsx'
import { read } from '../../kit/queries.ts'
import { When } from '../../kit/show/When.tsx'
import { say } from '../../kit/words/say.ts'
import { saying } from '../../kit/words/saying.tsx'
import { MakeDialog } from './MakeDialog.tsx'
import '../business-units/units.css'

const TITLE = say('APIs')

/** The APIs of the platform, for operators. */
export function ApisPage() {
  return useMay('apis:edit') ? <Apis /> : <NoPermission needs="apis:edit" title={TITLE} />
}

function Apis() {
  const apis = useQuery(read(listPlatformApis, {}))
  const navigate = useNavigate()
  const [making, setMaking] = useState(false)
  const items = apis.data?.body.items
  return (
    <>
      <PageHeader
        title={TITLE}
        crumbs={[say('Platform')]}
        below={
          <p className="lk-subtitle">
            <span>{say('What applications can be let into. Each is behind a scope of its name.')}</span>
          </p>
        }
        actions={
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
            {say('Make an API')}
          </Button>
        }
      />
      {items === undefined && apis.error === null ? (
        <Skeleton height={320} role="status" aria-label={say('Loading the APIs')} />
      ) : null}
      {items === undefined && apis.error !== null ? (
        <Trouble error={apis.error} onRetry={() => void apis.refetch()} />
      ) : null}
      {items === undefined ? null : (
        <section className="lk-card" aria-label={TITLE}>
          <ul className="lk-plain-list">
            {items.map(api => (
              <Row key={api.name} api={api} />
            ))}
          </ul>
        </section>
      )}
      {making ? (
        <MakeDialog
          within={null}
          onClose={() => setMaking(false)}
          onMade={name => void navigate({ to: '/platform/apis/$name', params: { name } })}
        />
      ) : null}
    </>
  )
}

function Row({ api }: { readonly api: PlatformApiListed }) {
  const { name, description, audience, endsAt, scopeCount } = api
  return (
    <li className="lk-operated-row">
      <div className="lk-operated-name">
        <TextLink to="/platform/apis/$name" params={{ name }}>
          {name}
        </TextLink>
        <div className="lk-help">{description}</div>
        <code className="lk-break">{audience}</code>
      </div>
      <div className="lk-operated-status lk-help">
        {say('{count, plural, one {# scope} other {# scopes}}', { count: scopeCount })}
        {endsAt === null ? null : <div>{saying('Ends {when}', { when: <When at={endsAt} /> })}</div>}
      </div>
    </li>
  )
}
