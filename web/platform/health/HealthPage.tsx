import { type BacklogShown, getHealth, type Health } from '@latchkey/contract/platform/health.ts'
import { Button, Skeleton } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMay } from '../../console/frame/me.ts'
import { NoPermission } from '../../console/frame/NoPermission.tsx'
import { figure } from '../../console/home/need-rows.ts'
import { TextLink } from '../../kit/Links.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { StaleNote, Trouble } from '../../kit/page/Trouble.tsx'
import { read } from '../../kit/queries.ts'
import { Fact, Facts } from '../../kit/show/Facts.tsx'
import { When } from '../../kit/show/When.tsx'
import { say } from '../../kit/words/say.ts'
import { saying } from '../../kit/words/saying.tsx'
import { JobRow } from './JobRow.tsx'
import { ProcessRow } from './ProcessRow.tsx'
import './health.css'

const TITLE = say('Health')
/** What processes say of themselves is half a minute old at most. */
const EVERY_MS = 15_000

/** How the platform does, for operators. */
export function HealthPage() {
  return useMay('platform:view') ? <Platform /> : <NoPermission needs="platform:view" title={TITLE} />
}

function Platform() {
  const health = useQuery({ ...read(getHealth, {}), refetchInterval: EVERY_MS })
  return (
    <>
      <PageHeader
        title={TITLE}
        crumbs={[say('Platform')]}
        below={
          <p className="lk-subtitle">
            <span>{say('What each process says of itself is at most half a minute old.')}</span>
          </p>
        }
        actions={
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            onClick={() => void health.refetch()}
          >
            {say('Look again')}
          </Button>
        }
      />
      {health.data === undefined && health.error === null ? (
        <Skeleton height={320} role="status" aria-label={say('Asking how the platform does')} />
      ) : null}
      {health.error === null ? null : health.data === undefined ? (
        <Trouble error={health.error} onRetry={() => void health.refetch()} />
      ) : (
        <StaleNote onRetry={() => void health.refetch()} />
      )}
      {health.data === undefined ? null : <Told health={health.data.body} />}
    </>
  )
}

const DATABASE = {
  ready: say('Takes reads and writes'),
  'read-only': say('Takes reads alone'),
  away: say('Away'),
} as const satisfies Record<Health['database'], string>

const ENGINES = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const satisfies Record<
  Health['engine'],
  string
>

function Told({ health }: { readonly health: Health }) {
  const { version, engine, database, migrations, processes, jobs } = health
  return (
    <div className="lk-stack">
      <section className="lk-card" aria-labelledby="health-server">
        <h2 id="health-server">{say('Server')}</h2>
        <Facts>
          <Fact name={say('Version')}>{version}</Fact>
          <Fact name={say('Database')}>
            {ENGINES[engine]} · {DATABASE[database]}
          </Fact>
          <Fact name={say('Schema')}>
            {say('{count, plural, one {# migration} other {# migrations}}', { count: migrations.applied })}
            {migrations.last === null ? null : (
              <>
                {' · '}
                <code className="lk-break">{migrations.last}</code>
              </>
            )}
          </Fact>
        </Facts>
      </section>
      <section className="lk-card" aria-labelledby="health-processes">
        <h2 id="health-processes">{say('Processes')}</h2>
        {processes.length === 0 ? (
          <p className="lk-help">{say('None has spoken yet. Each does so within half a minute.')}</p>
        ) : null}
        <ul className="lk-plain-list">
          {processes.map(process => (
            <ProcessRow key={process.id} process={process} />
          ))}
        </ul>
      </section>
      <section className="lk-card" aria-labelledby="health-jobs">
        <h2 id="health-jobs">{say('Jobs')}</h2>
        {jobs.length === 0 ? (
          <p className="lk-help">{say('None has spoken yet. Each does so within half a minute.')}</p>
        ) : null}
        <ul className="lk-plain-list">
          {jobs.map(job => (
            <JobRow key={job.name} job={job} />
          ))}
        </ul>
      </section>
      <ToBeSent health={health} />
    </div>
  )
}

/** Letters to people, and messages to applications. */
function ToBeSent({ health }: { readonly health: Health }) {
  return (
    <>
      <section className="lk-card" aria-labelledby="health-mail">
        <h2 id="health-mail">{say('Mail')}</h2>
        <p className="lk-help">
          {health.mailServer
            ? say('Letters of the last seven days.')
            : say('No mail server is set: letters are kept, and somebody hands them on.')}{' '}
          <TextLink to="/platform/mail">{say('Letters')}</TextLink>
        </p>
        <Backlog backlog={health.mail} />
      </section>
      <section className="lk-card" aria-labelledby="health-outbox">
        <h2 id="health-outbox">{say('Messages to applications')}</h2>
        <p className="lk-help">{say('Of the last seven days: that a session ended.')}</p>
        <Backlog backlog={health.outbox} />
      </section>
    </>
  )
}

function Backlog({ backlog }: { readonly backlog: BacklogShown }) {
  const { waiting, triedInVain, oldestSince, sent, givenUp } = backlog
  return (
    <Facts>
      <Fact name={say('Waiting')}>
        {figure(waiting)}
        {oldestSince === null ? null : (
          <>
            {' · '}
            {saying('the oldest since {when}', { when: <When at={oldestSince} /> })}
          </>
        )}
      </Fact>
      <Fact name={say('Tried in vain')}>{figure(triedInVain)}</Fact>
      <Fact name={say('Sent')}>{figure(sent)}</Fact>
      <Fact name={say('Given up')}>{figure(givenUp)}</Fact>
    </Facts>
  )
}
