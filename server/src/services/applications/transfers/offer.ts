import { newRecordId } from '../../../keys/random.ts'
import { isApplicationId } from '../../../lib/ids.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import {
  checkOffer,
  heldBack,
  MOST_OFFERS,
  OFFERED_FOR,
  type Transfer,
} from '../../../registry/applications/transfer.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import {
  countOffered,
  findGiven,
  findOffer,
  insertTransfer,
  listGiven,
  withdrawTransfer,
} from '../../../store/applications/transfers/transfers.ts'
import { findBusinessUnitByNumber } from '../../../store/business-units/business-units.ts'
import { commit } from '../../commit.ts'
import { demandProof } from '../../credentials/prove.ts'
import type { Deps } from '../../deps.ts'
import { type OnceKey, once } from '../../idempotency.ts'
import { type Actor, demand, refOf, scopeOf } from '../../people/actor.ts'
import { loadToChange } from '../application-view.ts'
import { type ListPage, newestFirst } from '../cursor.ts'

const GONE = err({ kind: 'not-found', what: 'transfer' } as const)

type Asked = { readonly id: string; readonly name: string; readonly to: string; readonly words: string }

/**
 * Offers an internal application of the actor's business unit to another, by its number. Nothing changes before that one
 * accepts. The answer is the same whether or not anybody has the number.
 * Refuses without `api-applications:deactivate`, an unknown id, faults (all at once), what is contained or registered
 * itself, what is on offer already, too many offers that wait, and a session whose person typed no password lately.
 */
export async function offerTransfer(
  deps: Deps,
  actor: Actor,
  asked: Asked,
  onceKey: OnceKey | null,
): Promise<Result<Transfer, RegistryRefusal>> {
  const loaded = await loadToChange(deps, actor, asked.id, 'api-applications:deactivate')
  if (!loaded.ok) return loaded
  const { registration } = loaded.value
  if (registration.kind !== 'internal') return err({ kind: 'not-found', what: 'application' })
  const checked = checkOffer(registration, actor.businessUnit, asked)
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  const held = heldBack(registration)
  if (held !== null) return err(held)
  const proven = demandProof(deps, actor)
  if (!proven.ok) return proven
  const receiver = await findBusinessUnitByNumber(deps.store, checked.value.to)
  const at = deps.clock()
  const transfer = {
    id: newRecordId('trf'),
    applicationId: registration.id,
    // The platform's own lets nobody's software in.
    toBusinessUnitId: receiver === null || receiver.platform ? null : receiver.id,
    toNumber: checked.value.to,
    vendorName: registration.vendorName,
    name: registration.name,
    words: checked.value.words,
    createdAt: at,
    createdBy: refOf(actor),
    endsAt: at + OFFERED_FOR,
  }
  const words = await once(deps, actor, onceKey, claim =>
    commit(deps, async tx => {
      const scope = scopeOf(tx.handle, actor)
      if ((await countOffered(scope, at, MOST_OFFERS)) >= MOST_OFFERS) {
        return err({ kind: 'too-many-open', most: MOST_OFFERS } as const)
      }
      if (!(await insertTransfer(scope, transfer))) {
        const why = 'It is offered to a business unit already. Withdraw that offer first.'
        return err({ kind: 'not-transferable', why } as const)
      }
      await claim(scope, [transfer.id])
      await tx.record(scope, {
        actor: refOf(actor),
        action: 'application.offered',
        target: { kind: 'application', id: registration.id },
        changes: [{ field: 'offeredTo', before: null, after: transfer.toNumber }],
        requestId: actor.requestId,
      })
      return ok([transfer.id])
    }),
  )
  if (!words.ok) return words
  const made = await findGiven(scopeOf(deps.store, actor), words.value[0] ?? '')
  return made === null ? GONE : ok(made)
}

/**
 * What the actor's business unit offered to others, newest first; of one application the offer that waits, if any.
 * Refuses without `api-applications:view`, and a foreign cursor.
 */
export async function listTransfers(
  deps: Deps,
  actor: Actor,
  wanted: { readonly applicationId: string | null; readonly cursor: string | null },
): Promise<Result<ListPage<Transfer>, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const { applicationId, cursor } = wanted
  if (applicationId !== null) {
    const offer = isApplicationId(applicationId) ? await findOffer(scope, applicationId, deps.clock()) : null
    return ok({ items: offer === null ? [] : [offer], nextCursor: null })
  }
  return newestFirst(deps, ['transfers', scope.businessUnitId], cursor, page => listGiven(scope, page))
}

/**
 * Takes an offer back. Refuses without `api-applications:deactivate`, an unknown id, and one that waits no longer.
 */
export async function withdrawOffer(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<Transfer, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:deactivate')
  if (!allowed.ok) return allowed
  const transfer = await findGiven(scopeOf(deps.store, actor), id)
  if (transfer === null) return GONE
  const at = deps.clock()
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    if (!(await withdrawTransfer(scope, id, at))) return err({ kind: 'answered-already' } as const)
    await tx.record(scope, {
      actor: refOf(actor),
      action: 'application.offer-withdrawn',
      target: { kind: 'application', id: transfer.applicationId },
      changes: [{ field: 'offeredTo', before: transfer.toNumber, after: null }],
      requestId: actor.requestId,
    })
    return ok({ ...transfer, state: 'withdrawn', answeredAt: at })
  })
}
