import {
  type BusinessUnitDetails,
  type BusinessUnitEvent,
  getBusinessUnit,
  listBusinessUnitHistory,
} from '@latchkey/contract/business-units/business-units.ts'
import { Skeleton } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { LIMITS } from '../../console/business-unit/limits.ts'
import { useMay } from '../../console/frame/me.ts'
import { NoPermission } from '../../console/frame/NoPermission.tsx'
import { figure } from '../../console/home/need-rows.ts'
import { call } from '../../kit/client.ts'
import { TextLink } from '../../kit/Links.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { ShowMore } from '../../kit/page/ShowMore.tsx'
import { StaleNote, Trouble } from '../../kit/page/Trouble.tsx'
import { read } from '../../kit/queries.ts'
import { CopyIcon } from '../../kit/show/CopyButton.tsx'
import { Fact, Facts } from '../../kit/show/Facts.tsx'
import { Status } from '../../kit/show/Status.tsx'
import { When } from '../../kit/show/When.tsx'
import { durationWords } from '../../kit/words/duration-words.ts'
import { say } from '../../kit/words/say.ts'
import { FirstEntry } from './FirstEntry.tsx'
import { UnitApis } from './UnitApis.tsx'
import { UnitStatus } from './UnitStatus.tsx'
import './units.css'

const TITLE = say('Business unit')
const LIST = '/platform/business-units'
const NO_CURSOR = ''
const route = getRouteApi('/platform/business-units/$number')

/** One business unit, for operators. */
export function UnitPage() {
  return useMay('business-units:view') ? <Unit /> : <NoPermission needs="business-units:view" title={TITLE} />
}

function Unit() {
  const { number } = route.useParams()
  const answer = useQuery(read(getBusinessUnit, { params: { number } }))
  const crumbs = [
    say('Platform'),
    <TextLink key="list" to={LIST}>
      {say('Business units')}
    </TextLink>,
  ]
  if (answer.data === undefined) {
    return (
      <>
        <PageHeader title={TITLE} crumbs={crumbs} />
        {answer.error === null ? (
          <Skeleton height={320} role="status" aria-label={say('Loading the business unit')} />
        ) : (
          <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
        )}
      </>
    )
  }
  const unit = answer.data.body
  return (
    <>
      <PageHeader
        title={unit.name}
        crumbs={crumbs}
        below={
          <div className="lk-subtitle">
            <Status status={unit.status} />
            <span className="lk-id">
              <code>{unit.number}</code>
              <CopyIcon text={unit.number} what={say('business unit number')} />
            </span>
          </div>
        }
      />
      {answer.error === null ? null : <StaleNote onRetry={() => void answer.refetch()} />}
      <div className="lk-stack">
        {unit.has.users.count === 0 && !unit.platform && unit.status === 'active' ? (
          <FirstEntry unit={unit} />
        ) : null}
        <HowMuch has={unit.has} />
        <UnitApis unit={unit} />
        <Settings unit={unit} />
        <History number={number} />
        {unit.platform ? null : <UnitStatus unit={unit} />}
      </div>
    </>
  )
}

/** How much it has, each with its name. */
function amountsOf(has: BusinessUnitDetails['has']): readonly (readonly [string, string])[] {
  return [
    [say('Users'), figure(has.users)],
    [say('Internal applications'), figure(has.applications)],
    [say('External applications let in'), figure(has.authorizations)],
    [say('Browsers signed in'), figure(has.sessions)],
    [say('Sign-ins to applications'), figure(has.signIns)],
  ]
}

function HowMuch({ has }: Pick<BusinessUnitDetails, 'has'>) {
  return (
    <section className="lk-card" aria-labelledby="how-much">
      <h2 id="how-much">{say('How much it has')}</h2>
      <Facts>
        {amountsOf(has).map(([name, amount]) => (
          <Fact key={name} name={name}>
            {amount}
          </Fact>
        ))}
      </Facts>
    </section>
  )
}

function Settings({ unit }: { readonly unit: BusinessUnitDetails }) {
  return (
    <section className="lk-card" aria-labelledby="unit-settings">
      <h2 id="unit-settings">{say('Settings')}</h2>
      <Facts>
        <Fact name={say('Environment')}>
          {unit.environment === 'production' ? say('Production') : say('Sandbox, for trying things out')}
        </Fact>
        <Fact name={say('Made')}>
          <When at={unit.createdAt} />
        </Fact>
        <Fact name={say('Implicit grant (legacy)')}>{unit.implicitAllowed ? say('On') : say('Off')}</Fact>
        <Fact name={say('Dynamic registration')}>
          {unit.dynamicRegistrationAllowed ? say('On') : say('Off')}
        </Fact>
        {LIMITS.map(({ name, label }) => {
          const limit = unit.limits[name]
          return (
            <Fact key={name} name={label}>
              {limit === null
                ? say('No limit of its own')
                : say('At most {duration}', { duration: durationWords(limit) })}
            </Fact>
          )
        })}
      </Facts>
    </section>
  )
}

const DONE = {
  created: say('Made'),
  deactivated: say('Deactivated'),
  activated: say('Activated'),
} as const satisfies Record<BusinessUnitEvent['what'], string>

function History({ number }: { readonly number: string }) {
  const history = useInfiniteQuery({
    queryKey: [listBusinessUnitHistory.id, number],
    queryFn: ({ pageParam, signal }) =>
      call(listBusinessUnitHistory, {
        params: { number },
        query: pageParam === NO_CURSOR ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
  const items = history.data?.pages.flatMap(page => page.body.items)
  return (
    <section className="lk-card" aria-labelledby="unit-history">
      <h2 id="unit-history">{say('What operators did')}</h2>
      {items === undefined && history.error !== null ? (
        <Trouble error={history.error} onRetry={() => void history.refetch()} />
      ) : null}
      {items === undefined && history.error === null ? (
        <Skeleton height={80} role="status" aria-label={say('Loading the history')} />
      ) : null}
      <ol className="lk-plain-list">
        {items?.map(({ id, what, at, by, reason }) => (
          <li key={id} className="lk-operated-row">
            <div className="lk-operated-name">
              <span>{DONE[what]}</span>
              <div className="lk-help">
                {say('by {actor}', { actor: by })}
                {reason === null ? '' : ` · ${reason}`}
              </div>
            </div>
            <div className="lk-operated-status lk-help">
              <When at={at} />
            </div>
          </li>
        ))}
      </ol>
      <ShowMore answer={history} />
    </section>
  )
}
