import { getReceivedTransfer, type WholeTransfer } from '@latchkey/contract/applications/status/transfers.ts'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { ApiProblem } from '../../../kit/client.ts'
import { TextLink } from '../../../kit/Links.tsx'
import { PageHeader } from '../../../kit/page/PageHeader.tsx'
import { StaleNote, Trouble } from '../../../kit/page/Trouble.tsx'
import { read } from '../../../kit/queries.ts'
import { say } from '../../../kit/words/say.ts'
import { useMay } from '../../frame/me.ts'
import { NoPermission } from '../../frame/NoPermission.tsx'
import { NotFound } from '../../frame/NotFound.tsx'
import { WhoMay } from '../../frame/WhoMay.tsx'
import { LIST_CRUMBS } from '../parts/ListCrumbs.tsx'
import { AcceptForm } from './AcceptForm.tsx'
import { DeclineButton } from './DeclineButton.tsx'
import { Offer } from './Offer.tsx'
import { StateTag } from './StateTag.tsx'
import '../parts/parts.css'
import './transfers.css'

const TITLE = say('Offered application')
const route = getRouteApi('/admin/account-settings/api-applications/transfers/$id')

const CRUMBS = [
  ...LIST_CRUMBS,
  <TextLink key="transfers" to="/admin/account-settings/api-applications/transfers">
    {say('Transfers')}
  </TextLink>,
] as const

/** One application that another business unit offers to this one. */
export function OfferPage() {
  const mayView = useMay('api-applications:view')
  return mayView ? <OfferById /> : <NoPermission needs="api-applications:view" title={TITLE} />
}

function OfferById() {
  const { id } = route.useParams()
  const answer = useQuery(read(getReceivedTransfer, { params: { id } }))
  if (answer.data !== undefined) {
    const { body, etag } = answer.data
    return (
      <>
        {answer.error === null ? null : <StaleNote onRetry={() => void answer.refetch()} />}
        <Loaded key={id} transfer={body} etag={etag} />
      </>
    )
  }
  if (answer.error instanceof ApiProblem && answer.error.status === 404) return <NotFound />
  return (
    <>
      <PageHeader title={TITLE} crumbs={CRUMBS} />
      {answer.error === null ? (
        <Skeleton height={320} role="status" aria-label={say('Loading the offer')} />
      ) : (
        <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
      )}
    </>
  )
}

type LoadedProps = { readonly transfer: WholeTransfer; readonly etag: string | null }

/** Once it waits no longer the form is gone, and what became of it takes the focus. */
function useOutcomeFocus(state: WholeTransfer['state']): void {
  const before = useRef(state)
  useEffect(() => {
    if (before.current === 'offered' && state !== 'offered') document.getElementById('outcome')?.focus()
    before.current = state
  }, [state])
}

function Loaded({ transfer, etag }: LoadedProps) {
  const { name, vendorName, state } = transfer
  useOutcomeFocus(state)
  return (
    <>
      <PageHeader
        title={name}
        crumbs={CRUMBS}
        below={
          <p className="lk-subtitle">
            <span>{say('by {vendor}', { vendor: vendorName })}</span>
            <StateTag state={state} />
          </p>
        }
      />
      <div className="lk-stack lk-column">
        <Offer transfer={transfer} />
        {state === 'offered' ? <Answer transfer={transfer} etag={etag} /> : null}
      </div>
    </>
  )
}

/** Yes or no, by whoever may; no alone where it cannot be accepted as it stands. */
function Answer({ transfer, etag }: LoadedProps) {
  const mayAnswer = useMay('api-applications:create')
  const { application } = transfer
  if (!mayAnswer) return <WhoMay needs="api-applications:create" act={say('Answering')} />
  if (application === null || etag === null) {
    return (
      <section className="lk-card" aria-label={say('Your answer')}>
        <DeclineButton transfer={transfer} />
      </section>
    )
  }
  return <AcceptForm transfer={transfer} application={application} etag={etag} />
}
