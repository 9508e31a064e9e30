import { sql } from 'kysely'
import type { Instant } from '../../../lib/clock.ts'
import type { ApplicationId, UserId } from '../../../lib/ids.ts'
import type { Arrival } from '../../../registry/applications/transfer.ts'
import type { ActorRef } from '../../../registry/model.ts'
import { toBit, toWords, won } from '../../columns.ts'
import { inBusinessUnit, type Scoped, together } from '../../handle.ts'
import { revokeFamiliesOfApplication } from '../../tokens/token-families.ts'
import { makeFindable, type RegistrationKeys } from '../applications.ts'
import { writeOwners } from '../lists/owners.ts'
import { dropGrams } from '../search-index.ts'
import { ENDED, OF_TABLES } from './decisions.ts'

type Move = {
  readonly to: Scoped['businessUnitId']
  readonly arrival: Arrival
  /** Users of the receiver. */
  readonly owners: readonly UserId[]
  readonly keys: Omit<RegistrationKeys, 'vendorId'>
  readonly at: Instant
  /** Who let it in. */
  readonly by: ActorRef
}

/**
 * Holds an internal application of this business unit until the caller's transaction ends, so that nobody edits, stops or
 * deletes it meanwhile. Out: false when its version is another by now, or it is contained, deleted or unknown here.
 */
export async function holdForTransfer(
  scope: Scoped,
  { id, version }: { readonly id: ApplicationId; readonly version: number },
): Promise<boolean> {
  const held = await scope.db
    .updateTable('applications')
    .set(eb => ({ version: eb.ref('version') }))
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('kind', '=', 'internal')
    .where('version', '=', version)
    .where('contained_from', 'is', null)
    .executeTakeFirst()
  return won(held)
}

/**
 * Gives an internal application to another business unit, and ends what {@link OF_TABLES} says. In: its giver's scope, and
 * names that the caller found free there: a clash with somebody faster throws as every unique key does.
 * Out: false, with nothing written, as {@link holdForTransfer} says.
 */
export async function moveApplication(
  scope: Scoped,
  target: { readonly id: ApplicationId; readonly version: number },
  move: Move,
): Promise<boolean> {
  return together(scope, async tx => {
    if (!(await holdForTransfer(tx, target))) return false
    const { id } = target
    await revokeFamiliesOfApplication(tx, id, move.at, 'application transferred')
    for (const [table, decision] of Object.entries(OF_TABLES)) {
      if (decision !== 'ends') continue
      await sql`delete from ${sql.table(table)}
        where business_unit_id = ${tx.businessUnitId} and application_id = ${id}`.execute(tx.db)
    }
    await dropGrams(tx.db, { business_unit_id: tx.businessUnitId, id })
    await setMoved(tx, target, move)
    for (const [table, decision] of Object.entries(OF_TABLES)) {
      if (decision !== 'moves') continue
      await sql`update ${sql.table(table)} set business_unit_id = ${move.to}
        where business_unit_id = ${tx.businessUnitId} and application_id = ${id}`.execute(tx.db)
    }
    await tx.db
      .updateTable('clients')
      .set({ business_unit_id: move.to })
      .where('id', '=', id)
      .where('business_unit_id', '=', tx.businessUnitId)
      .execute()
    await writeOwners(inBusinessUnit(tx, move.to), id, move.owners)
    await makeFindable(inBusinessUnit(tx, move.to), id)
    return true
  })
}

async function setMoved(
  tx: Scoped,
  { id, version }: { readonly id: ApplicationId; readonly version: number },
  { to, arrival, owners, keys, at, by }: Move,
): Promise<void> {
  await tx.db
    .updateTable('applications')
    .set({
      ...ENDED,
      business_unit_id: to,
      vendor_name: arrival.vendorName,
      name: arrival.name,
      alias_key: keys.aliasKey,
      sort_name: keys.sortName,
      sort_vendor: keys.sortVendor,
      scopes: toWords(arrival.scopes),
      optional_scopes: toWords(arrival.optionalScopes),
      implicit_allowed: toBit(arrival.implicitAllowed),
      owners: owners.length === 0 ? null : toWords(owners),
      version: version + 1,
      created_by_kind: by.kind,
      created_by_id: by.id,
      created_by_name: by.name,
      status_changed_at: at,
      status_changed_by_kind: by.kind,
      status_changed_by_id: by.id,
      status_changed_by_name: by.name,
      idle_since: at,
    })
    .where('business_unit_id', '=', tx.businessUnitId)
    .where('id', '=', id)
    .execute()
}
