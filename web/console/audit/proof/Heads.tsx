import {
  type AuditHead,
  exportAuditHeads,
  listAuditHeads,
  publishAuditHead,
} from '@latchkey/contract/audit/evidence.ts'
import { Button, Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, download } from '../../../kit/client.ts'
import { makeKeyRing } from '../../../kit/idempotency.ts'
import { FormTrouble } from '../../../kit/page/FormTrouble.tsx'
import { ShowMore } from '../../../kit/page/ShowMore.tsx'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { saveFile } from '../../../kit/save-file.ts'
import { LongId } from '../../../kit/show/LongId.tsx'
import { When } from '../../../kit/show/When.tsx'
import { say } from '../../../kit/words/say.ts'
import { useMay, useMe } from '../../frame/me.ts'
import { WhoMay } from '../../frame/WhoMay.tsx'

const NO_CURSOR = ''

function useHeads() {
  return useInfiniteQuery({
    queryKey: [listAuditHeads.id],
    queryFn: ({ pageParam, signal }) =>
      call(listAuditHeads, { query: pageParam === NO_CURSOR ? {} : { cursor: pageParam }, signal }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
}

function Head({ head }: { readonly head: AuditHead }) {
  return (
    <li className="lk-audit-head">
      <strong>{say('Up to entry {seq, number}', { seq: head.seq })}</strong>
      <When at={head.at} />
      <span>
        {say('Link')} <LongId id={head.link} what={say('hash of the link')} />
      </span>
      <span>
        {say('Key')} <LongId id={head.keyId} what={say('id of the key')} />
      </span>
    </li>
  )
}

function List() {
  const heads = useHeads()
  if (heads.data === undefined) {
    return heads.error === null ? (
      <Skeleton height={120} role="status" aria-label={say('Loading the heads')} />
    ) : (
      <Trouble error={heads.error} onRetry={() => void heads.refetch()} />
    )
  }
  const items = heads.data.pages.flatMap(page => page.body.items)
  return (
    <>
      {items.length === 0 ? (
        <p className="lk-help">
          {say('None was published yet. The first comes by itself within some minutes.')}
        </p>
      ) : (
        <ol className="lk-plain-list lk-audit-heads">
          {items.map(head => (
            <Head key={head.seq} head={head} />
          ))}
        </ol>
      )}
      <ShowMore answer={heads} words={say('Show older heads')} />
    </>
  )
}

/** The published heads, the file of them, and the button that publishes one now. */
export function Heads() {
  const { number } = useMe().businessUnit
  const mayPublish = useMay('audit:export')
  const cache = useQueryClient()
  const [keys] = useState(makeKeyRing)
  const publishing = useMutation({
    mutationFn: async () => {
      const { body } = await call(publishAuditHead, { idempotencyKey: keys.keyFor({}) })
      keys.settled()
      await cache.invalidateQueries({ queryKey: [listAuditHeads.id] })
      return body
    },
    onSuccess: ({ seq }) =>
      notifications.show({ message: say('Published: the head of entry {seq, number}.', { seq }) }),
  })
  const saving = useMutation({
    mutationFn: async () => saveFile(`audit-heads-${number}.jsonl`, await download(exportAuditHeads, {})),
  })
  return (
    <section className="lk-card" aria-labelledby="audit-heads">
      <h2 id="audit-heads">{say('Published heads')}</h2>
      <p>
        {say(
          'A head says, signed, how far the log went and what its last hash was. One is published every day on which something was written down. Whoever keeps one elsewhere can prove later that nothing before it was changed, and that no end was cut off.',
        )}
      </p>
      <div className="lk-actions">
        {mayPublish ? (
          <Button variant="default" loading={publishing.isPending} onClick={() => publishing.mutate()}>
            {say('Publish now')}
          </Button>
        ) : null}
        <Button variant="default" loading={saving.isPending} onClick={() => saving.mutate()}>
          {say('Download all heads')}
        </Button>
      </div>
      {mayPublish ? null : <WhoMay needs="audit:export" act={say('Publishing a head')} />}
      <FormTrouble error={publishing.error ?? saving.error} />
      <List />
    </section>
  )
}
