import { err, ok, type Result } from '../../lib/result.ts'
import type { Registration, UnitConsent } from '../../registry/model.ts'
import { checkConsentForAll } from '../../registry/people/consent.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import type { Scoped } from '../../store/handle.ts'
import { findUnitConsent, saveUnitConsent, withdrawUnitConsent } from '../../store/people/unit-consents.ts'
import { expireCodesWithoutConsent } from '../../store/tokens/codes.ts'
import { revokeFamiliesWithoutConsent } from '../../store/tokens/token-families.ts'
import { loadView } from '../applications/application-view.ts'
import { type Commit, commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type Actor, demand, refOf, scopeOf } from './actor.ts'

type Answer = Promise<Result<UnitConsent | null, RegistryRefusal>>

/**
 * What the actor's business unit consented to for everybody. Out: null when it did not.
 * Refuses without `api-applications:view`, and an unknown id.
 */
export async function readConsentForAll(deps: Deps, actor: Actor, id: string): Answer {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const found = await find(scope, id)
  return found.ok ? ok(await findUnitConsent(scope, found.value.id)) : found
}

/**
 * Consents to an application for every user of the actor's business unit, in place of what stood before.
 * Refuses without `consents:grant`, an unknown id, and scopes with faults (all at once).
 */
export async function grantConsentForAll(
  deps: Deps,
  actor: Actor,
  id: string,
  scopes: readonly string[],
): Answer {
  const allowed = demand(actor, 'consents:grant')
  if (!allowed.ok) return allowed
  const found = await find(scopeOf(deps.store, actor), id)
  if (!found.ok) return found
  const faults = checkConsentForAll(scopes, found.value)
  if (faults.length > 0) return err({ kind: 'invalid', faults })
  const applicationId = found.value.id
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const before = await findUnitConsent(scope, applicationId)
    if (before !== null && sameWords(before.scopes, scopes)) return ok(before)
    const grantedAt = deps.clock()
    await saveUnitConsent(scope, { applicationId, scopes, grantedAt, grantedBy: refOf(actor) })
    await recordForAll(tx, actor, applicationId, { before: before?.scopes ?? null, after: scopes })
    return ok(await findUnitConsent(scope, applicationId))
  })
}

/**
 * Withdraws the consent for everybody. In the same transaction the codes and token families of users who did not
 * consent themselves end; those of the others go on with what they allowed. Doing it twice changes nothing.
 * Refuses without `consents:grant`, and an unknown id.
 */
export async function withdrawConsentForAll(deps: Deps, actor: Actor, id: string): Answer {
  const allowed = demand(actor, 'consents:grant')
  if (!allowed.ok) return allowed
  const found = await find(scopeOf(deps.store, actor), id)
  if (!found.ok) return found
  const applicationId = found.value.id
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const at = deps.clock()
    const before = await findUnitConsent(scope, applicationId)
    if (!(await withdrawUnitConsent(scope, applicationId, at))) return ok(null)
    // Codes before families: a code that is being redeemed just now is waited for, and its family ended too.
    await expireCodesWithoutConsent(scope, applicationId, at)
    await revokeFamiliesWithoutConsent(scope, applicationId, at, 'consent for everybody withdrawn')
    await recordForAll(tx, actor, applicationId, { before: before?.scopes ?? null, after: null })
    return ok(null)
  })
}

async function find(scope: Scoped, id: string): Promise<Result<Registration, RegistryRefusal>> {
  const view = await loadView(scope, id)
  return view.ok ? ok(view.value.registration) : view
}

function sameWords(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every(word => others.includes(word))
}

async function recordForAll(
  tx: Commit,
  actor: Actor,
  applicationId: Registration['id'],
  scopes: { readonly before: readonly string[] | null; readonly after: readonly string[] | null },
): Promise<void> {
  const [before, after] = [scopes.before?.join(' ') ?? null, scopes.after?.join(' ') ?? null]
  await tx.record(scopeOf(tx.handle, actor), {
    actor: refOf(actor),
    action: after === null ? 'consent.withdrawn-for-all' : 'consent.given-for-all',
    target: { kind: 'application', id: applicationId },
    changes: [{ field: 'scopes', before, after }],
    requestId: actor.requestId,
  })
}
