import { type Instant, MINUTE } from '../../lib/clock.ts'
import { listChangesSince } from '../../store/audit/changes.ts'
import type { Deps } from '../deps.ts'
import { KNOWN_KINDS, type KnownKind } from './known.ts'

/** Rows appear in order of commit, not of time; looking this far back finds the late ones. */
const LOOK_BACK = MINUTE
/** Rows read at once; more are read in further pages. */
const MOST = 1000

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
    let from = since
    for (;;) {
      const rows = await listChangesSince(deps.store, from, MOST)
      const fresh = rows.filter(row => !seen.has(row.id))
      for (const row of fresh) {
        seen.set(row.id, row.at)
        if (isKnownKind(row.kind)) deps.known.forget(row.kind, row.ref)
      }
      const last = rows.at(-1)
      if (rows.length < MOST || fresh.length === 0 || last === undefined) break
      from = last.at
    }
    for (const [id, at] of seen) if (at < since - LOOK_BACK) seen.delete(id)
  }
}
