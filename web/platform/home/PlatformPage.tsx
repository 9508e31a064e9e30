import { getPlatformNeeds, type PlatformNeeds } from '@latchkey/contract/platform/health.ts'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMay } from '../../console/frame/me.ts'
import { NoPermission } from '../../console/frame/NoPermission.tsx'
import { figure } from '../../console/home/need-rows.ts'
import { QuietLink, TextLink } from '../../kit/Links.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { StaleNote, Trouble } from '../../kit/page/Trouble.tsx'
import { read } from '../../kit/queries.ts'
import { When } from '../../kit/show/When.tsx'
import { say } from '../../kit/words/say.ts'
import { saying } from '../../kit/words/saying.tsx'
import { type PlatformRow, platformRows } from './platform-rows.ts'
import '../../console/home/home.css'

const TITLE = say('What needs an operator')

/** The first page of operators. */
export function PlatformPage() {
  return useMay('platform:view') ? <Platform /> : <NoPermission needs="platform:view" title={TITLE} />
}

function Platform() {
  const mayMake = useMay('business-units:create')
  const needs = useQuery(read(getPlatformNeeds, {}))
  return (
    <>
      <PageHeader
        title={TITLE}
        crumbs={[say('Platform')]}
        below={
          <p className="lk-subtitle">
            <span>{say('What of the platform somebody should look into.')}</span>
          </p>
        }
        actions={
          <>
            <QuietLink to="/platform/health">{say('Health')}</QuietLink>
            {mayMake ? (
              <QuietLink to="/platform/business-units/new">{say('Make a business unit')}</QuietLink>
            ) : null}
          </>
        }
      />
      {needs.data === undefined && needs.error === null ? (
        <div className="lk-needs-loading" role="status" aria-label={say('Counting what needs an operator')} />
      ) : null}
      {needs.error === null ? null : needs.data === undefined ? (
        <Trouble error={needs.error} onRetry={() => void needs.refetch()} />
      ) : (
        <StaleNote onRetry={() => void needs.refetch()} />
      )}
      {needs.data === undefined ? null : <Told needs={needs.data.body} />}
    </>
  )
}

function Told({ needs }: { readonly needs: PlatformNeeds }) {
  const rows = platformRows(needs)
  const wanting = rows.filter(({ count }) => count.count > 0)
  const fine = rows.filter(({ count }) => count.count === 0)
  return (
    <>
      {wanting.length === 0 ? (
        <section className="lk-card lk-needs-calm" aria-label={say('Nothing needs you')}>
          <IconCircleCheck size={28} aria-hidden className="lk-needs-check" />
          <div>
            <h2>{say('Nothing needs you')}</h2>
            <p>{say('What is watched is in order. It is counted anew whenever you come here.')}</p>
          </div>
        </section>
      ) : (
        <ul className="lk-needs" aria-label={TITLE}>
          {wanting.map(row => (
            <Need key={row.id} row={row} oldest={row.id === 'requests' ? needs.requests.oldestSince : null} />
          ))}
        </ul>
      )}
      {fine.length === 0 ? null : (
        <section aria-labelledby="in-order" className="lk-needs-fine">
          <h2 id="in-order">{say('In order')}</h2>
          <ul>
            {fine.map(({ id, none }) => (
              <li key={id}>
                <IconCircleCheck size={16} aria-hidden className="lk-needs-check" />
                {none}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** Says the number for who does not see it at the beginning of the row, where everybody else reads it large. */
function said({ words, count }: PlatformRow) {
  const number = figure(count)
  if (!words.startsWith(number)) return words
  return (
    <>
      <span className="lk-hidden">{number} </span>
      {words.slice(number.length).trimStart()}
    </>
  )
}

type NeedProps = { readonly row: PlatformRow; readonly oldest: string | null }

/** The whole row leads to where the matter is settled. */
function Need({ row, oldest }: NeedProps) {
  return (
    <li className="lk-need" data-pressing={row.pressing}>
      <span className="lk-figure" aria-hidden="true">
        {figure(row.count)}
      </span>
      <div>
        <h2>
          {row.id === 'suspended' ? (
            <TextLink to="/platform/business-units" search={{ status: 'inactive' }} className="lk-need-link">
              {said(row)}
            </TextLink>
          ) : (
            <TextLink to={row.to} className="lk-need-link">
              {said(row)}
            </TextLink>
          )}
        </h2>
        <p className="lk-help">
          {row.advice}
          {oldest === null ? null : <> {saying('The oldest came {when}.', { when: <When at={oldest} /> })}</>}
        </p>
      </div>
    </li>
  )
}
