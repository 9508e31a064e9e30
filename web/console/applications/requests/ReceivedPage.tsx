import {
  answerRequest,
  LONGEST_WORDS,
  listReceivedRequests,
  type ReceivedRequest,
} from '@latchkey/contract/catalogue/requests.ts'
import { Button, Skeleton, Tabs, Textarea } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../kit/client.ts'
import { EmptyState } from '../../../kit/page/EmptyState.tsx'
import { FormTrouble } from '../../../kit/page/FormTrouble.tsx'
import { PageHeader } from '../../../kit/page/PageHeader.tsx'
import { ShowMore } from '../../../kit/page/ShowMore.tsx'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { useMay } from '../../frame/me.ts'
import { NoPermission } from '../../frame/NoPermission.tsx'
import { RequestCard } from './RequestCard.tsx'
import '../parts/parts.css'
import './requests.css'
import { say } from '../../../kit/words/say.ts'

const TITLE = say('Requests for external applications')
const NO_CURSOR = ''

type State = ReceivedRequest['state']

const STATES = [
  ['requested', say('Waiting')],
  ['yes', say('Answered yes')],
  ['no', say('Answered no')],
] as const satisfies readonly (readonly [State, string])[]

function useReceived(state: State) {
  return useInfiniteQuery({
    queryKey: [listReceivedRequests.id, state],
    queryFn: ({ pageParam, signal }) =>
      call(listReceivedRequests, {
        query: pageParam === NO_CURSOR ? { state } : { state, cursor: pageParam },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
}

/** Yes or no, with words: the business unit reads both, and nothing can be taken back. */
function AnswerForm({ request }: { readonly request: ReceivedRequest }) {
  const [words, setWords] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const cache = useQueryClient()
  const answering = useMutation<unknown, Error, 'yes' | 'no'>({
    mutationFn: answer => call(answerRequest, { params: { id: request.id }, body: { answer, words } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: [listReceivedRequests.id] }),
  })
  const answer = (decision: 'yes' | 'no') => {
    if (answering.isPending) return
    if (words.trim() === '') return setFault(say('Say why: the business unit reads it.'))
    answering.mutate(decision)
  }
  return (
    <div className="lk-form">
      <Textarea
        label={say('Answer to {name} about {name1}', {
          name: request.businessUnit.name,
          name1: request.name,
        })}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={LONGEST_WORDS}
        value={words}
        error={fault}
        onChange={event => {
          setWords(event.currentTarget.value)
          setFault(null)
        }}
      />
      <FormTrouble error={answering.error} />
      <div className="lk-actions">
        <Button variant="default" loading={answering.isPending} onClick={() => answer('no')}>
          {say('Answer no')}
        </Button>
        <Button loading={answering.isPending} onClick={() => answer('yes')}>
          {say('Answer yes')}
        </Button>
      </div>
    </div>
  )
}

function Received({ state }: { readonly state: State }) {
  const received = useReceived(state)
  const items = received.data?.pages.flatMap(page => page.body.items)
  if (items === undefined && received.error !== null) {
    return <Trouble error={received.error} onRetry={() => void received.refetch()} />
  }
  if (items === undefined)
    return <Skeleton height={160} role="status" aria-label={say('Loading the requests')} />
  if (items.length === 0) {
    return (
      <EmptyState title={say('Nothing here')}>
        {say(
          'What business units ask for because it is not in the catalogue stands here until somebody answers.',
        )}
      </EmptyState>
    )
  }
  return (
    <div className="lk-stack lk-column">
      {items.map(request => (
        <RequestCard
          key={request.id}
          request={request}
          from={`${request.businessUnit.name}, ${request.businessUnit.number}`}
        >
          {state === 'requested' ? <AnswerForm request={request} /> : null}
        </RequestCard>
      ))}
      <ShowMore answer={received} />
    </div>
  )
}

/** What business units ask the operators for, to be answered. */
export function ReceivedPage() {
  const mayAnswer = useMay('catalogue:edit')
  const [state, setState] = useState<State>('requested')
  if (!mayAnswer) return <NoPermission needs="catalogue:edit" title={TITLE} />
  return (
    <>
      <PageHeader title={TITLE} crumbs={[say('Admin'), say('Platform')]} />
      <Tabs
        value={state}
        onChange={value => setState(STATES.find(([each]) => each === value)?.[0] ?? 'requested')}
        keepMounted={false}
      >
        <Tabs.List mb="lg" aria-label={say('Requests by their state')}>
          {STATES.map(([value, label]) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {STATES.map(([value]) => (
          <Tabs.Panel key={value} value={value}>
            <Received state={value} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  )
}
