import { type Selectable, sql } from 'kysely'
import type { ApplicationId } from '../../lib/ids.ts'
import type { Alert } from '../../registry/audit/alerts.ts'
import type { Acknowledgement, RaisedAlert } from '../../registry/audit/raised-alert.ts'
import { canBeKept, rowsOf, won } from '../columns.ts'
import type { Scoped } from '../handle.ts'
import type { Database } from '../schema.ts'
import { readChanges } from './audit.ts'

type Page = { readonly before: string | null; readonly limit: number }

/** An alert in a list, with what its application is called; null where it is about none, or that is gone. */
export type ListedAlert = RaisedAlert & {
  readonly application: { readonly name: string; readonly vendorName: string } | null
}

/** Keeps an alert, in the transaction of the entry that tells of it in the history. */
export async function insertAlert(scope: Scoped, alert: Omit<RaisedAlert, 'acknowledged'>): Promise<void> {
  await scope.db
    .insertInto('alerts')
    .values({
      business_unit_id: scope.businessUnitId,
      id: alert.id,
      at: alert.at,
      kind: alert.kind,
      application_id: alert.applicationId,
      subject: alert.subject,
      facts: JSON.stringify(alert.facts),
      request_id: alert.requestId,
      acknowledged_at: null,
      acknowledged_by_kind: null,
      acknowledged_by_id: null,
      acknowledged_by_name: null,
      note: null,
    })
    .execute()
}

/** The alerts of the business unit, newest first: those that are open, or those that somebody acknowledged. */
export async function listAlerts(
  scope: Scoped,
  acknowledged: boolean,
  page: Page,
): Promise<readonly ListedAlert[]> {
  let query = named(scope).where('alert.acknowledged_at', acknowledged ? 'is not' : 'is', null)
  if (page.before !== null) query = query.where('alert.id', '<', page.before)
  const rows = await query.orderBy('alert.id', 'desc').limit(page.limit).execute()
  return rows.map(toListed)
}

/** The alerts about one application, newest first, open and acknowledged. */
export async function listAlertsOf(
  scope: Scoped,
  applicationId: ApplicationId,
  page: Page,
): Promise<readonly ListedAlert[]> {
  let query = named(scope).where('alert.application_id', '=', applicationId)
  if (page.before !== null) query = query.where('alert.id', '<', page.before)
  const rows = await query.orderBy('alert.id', 'desc').limit(page.limit).execute()
  return rows.map(toListed)
}

/** One alert of the business unit, or null. */
export async function findAlert(scope: Scoped, id: string): Promise<ListedAlert | null> {
  if (!canBeKept(id)) return null
  const row = await named(scope).where('alert.id', '=', id).executeTakeFirst()
  return row === undefined ? null : toListed(row)
}

/** Keeps somebody's word that they looked into it. Out: false when somebody did before, or it is unknown here. */
export async function acknowledgeAlert(scope: Scoped, id: string, word: Acknowledgement): Promise<boolean> {
  const result = await acknowledging(scope, word).where('id', '=', id).executeTakeFirst()
  return won(result)
}

/** Acknowledges every open alert of a kind about one thing of an application: it is settled. Out: how many. */
export async function settleAlerts(
  scope: Scoped,
  about: { readonly applicationId: ApplicationId; readonly subject: string; readonly kind: Alert },
  word: Acknowledgement,
): Promise<number> {
  const result = await acknowledging(scope, word)
    .where('application_id', '=', about.applicationId)
    .where('subject', '=', about.subject)
    .where('kind', '=', about.kind)
    .executeTakeFirst()
  return rowsOf(result)
}

/** How many alerts of the business unit are open, counted up to `most`. */
export async function countOpenAlerts(scope: Scoped, most: number): Promise<number> {
  const open = scope.lists
    .selectFrom('alerts')
    .select('id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('acknowledged_at', 'is', null)
    .limit(most)
  const { count } = await scope.lists
    .selectFrom(open.as('open'))
    .select(eb => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** How many alerts are open about each of these applications, counted up to `most` each; those without are absent. */
export async function countOpenAlertsAmong(
  scope: Scoped,
  ids: readonly ApplicationId[],
  most: number,
): Promise<ReadonlyMap<ApplicationId, number>> {
  if (ids.length === 0) return new Map()
  // One look at the end of each application's own stretch of the index, however many alerts others have.
  const rows = await scope.lists
    .selectFrom('applications as application')
    .select([
      'application.id',
      sql<number>`(select count(*) from (
        select 1 from alerts where alerts.business_unit_id = application.business_unit_id
          and alerts.application_id = application.id and alerts.acknowledged_at is null limit ${most}
      ) as open)`.as('count'),
    ])
    .where('application.business_unit_id', '=', scope.businessUnitId)
    .where('application.id', 'in', ids)
    .execute()
  return new Map(rows.filter(({ count }) => count > 0).map(({ id, count }) => [id, count]))
}

function acknowledging(scope: Scoped, { at, by, note }: Acknowledgement) {
  return scope.db
    .updateTable('alerts')
    .set({
      acknowledged_at: at,
      acknowledged_by_kind: by.kind,
      acknowledged_by_id: by.id,
      acknowledged_by_name: by.name,
      note,
    })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('acknowledged_at', 'is', null)
}

function named(scope: Scoped) {
  return scope.lists
    .selectFrom('alerts as alert')
    .leftJoin('applications as application', join =>
      join
        .onRef('application.business_unit_id', '=', 'alert.business_unit_id')
        .onRef('application.id', '=', 'alert.application_id'),
    )
    .selectAll('alert')
    .select(['application.name', 'application.vendor_name'])
    .where('alert.business_unit_id', '=', scope.businessUnitId)
}

type Row = Selectable<Database['alerts']> & {
  readonly name: string | null
  readonly vendor_name: string | null
}

function toListed(row: Row): ListedAlert {
  const { acknowledged_at: at, acknowledged_by_kind: kind, acknowledged_by_id: id } = row
  const { acknowledged_by_name: by, name, vendor_name: vendorName } = row
  const isAcknowledged = at !== null && kind !== null && id !== null && by !== null
  return {
    id: row.id,
    at: row.at,
    kind: row.kind,
    applicationId: row.application_id,
    subject: row.subject,
    facts: readChanges(row.id, row.facts),
    requestId: row.request_id,
    acknowledged: isAcknowledged ? { at, by: { kind, id, name: by }, note: row.note ?? '' } : null,
    application: name === null || vendorName === null ? null : { name, vendorName },
  }
}
