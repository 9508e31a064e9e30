import { Readable } from 'node:stream'
import {
  type AuditHead,
  exportAuditHeads,
  getAuditRetention,
  listAuditHeads,
  publishAuditHead,
  setAuditRetention,
  verifyAudit,
} from '@latchkey/contract/audit/evidence.ts'
import type { FastifyInstance } from 'fastify'
import { ok } from '../../../lib/result.ts'
import * as heads from '../../../services/audit/log/heads.ts'
import { readRetention, setRetention } from '../../../services/audit/log/retention.ts'
import { verifyLog } from '../../../services/audit/log/verify-log.ts'
import type { Door } from '../../door.ts'
import { serve } from '../serve.ts'
import { linkText } from './log.ts'

/** Serves what proves that nobody changed the log of a business unit, and for how long it is kept. */
export function registerEvidence(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, verifyAudit, async ({ actor, query }) => {
    const verified = await verifyLog(deps, actor, query.cursor ?? null)
    return verified.ok ? ok({ body: { ...verified.value } }) : verified
  })

  serve(app, door, listAuditHeads, async ({ actor, query }) => {
    const page = await heads.readHeads(deps, actor, query.cursor ?? null)
    if (!page.ok) return page
    const { items, nextCursor } = page.value
    return ok({ body: { items: items.map(headShape), nextCursor } })
  })

  serve(app, door, publishAuditHead, async ({ actor, onceKey }) => {
    const head = await heads.publishHead(deps, actor, onceKey)
    return head.ok ? ok({ body: headShape(head.value) }) : head
  })

  serve(app, door, exportAuditHeads, async ({ actor, request }) => {
    const statements = await heads.exportHeads(deps, actor)
    if (!statements.ok) return statements
    const lines = request.method === 'HEAD' ? [] : linesOf(statements.value)
    const name = `audit-heads-${actor.businessUnit.number}.jsonl`
    return ok({ body: '', file: { type: 'application/jsonl', name, lines: Readable.from(lines) } })
  })

  serve(app, door, getAuditRetention, async ({ actor }) => {
    const read = await readRetention(deps, actor)
    return read.ok ? retentionShape(read.value) : read
  })

  serve(app, door, setAuditRetention, async ({ actor, body, version }) => {
    const set = await setRetention(deps, actor, { ...body, version })
    return set.ok ? retentionShape(set.value) : set
  })
}

function headShape({ seq, hash, at, keyId, signed }: heads.PublishedHead): AuditHead {
  return { seq, link: linkText(hash), at: new Date(at).toISOString(), keyId, signed }
}

type Retention = Extract<Awaited<ReturnType<typeof readRetention>>, { ok: true }>['value']

function retentionShape({ keepDays, erased, version }: Retention) {
  const { seq, hash, at, signed } = erased ?? { seq: 0, hash: '', at: 0, signed: '' }
  const note = erased === null ? null : { seq, link: linkText(hash), at: new Date(at).toISOString(), signed }
  return ok({ body: { keepDays, erased: note }, version })
}

async function* linesOf(pages: AsyncIterable<readonly heads.Statement[]>): AsyncGenerator<string> {
  for await (const page of pages) {
    yield page
      .map(({ kind, seq, hash, at, signed, publicKey }) => {
        const said = { kind, seq, link: linkText(hash), at: new Date(at).toISOString(), signed }
        return `${JSON.stringify({ ...said, publicKey: JSON.parse(publicKey) })}\n`
      })
      .join('')
  }
}
