import { sha256Hex } from '../../keys/hash.ts'
import type { BusinessUnitId } from '../../lib/ids.ts'
import type { AuditEntry } from '../../registry/model.ts'

/** What each chain begins with, and what stands first in a link: the serialisation below, so that none has two readings. */
const FORM = 'latchkey-audit-1'
/** The same with the address behind it: entries of before addresses were kept go on having the hash they were sealed with. */
const FORM_WITH_ADDRESS = 'latchkey-audit-2'

/** What the first link hangs on: another for each business unit, so that no chain can stand in for another's. */
export function beginningOf(businessUnitId: BusinessUnitId): string {
  return sha256Hex(JSON.stringify([FORM, businessUnitId]))
}

/**
 * The hash of one link: SHA-256 over the hash before it, its place and all that the entry says.
 * In: the hash of the link before (or the beginning), the place counted from 1, the entry as the store gives it.
 * The members stand in a list, in an order of their own, so that the text is the same wherever it is made.
 */
export function linkHash(previous: string, seq: number, entry: AuditEntry): string {
  const { id, at, actor, action, targetKind, targetId, requestId, address } = entry
  const changes = entry.changes.map(({ field, before, after }) => [field, before, after])
  return sha256Hex(
    JSON.stringify([
      address === null ? FORM : FORM_WITH_ADDRESS,
      previous,
      seq,
      [id, at, entry.class],
      [actor.kind, actor.id, actor.name],
      [action, targetKind, targetId],
      changes,
      requestId,
      ...(address === null ? [] : [address]),
    ]),
  )
}
