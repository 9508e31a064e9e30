import { DAY } from '../../../lib/clock.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { BusinessUnit } from '../../../registry/model.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { lastSealed } from '../../../store/audit/audit.ts'
import {
  type ChainHead,
  findHead,
  insertHead,
  lastHead,
  listHeadsAfter,
  listHeads as loadHeads,
} from '../../../store/audit/log/heads.ts'
import { findRetention } from '../../../store/audit/log/retention.ts'
import { listBusinessUnits } from '../../../store/business-units/unit-list.ts'
import { inBusinessUnit } from '../../../store/handle.ts'
import { type ListPage, openCursor, sealCursor } from '../../applications/cursor.ts'
import { commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type OnceKey, once } from '../../idempotency.ts'
import { type Actor, demand, refOf, scopeOf } from '../../people/actor.ts'
import { sealNow } from '../seal-audit.ts'
import { keyIdOf, state } from './statements.ts'

const EVERY_UNIT = { search: null, active: null } as const

/** A published head, with the id of the key that signed it. */
export type PublishedHead = ChainHead & { readonly keyId: string }

const PAGE = 50
const FILE_PAGE = 500

function shown(head: ChainHead): PublishedHead {
  return { ...head, keyId: keyIdOf(head) }
}

/** One page of the published heads of the actor's business unit, newest first. Refuses without `audit:view`. */
export async function readHeads(
  deps: Deps,
  actor: Actor,
  cursor: string | null,
): Promise<Result<ListPage<PublishedHead>, RegistryRefusal>> {
  const allowed = demand(actor, 'audit:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const list = JSON.stringify(['audit-heads', scope.businessUnitId])
  const place = cursor === null ? null : openCursor(deps, list, cursor)
  if (cursor !== null && place === null) return err({ kind: 'cursor' })
  const before = place === null ? null : Number(place.id)
  const rows = await loadHeads(scope, { before, limit: PAGE + 1 })
  const items = rows.slice(0, PAGE).map(shown)
  const last = items.at(-1)
  const more = rows.length > PAGE && last !== undefined
  return ok({ items, nextCursor: more ? sealCursor(deps, list, { key: 0, id: String(last.seq) }) : null })
}

/** A line of the file of heads: a head, or the note in place of what was erased. */
export type Statement = ChainHead & { readonly kind: 'head' | 'erased' }

/** The note in place of what was erased, and all published heads, oldest first. Refuses without `audit:view`. */
export async function exportHeads(
  deps: Deps,
  actor: Actor,
): Promise<Result<AsyncGenerator<readonly Statement[]>, RegistryRefusal>> {
  const allowed = demand(actor, 'audit:view')
  return allowed.ok ? ok(statementsOf(deps, actor)) : allowed
}

async function* statementsOf(deps: Deps, actor: Actor): AsyncGenerator<readonly Statement[]> {
  const scope = scopeOf(deps.store, actor)
  const { erased } = await findRetention(scope)
  if (erased !== null) yield [{ ...erased, kind: 'erased' }]
  let after = 0
  for (;;) {
    const page = await listHeadsAfter(scope, after, FILE_PAGE)
    if (page.length > 0) yield page.map(head => ({ ...head, kind: 'head' }))
    after = page.at(-1)?.seq ?? after
    if (page.length < FILE_PAGE) return
  }
}

/**
 * Publishes the head that the chain of the actor's business unit has now; that somebody asked becomes the next entry.
 * Refuses without `audit:export`, and a key that was used for another request.
 */
export async function publishHead(
  deps: Deps,
  actor: Actor,
  onceKey: OnceKey | null,
): Promise<Result<PublishedHead, RegistryRefusal>> {
  const allowed = demand(actor, 'audit:export')
  if (!allowed.ok) return allowed
  const unit = actor.businessUnit
  await sealNow(deps, unit.id)
  const made = await once(deps, actor, onceKey, claim =>
    commit(deps, async tx => {
      const scope = scopeOf(tx.handle, actor)
      const end = await lastSealed(scope)
      // There is one: whoever made the business unit stands in its first entry.
      if (end === null) throw new Error(`the chain of ${unit.id} has no entry`)
      await insertHead(scope, state(deps, 'audit-head+jwt', { unit, ...end }))
      await tx.record(scope, {
        actor: refOf(actor),
        action: 'audit.head-published',
        target: { kind: 'business-unit', id: unit.id },
        changes: [{ field: 'entries', before: null, after: String(end.seq) }],
        requestId: actor.requestId,
      })
      await claim(scope, [String(end.seq)])
      return ok([String(end.seq)])
    }),
  )
  if (!made.ok) return made
  const head = await findHead(scopeOf(deps.store, actor), Number(made.value[0]))
  if (head === null) throw new Error('a head that was published is gone')
  return ok(shown(head))
}

/** How many business units one call looks at. */
const UNITS = 50

/**
 * Makes the function that publishes heads: one call looks at fifty business units, the next at those behind them. A head
 * is due where something was written down since the last one, and that one is a day old. Out: how many were published.
 */
export function headPublisher(deps: Deps): () => Promise<number> {
  let after: string | null = null
  return async () => {
    const units: readonly BusinessUnit[] = await listBusinessUnits(deps.store, EVERY_UNIT, {
      after,
      limit: UNITS,
    })
    after = units.length < UNITS ? null : (units.at(-1)?.number ?? null)
    let published = 0
    for (const unit of units) if (await publishIfDue(deps, unit)) published += 1
    return published
  }
}

async function publishIfDue(deps: Deps, unit: BusinessUnit): Promise<boolean> {
  const scope = inBusinessUnit(deps.store, unit.id)
  const last = await lastHead(scope)
  if (last !== null && last.at > deps.clock() - DAY) return false
  const end = await lastSealed(scope)
  if (end === null || end.seq === last?.seq) return false
  const head = state(deps, 'audit-head+jwt', { unit, ...end })
  return deps.store.transact(tx => insertHead(inBusinessUnit(tx, unit.id), head))
}
