import { getNeeds, type Needs } from '@latchkey/contract/business-units/needs.ts'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { QuietLink, TextLink } from '../../kit/Links.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { StaleNote, Trouble } from '../../kit/page/Trouble.tsx'
import { read } from '../../kit/queries.ts'
import { say } from '../../kit/words/say.ts'
import { useMay, useMe } from '../frame/me.ts'
import { NoPermission } from '../frame/NoPermission.tsx'
import { figure, type NeedRow, needRows } from './need-rows.ts'
import './home.css'

const LIST = '/admin/account-settings/api-applications'
const TITLE = say('What needs you')

/** The first page of who may see API applications. */
export function HomePage() {
  const mayView = useMay('api-applications:view')
  return mayView ? <Home /> : <NoPermission needs="api-applications:view" title={TITLE} />
}

function Home() {
  const { businessUnit } = useMe()
  const mayCreate = useMay('api-applications:create')
  return (
    <>
      <PageHeader
        title={TITLE}
        crumbs={[say('Admin')]}
        below={
          <p className="lk-subtitle">
            <span>{say('What somebody of {unit} should look into.', { unit: businessUnit.name })}</span>
          </p>
        }
        actions={
          <>
            <QuietLink to={LIST}>{say('API Applications')}</QuietLink>
            {mayCreate ? <QuietLink to={`${LIST}/new`}>{say('Register a new application')}</QuietLink> : null}
          </>
        }
      />
      <Body />
    </>
  )
}

function Body() {
  const needs = useQuery(read(getNeeds, {}))
  if (needs.data === undefined) {
    return needs.error === null ? (
      <div className="lk-needs-loading" role="status" aria-label={say('Counting what needs you')} />
    ) : (
      <Trouble error={needs.error} onRetry={() => void needs.refetch()} />
    )
  }
  return (
    <>
      {needs.error === null ? null : <StaleNote onRetry={() => void needs.refetch()} />}
      <Told needs={needs.data.body} />
    </>
  )
}

function Told({ needs }: { readonly needs: Needs }) {
  const rows = needRows(needs)
  const wanting = rows.filter(({ count }) => count.count > 0)
  const fine = rows.filter(({ count }) => count.count === 0)
  const { waiting } = needs.requests
  return (
    <>
      {wanting.length === 0 ? (
        <Calm />
      ) : (
        <ul className="lk-needs" aria-label={TITLE}>
          {wanting.map(row => (
            <Need key={row.id} row={row} named={row.id === 'versions' ? needs.versions.first : []} />
          ))}
        </ul>
      )}
      {waiting.count === 0 ? null : (
        <p className="lk-help lk-needs-waiting">
          <TextLink to={`${LIST}/requests`}>
            {say(
              '{count, plural, one {# request waits for the operators} other {# requests wait for the operators}}',
              {
                count: waiting.count,
              },
            )}
          </TextLink>
        </p>
      )}
      {fine.length === 0 ? null : <Fine rows={fine} />}
    </>
  )
}

function Calm() {
  return (
    <section className="lk-card lk-needs-calm" aria-label={say('Nothing needs you')}>
      <IconCircleCheck size={28} aria-hidden className="lk-needs-check" />
      <div>
        <h2>{say('Nothing needs you')}</h2>
        <p>{say('What is watched is in order. It is counted anew whenever you come here.')}</p>
      </div>
    </section>
  )
}

type Named = Needs['versions']['first']

/** The whole row leads to where the matter is settled. */
function Need({ row, named }: { readonly row: NeedRow; readonly named: Named }) {
  return (
    <li className="lk-need" data-pressing={row.pressing}>
      <span className="lk-figure" aria-hidden="true">
        {figure(row.count)}
      </span>
      <div>
        <h2>
          <GoalLink row={row} />
        </h2>
        <p className="lk-help">{row.advice}</p>
        {named.length === 0 ? null : (
          <ul className="lk-need-named">
            {named.map(({ id, name, vendorName }) => (
              <li key={id}>
                <TextLink to="/admin/account-settings/api-applications/$id" params={{ id }}>
                  {name}
                </TextLink>{' '}
                <span className="lk-help">{say('by {vendor}', { vendor: vendorName })}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  )
}

/** Says the number for who does not see it at the beginning of the row, where everybody else reads it large. */
function GoalLink({ row }: { readonly row: NeedRow }) {
  const { goal, words } = row
  const number = figure(row.count)
  const said = words.startsWith(number) ? (
    <>
      <span className="lk-hidden">{number} </span>
      {words.slice(number.length).trimStart()}
    </>
  ) : (
    words
  )
  if ('page' in goal) {
    return (
      <TextLink to={goal.page} className="lk-need-link">
        {said}
      </TextLink>
    )
  }
  if ('offers' in goal) {
    return (
      <TextLink to={`${LIST}/transfers`} search={goal.offers} className="lk-need-link">
        {said}
      </TextLink>
    )
  }
  return (
    <TextLink to={LIST} search={goal.list} className="lk-need-link">
      {said}
    </TextLink>
  )
}

/** What was looked at as well, and is in order. */
function Fine({ rows }: { readonly rows: readonly NeedRow[] }) {
  return (
    <section aria-labelledby="in-order" className="lk-needs-fine">
      <h2 id="in-order">{say('In order')}</h2>
      <ul>
        {rows.map(({ id, none }) => (
          <li key={id}>
            <IconCircleCheck size={16} aria-hidden className="lk-needs-check" />
            {none}
          </li>
        ))}
      </ul>
    </section>
  )
}
