import { editApplication, getApplication } from '@latchkey/contract/applications/applications.ts'
import type { HistoryEntry } from '@latchkey/contract/audit/history.ts'
import { Button, Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ApiProblem, call } from '../../../../kit/client.ts'
import { makeGate } from '../../../../kit/forms/gate.ts'
import { Trouble } from '../../../../kit/page/Trouble.tsx'
import { say } from '../../../../kit/words/say.ts'
import { useRefresh } from '../../parts/use-refresh.ts'
import { fieldWords } from '../../parts/vocabulary.ts'
import { ChangeRow } from './ChangeRow.tsx'
import { type Revert, revertOf } from './revert.ts'

type RevertProps = { readonly id: string; readonly entry: HistoryEntry; readonly onClose: () => void }

/** The application as it stands at this moment: a revert is shown and saved against that. */
function useStanding(id: string) {
  return useQuery({
    queryKey: ['revert', id],
    queryFn: ({ signal }) => call(getApplication, { params: { id }, signal }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
}

/** Saves the edit on the version that was shown. On a newer one it is shown anew first. */
function useRevert({ id, onClose }: RevertProps, onStale: () => void) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async (edit: { readonly patch: NonNullable<Revert['patch']>; readonly etag: string }) => {
      await call(editApplication, { params: { id }, body: edit.patch, ifMatch: edit.etag })
      await refresh()
    },
    onSuccess: () => {
      notifications.show({ message: say('The change is reverted.') })
      onClose()
    },
    onError: error => {
      if (error instanceof ApiProblem && error.status === 412) onStale()
    },
  })
}

/** What the rules say of the values of then: each fault with its field. */
function Faults({ error }: { readonly error: Error }) {
  const problem = error instanceof ApiProblem ? error.problem : null
  const faults = problem?.errors ?? []
  if (problem?.status === 412) {
    return (
      <p role="alert" className="lk-note">
        {say(
          'Somebody changed the application meanwhile. Nothing was saved; this is what reverting would change now.',
        )}
      </p>
    )
  }
  if (faults.length === 0) return <Trouble error={error} />
  return (
    <div role="alert" className="lk-summary">
      <p>{say('What stood there then is not allowed any more, so nothing was changed:')}</p>
      <ul>
        {faults.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            {fieldWords(
              path
                .slice(1)
                .replace(/\/\d+$/, '')
                .replace('/', '.'),
            )}
            : {message}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Changes({ revert }: { readonly revert: Revert }) {
  const { changes, changedAgain, cannot } = revert
  return (
    <>
      {changes.length === 0 ? (
        <p>
          {cannot.length === 0
            ? say('Nothing to do: everything stands again as it did before this change.')
            : say('Nothing that can be put back differs from what stood before this change.')}
        </p>
      ) : (
        <dl>
          {changes.map(change => (
            <ChangeRow
              key={change.field}
              change={change}
              hint={changedAgain.includes(change.field) ? say('Changed again since then.') : null}
            />
          ))}
        </dl>
      )}
      {cannot.length === 0 ? null : (
        <p className="lk-help">
          {say('Stays as it is, since no edit can set it: {fields}.', {
            fields: cannot.map(fieldWords).join(', '),
          })}
        </p>
      )}
    </>
  )
}

/** Shows what reverting an entry would change of what stands now, and does it when told to. */
export function RevertPanel(props: RevertProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const standing = useStanding(props.id)
  const saving = useRevert(props, () => void standing.refetch())
  const [gate] = useState(makeGate)
  useEffect(() => heading.current?.focus(), [])
  const { data } = standing
  const revert = data === undefined ? null : revertOf(props.entry, data.body)
  const patch = revert?.patch ?? null
  const save = () => {
    const etag = data?.etag ?? null
    if (patch === null || etag === null || !gate.enter()) return
    saving.mutate({ patch, etag }, { onSettled: gate.leave })
  }
  const waits = saving.isPending || standing.isFetching
  return (
    <section className="lk-revert" aria-label={say('Revert this change')}>
      <h3 ref={heading} tabIndex={-1}>
        {say('Reverting this changes')}
      </h3>
      {revert !== null ? (
        <Changes revert={revert} />
      ) : standing.error === null ? (
        <Skeleton height={60} role="status" aria-label={say('Loading what stands now')} />
      ) : (
        <Trouble error={standing.error} onRetry={() => void standing.refetch()} />
      )}
      {saving.error === null ? null : <Faults error={saving.error} />}
      <div className="lk-actions">
        {patch === null ? null : (
          <Button size="compact-sm" loading={waits} onClick={save}>
            {say('Revert')}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={props.onClose}>
          {revert !== null && patch === null ? say('Close') : say('Cancel')}
        </Button>
      </div>
    </section>
  )
}
