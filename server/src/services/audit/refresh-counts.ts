import { DAY, type Instant } from '../../lib/clock.ts'
import { ok, type Result } from '../../lib/result.ts'
import type { RefreshCounts, TokenFamily } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { addRefreshCounts, sumRefreshCounts } from '../../store/tokens/refresh-counts.ts'
import { readApplication } from '../applications/read-applications.ts'
import type { Commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type Actor, scopeOf } from '../people/actor.ts'

/** How many days are added up for whoever asks. */
export const COUNTED_DAYS = 30

/** Counts, within a transaction, one refresh token that came back: harmlessly, or as a thief's would. */
export async function countRefresh(
  tx: Commit,
  family: Pick<TokenFamily, 'businessUnitId' | 'applicationId'>,
  what: keyof RefreshCounts,
  now: Instant,
): Promise<void> {
  const counts = { benignRetries: 0, suspectedReuses: 0, [what]: 1 }
  await addRefreshCounts(
    inBusinessUnit(tx.handle, family.businessUnitId),
    family.applicationId,
    Math.floor(now / DAY),
    counts,
  )
}

/**
 * How often refresh tokens of an application came back in the business unit of the actor, in the last
 * {@link COUNTED_DAYS} days. Refuses as reading the application does.
 */
export async function readRefreshCounts(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<RefreshCounts, RegistryRefusal>> {
  const found = await readApplication(deps, actor, id)
  if (!found.ok) return found
  const today = Math.floor(deps.clock() / DAY)
  const scope = scopeOf(deps.store, actor)
  return ok(await sumRefreshCounts(scope, found.value.registration.id, today - COUNTED_DAYS + 1))
}
