import { err, ok, type Result } from '../../lib/result.ts'
import { listSealed } from '../../store/audit/audit.ts'
import type { Scoped } from '../../store/handle.ts'
import { beginningOf, linkHash } from './chain.ts'

const PAGE = 500

/** The end of a chain that holds. Kept elsewhere, it also proves later that no end was cut off. */
type ChainEnd = { readonly entries: number; readonly hash: string }

/** The first place where a chain does not hold: an entry is missing there, or says something else than it did. */
type ChainFault = { readonly seq: number; readonly because: 'missing' | 'changed' }

/**
 * Checks every sealed audit entry of one business unit against its hash chain, from the first to the last.
 * Out: the end of the chain. Refuses with the first place where it does not hold.
 */
export async function verifyChain(scope: Scoped): Promise<Result<ChainEnd, ChainFault>> {
  let end: ChainEnd = { entries: 0, hash: beginningOf(scope.businessUnitId) }
  for (;;) {
    const page = await listSealed(scope, end.entries, PAGE)
    for (const entry of page) {
      const seq = end.entries + 1
      if (entry.seq !== seq) return err({ seq, because: 'missing' })
      const hash = linkHash(end.hash, seq, entry)
      if (entry.hash !== hash) return err({ seq, because: 'changed' })
      end = { entries: seq, hash }
    }
    if (page.length < PAGE) return ok(end)
  }
}
