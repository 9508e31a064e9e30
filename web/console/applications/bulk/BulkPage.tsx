import {
  type BulkChange,
  getBulkChange,
  startBulkChange,
  stopBulkChange,
} from '@latchkey/contract/applications/bulk/bulk-changes.ts'
import { Button, Skeleton } from '@mantine/core'
import { type UseMutationResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect } from 'react'
import { call } from '../../../kit/client.ts'
import { QuietLink, TextLink } from '../../../kit/Links.tsx'
import { FormTrouble } from '../../../kit/page/FormTrouble.tsx'
import { PageHeader } from '../../../kit/page/PageHeader.tsx'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { read } from '../../../kit/queries.ts'
import { When } from '../../../kit/show/When.tsx'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'
import { useMay, useMe } from '../../frame/me.ts'
import { NoPermission } from '../../frame/NoPermission.tsx'
import { LIST_CRUMBS } from '../parts/ListCrumbs.tsx'
import { useRefresh } from '../parts/use-refresh.ts'
import { BulkFacts } from './BulkFacts.tsx'
import { BulkItems } from './BulkItems.tsx'
import { BULK_STATE_WORDS, countOf, titleOf } from './bulk-words.ts'
import { usePlan } from './use-plan.ts'
import './bulk.css'

const route = getRouteApi('/admin/account-settings/api-applications/bulk/$id')
const LIST = '/admin/account-settings/api-applications'
const TITLE = say('Bulk change')
/** How often it is asked how far it is, in milliseconds. */
const ASKED_EVERY = 1000

export function BulkPage() {
  const mayView = useMay('api-applications:view')
  return mayView ? <Bulk /> : <NoPermission needs="api-applications:view" title={TITLE} />
}

function isMoving({ state }: Pick<BulkChange, 'state'>): boolean {
  return state === 'running' || state === 'collecting'
}

const CRUMBS = [
  ...LIST_CRUMBS,
  <TextLink key="bulk" to="/admin/account-settings/api-applications/bulk">
    {say('Bulk changes')}
  </TextLink>,
]

function Bulk() {
  const { id } = route.useParams()
  const refresh = useRefresh()
  const answer = useQuery({
    ...read(getBulkChange, { params: { id } }),
    staleTime: 0,
    refetchInterval: query => {
      const now = query.state.data?.body
      return now !== undefined && isMoving(now) ? ASKED_EVERY : false
    },
  })
  const bulk = answer.data?.body
  const endedAt = bulk?.endedAt ?? null
  useEffect(() => {
    if (endedAt !== null) void refresh()
  }, [endedAt])
  if (bulk === undefined) {
    if (answer.error !== null) return <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
    return <Skeleton height={240} role="status" aria-label={say('Loading the bulk change')} />
  }
  return (
    <>
      <PageHeader
        title={titleOf(bulk)}
        crumbs={CRUMBS}
        below={<p className="lk-subtitle">{BULK_STATE_WORDS[bulk.state]}</p>}
      />
      <div className="lk-stack">
        <BulkFacts bulk={bulk} />
        <Actions key={bulk.state} bulk={bulk} />
        {bulk.state === 'cut-short' ? null : <BulkItems bulk={bulk} />}
      </div>
    </>
  )
}

function useMayChange({ action, undoes }: BulkChange): boolean {
  const [editing, stopping] = [useMay('api-applications:edit'), useMay('api-applications:deactivate')]
  const done = undoes ?? action
  return done === 'deactivate' || done === 'activate' ? stopping : editing
}

/** What can be done with a bulk change as it stands; nothing where that is nothing. */
function Actions({ bulk }: { readonly bulk: BulkChange }) {
  const may = useMayChange(bulk)
  const { user } = useMe()
  if (bulk.state === 'cut-short') return <PlanAgain bulk={bulk} may={may} />
  if (bulk.state === 'planned' && bulk.by.id === user.id) return <StartActions bulk={bulk} may={may} />
  if (bulk.state === 'running' && may) return <StopAction bulk={bulk} />
  if (bulk.undoneBy !== null) {
    return (
      <p>
        <TextLink to="/admin/account-settings/api-applications/bulk/$id" params={{ id: bulk.undoneBy }}>
          {say('It was undone.')}
        </TextLink>
      </p>
    )
  }
  return bulk.undoUntil !== null && may ? <UndoAction bulk={bulk} until={bulk.undoUntil} /> : null
}

function useDone(id: string) {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: [getBulkChange.id, { id }] })
}

function ActBar({
  act,
  words,
  danger,
  children,
}: {
  readonly act: Pick<UseMutationResult, 'error' | 'isPending'> & { readonly mutate: () => void }
  readonly words: string
  readonly danger: boolean
  readonly children?: React.ReactNode
}) {
  return (
    <div>
      <FormTrouble error={act.error} />
      <div className="lk-bulk-actions">
        <Button variant={danger ? 'danger' : 'filled'} loading={act.isPending} onClick={() => act.mutate()}>
          {words}
        </Button>
        {children}
      </div>
    </div>
  )
}

function StartActions({ bulk, may }: { readonly bulk: BulkChange; readonly may: boolean }) {
  const done = useDone(bulk.id)
  const waiting = countOf(bulk, 'waiting')
  const act = useMutation({
    mutationFn: () => call(startBulkChange, { params: { id: bulk.id } }),
    onSuccess: done,
  })
  if (waiting === 0 || !may) {
    return (
      <p>
        {say('There is nothing to carry out.')} <TextLink to={LIST}>{say('Back to the list')}</TextLink>
      </p>
    )
  }
  const danger = bulk.action === 'deactivate' || bulk.undoes === 'activate'
  const words = say('{waiting, plural, one {Change # application} other {Change # applications}}', {
    waiting,
  })
  return (
    <ActBar act={act} words={words} danger={danger}>
      <QuietLink to={LIST}>{say('Cancel')}</QuietLink>
    </ActBar>
  )
}

/** The way on from a plan that was cut short: the same request once more, or the list. */
function PlanAgain({ bulk, may }: { readonly bulk: BulkChange; readonly may: boolean }) {
  const { again } = bulk
  const plan = usePlan()
  const back = <QuietLink to={LIST}>{say('Back to the list')}</QuietLink>
  if (again === null || !may) return back
  return (
    <ActBar act={{ ...plan, mutate: () => plan.mutate(again) }} words={say('Plan it again')} danger={false}>
      {back}
    </ActBar>
  )
}

function StopAction({ bulk }: { readonly bulk: BulkChange }) {
  const done = useDone(bulk.id)
  const act = useMutation({
    mutationFn: () => call(stopBulkChange, { params: { id: bulk.id } }),
    onSuccess: done,
  })
  return (
    <ActBar act={act} words={say('Stop here')} danger={false}>
      <span className="lk-help">
        {say('It goes on when you leave this page. What is changed can be undone once it has ended.')}
      </span>
    </ActBar>
  )
}

function UndoAction({ bulk, until }: { readonly bulk: BulkChange; readonly until: string }) {
  const plan = usePlan()
  const undo = () => plan.mutate({ action: 'undo', undoOf: bulk.id })
  return (
    <ActBar act={{ ...plan, mutate: undo }} words={say('Undo…')} danger={false}>
      <span className="lk-help">
        {saying('Possible until {when}, of each that nobody changed since. You see a preview first.', {
          when: <When at={until} />,
        })}
      </span>
    </ActBar>
  )
}
