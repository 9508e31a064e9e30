import type { Selectable } from 'kysely'
import type { Instant } from '../../../lib/clock.ts'
import type { ApplicationRequest } from '../../../registry/applications/application-request.ts'
import { canBeKept, won } from '../../columns.ts'
import type { Handle, Scoped } from '../../handle.ts'
import type { Database } from '../../schema.ts'

type Page = { readonly before: string | null; readonly limit: number }

function toRequest(row: Selectable<Database['application_requests']>): ApplicationRequest {
  return {
    businessUnitId: row.business_unit_id,
    id: row.id,
    state: row.state,
    name: row.name,
    link: row.link,
    reason: row.reason,
    createdAt: row.created_at,
    createdBy: { kind: row.created_by_kind, id: row.created_by_id, name: row.created_by_name },
    answer: row.answer,
    answeredAt: row.answered_at,
  }
}

/** Keeps what somebody asks for, not answered yet. */
export async function insertRequest(
  scope: Scoped,
  request: Omit<ApplicationRequest, 'businessUnitId' | 'state' | 'answer' | 'answeredAt'>,
): Promise<void> {
  await scope.db
    .insertInto('application_requests')
    .values({
      business_unit_id: scope.businessUnitId,
      id: request.id,
      state: 'requested',
      name: request.name,
      link: request.link,
      reason: request.reason,
      created_at: request.createdAt,
      created_by_kind: request.createdBy.kind,
      created_by_id: request.createdBy.id,
      created_by_name: request.createdBy.name,
      answer: null,
      answered_at: null,
    })
    .execute()
}

/** One of the business unit's requests, or null. */
export async function findRequest(scope: Scoped, id: string): Promise<ApplicationRequest | null> {
  if (!canBeKept(id)) return null
  const row = await scope.db
    .selectFrom('application_requests')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : toRequest(row)
}

/** How many of the business unit's requests wait for an answer, counted up to a bound. */
export async function countOpenRequests(scope: Scoped, most: number): Promise<number> {
  const rows = await scope.db
    .selectFrom('application_requests')
    .select('id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('state', '=', 'requested')
    .limit(most)
    .execute()
  return rows.length
}

/** What the business unit asked for, newest first. `before` is the id of the page before's last request. */
export async function listRequests(scope: Scoped, page: Page): Promise<ApplicationRequest[]> {
  let query = scope.lists
    .selectFrom('application_requests')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
  if (page.before !== null) query = query.where('id', '<', page.before)
  return (await query.orderBy('id', 'desc').limit(page.limit).execute()).map(toRequest)
}

/** What all business units ask for, of one state, newest first: the inbox of operators. */
export async function listReceived(
  handle: Handle,
  state: ApplicationRequest['state'],
  page: Page,
): Promise<ApplicationRequest[]> {
  let query = handle.lists.selectFrom('application_requests').selectAll().where('state', '=', state)
  if (page.before !== null) query = query.where('id', '<', page.before)
  return (await query.orderBy('id', 'desc').limit(page.limit).execute()).map(toRequest)
}

/** A request by its id alone, whosever it is, for operators; or null. */
export async function findReceived(handle: Handle, id: string): Promise<ApplicationRequest | null> {
  if (!canBeKept(id)) return null
  const row = await handle.db
    .selectFrom('application_requests')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : toRequest(row)
}

/** Answers a request that waits. Out: false when somebody answered before or it is unknown here; nothing is written then. */
export async function answerRequest(
  scope: Scoped,
  id: string,
  answer: { readonly state: 'yes' | 'no'; readonly words: string; readonly at: Instant },
): Promise<boolean> {
  const result = await scope.db
    .updateTable('application_requests')
    .set({ state: answer.state, answer: answer.words, answered_at: answer.at })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('state', '=', 'requested')
    .executeTakeFirst()
  return won(result)
}
