import { type Instant, MINUTE } from '../../lib/clock.ts'
import { listChangesSince } from '../../store/audit/changes.ts'
import type { Deps } from '../deps.ts'
import { KNOWN_KINDS, type KnownKind } from './known.ts'

/** Rows appear in order of commit, not of time; looking this far back finds the late ones. */
const LOOK_BACK = MINUTE
const MOST = 5000

function isKnownKind(kind: string): kind is KnownKind {
  return KNOWN_KINDS.some(known => known === kind)
}

/**
 * Makes the function that applies what other nodes changed since it was last called.
 * Call it at least twice a second, so that a revocation is honoured everywhere within one second.
 */
export function changesFollower(deps: Deps): () => Promise<void> {
  const seen = new Map<string, Instant>()
  return async () => {
    const since = deps.clock() - LOOK_BACK
    const rows = await listChangesSince(deps.store, since, MOST)
    for (const row of rows) {
      if (seen.has(row.id)) continue
      seen.set(row.id, row.at)
      if (isKnownKind(row.kind)) deps.known.forget(row.kind, row.ref)
    }
    for (const [id, at] of seen) if (at < since - LOOK_BACK) seen.delete(id)
  }
}
