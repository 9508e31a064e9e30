import type { BusinessUnitId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { listSealed } from '../../store/audit/audit.ts'
import type { Scoped } from '../../store/handle.ts'
import { beginningOf, linkHash } from './chain.ts'

const PAGE = 500

/** The end of a chain that holds. Kept elsewhere, it also proves later that no end was cut off. */
export type ChainEnd = { readonly entries: number; readonly hash: string }

/**
 * The first place where a chain does not hold: an entry is missing there, says something else than it did, or is another
 * than the one that was published.
 */
type ChainFault = { readonly seq: number; readonly because: 'missing' | 'changed' | 'not-as-published' }

type Stretch = {
  /** Where to begin: behind an end that holds. */
  readonly from: ChainEnd
  /** About how many entries to check. */
  readonly most: number
  /** What the hash of a link has to be where somebody outside knows it, by its place. */
  readonly published: ReadonlyMap<number, string>
}

/** The end of a chain before its first entry. */
export function startOf(id: BusinessUnitId): ChainEnd {
  return { entries: 0, hash: beginningOf(id) }
}

/**
 * Checks sealed audit entries of one business unit against its hash chain: from the first to the last, or a stretch of
 * it. Out: the end of what was checked. Refuses with the first place where it does not hold.
 */
export async function verifyChain(
  scope: Scoped,
  { from, most, published }: Stretch = {
    from: startOf(scope.businessUnitId),
    most: Number.POSITIVE_INFINITY,
    published: new Map(),
  },
): Promise<Result<ChainEnd, ChainFault>> {
  let end = from
  for (;;) {
    const page = await listSealed(scope, end.entries, PAGE)
    for (const entry of page) {
      const seq = end.entries + 1
      if (entry.seq !== seq) return err({ seq, because: 'missing' })
      const hash = linkHash(end.hash, seq, entry)
      if (entry.hash !== hash) return err({ seq, because: 'changed' })
      if ((published.get(seq) ?? hash) !== hash) return err({ seq, because: 'not-as-published' })
      end = { entries: seq, hash }
    }
    if (page.length < PAGE || end.entries - from.entries >= most) return ok(end)
  }
}
