import { hasUnplaced, lastPlace, listChangesAfter, placeChanges } from '../../store/audit/changes.ts'
import type { Deps } from '../deps.ts'
import { KNOWN_KINDS, type KnownKind } from './known.ts'

/** Rows read, or given their places, at once; more are in further turns. */
const MOST = 1000

function isKnownKind(kind: string): kind is KnownKind {
  return KNOWN_KINDS.some(known => known === kind)
}

/**
 * Makes the function that applies what other nodes changed since it was last called (docs/decisions/0020).
 * Call it at least twice a second, so that a revocation is honoured everywhere within one second. A turn in which
 * nothing is new reads two rows. The first turn drops everything, since nobody knows what changed before; so does one
 * that finds that changes were swept before it read them, as after a long sleep.
 */
export function changesFollower(deps: Deps): () => Promise<void> {
  let seen: number | null = null
  return async () => {
    while (await hasUnplaced(deps.store)) {
      if ((await deps.store.transact(tx => placeChanges(tx, MOST))) < MOST) break
    }
    const last = await lastPlace(deps.store)
    if (seen === null) {
      deps.known.forgetAll()
      seen = last
    }
    while (seen < last) {
      const from: number = seen
      const rows = await listChangesAfter(deps.store, from, MOST)
      const end = rows.at(-1)?.place ?? from
      seen = rows.length === MOST ? end : Math.max(end, last)
      const isWhole = end === seen && rows.every(({ place }, index) => place === from + 1 + index)
      if (!isWhole) deps.known.forgetAll()
      for (const { kind, ref } of rows) if (isKnownKind(kind)) deps.known.forget(kind, ref)
    }
  }
}
