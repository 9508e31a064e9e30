import { listApplicationRequests } from '@latchkey/contract/catalogue/requests.ts'
import { Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../../kit/client.ts'
import { PageHeader } from '../../../kit/page/PageHeader.tsx'
import { ShowMore } from '../../../kit/page/ShowMore.tsx'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { useMay } from '../../frame/me.ts'
import { NoPermission } from '../../frame/NoPermission.tsx'
import { LIST_CRUMBS } from '../parts/ListCrumbs.tsx'
import { AskForm } from './AskForm.tsx'
import { RequestCard } from './RequestCard.tsx'
import '../parts/parts.css'
import './requests.css'
import { say } from '../../../kit/words/say.ts'

const TITLE = say('Ask for an external application')
const NO_CURSOR = ''

function useRequests() {
  return useInfiniteQuery({
    queryKey: [listApplicationRequests.id],
    queryFn: ({ pageParam, signal }) =>
      call(listApplicationRequests, {
        query: pageParam === NO_CURSOR ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
}

function Asked() {
  const asked = useRequests()
  const items = asked.data?.pages.flatMap(page => page.body.items)
  if (items === undefined && asked.error !== null) {
    return <Trouble error={asked.error} onRetry={() => void asked.refetch()} />
  }
  if (items === undefined) {
    return <Skeleton height={160} role="status" aria-label={say('Loading what was asked for')} />
  }
  if (items.length === 0) {
    return (
      <p className="lk-help">{say('Your business unit has asked for nothing yet. Answers stand here.')}</p>
    )
  }
  return (
    <div className="lk-stack">
      {items.map(request => (
        <RequestCard key={request.id} request={request} />
      ))}
      <ShowMore answer={asked} />
    </div>
  )
}

/** Asks for what is not in the catalogue, and shows what was asked before with its answers. */
export function RequestsPage() {
  const mayView = useMay('api-applications:view')
  const mayAsk = useMay('api-applications:create')
  if (!mayView) return <NoPermission needs="api-applications:view" title={TITLE} />
  return (
    <>
      <PageHeader title={TITLE} crumbs={LIST_CRUMBS} />
      <div className="lk-requests">
        {mayAsk ? (
          <AskForm />
        ) : (
          <p className="lk-help">{say('Whoever may create API applications can ask for one.')}</p>
        )}
        <Asked />
      </div>
    </>
  )
}
