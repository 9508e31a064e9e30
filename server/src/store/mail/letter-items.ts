import type { Instant } from '../../lib/clock.ts'
import type { BusinessUnitId, UserId } from '../../lib/ids.ts'
import { won } from '../columns.ts'
import type { Handle, Scoped } from '../handle.ts'
import type { Database } from '../schema.ts'

/** What a letter is made for: each topic has letters of its own. */
export type LetterTopic = Database['letter_items']['topic']

/** To whom, of what topic. */
type Addressed = { readonly userId: UserId; readonly topic: LetterTopic }

/** What a letter is to tell of: the id of a secret or an alert, and which of its reminders. */
export type LetterItem = { readonly subject: string; readonly detail: string }

/** Puts something into the next letter to a person. Out: false when that was in one before; nothing is written then. */
export async function addLetterItem(
  scope: Scoped,
  { userId, topic }: Addressed,
  item: LetterItem,
  at: Instant,
): Promise<boolean> {
  const result = await scope.db
    .insertInto('letter_items')
    .values({
      business_unit_id: scope.businessUnitId,
      user_id: userId,
      topic,
      subject: item.subject,
      detail: item.detail,
      created_at: at,
      due_at: at,
      told_at: null,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return won(result)
}

/** People of any business unit to whom something is to be told by now, the longest waiting first, each topic once. */
export async function listDueLetters(
  handle: Handle,
  now: Instant,
  limit: number,
): Promise<readonly (Addressed & { readonly businessUnitId: BusinessUnitId })[]> {
  const rows = await handle.lists
    .selectFrom('letter_items')
    .select(['business_unit_id', 'user_id', 'topic'])
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
  const once = new Map(rows.map(row => [`${row.business_unit_id} ${row.user_id} ${row.topic}`, row]))
  return [...once.values()].map(row => ({
    businessUnitId: row.business_unit_id,
    userId: row.user_id,
    topic: row.topic,
  }))
}

/** When a person was last told anything of a topic; null: not lately. */
export async function lastTold(scope: Scoped, { userId, topic }: Addressed): Promise<Instant | null> {
  const row = await scope.db
    .selectFrom('letter_items')
    .select('told_at')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('user_id', '=', userId)
    .where('topic', '=', topic)
    .where('told_at', 'is not', null)
    .orderBy('told_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.told_at ?? null
}

/** Lets what waits for a person wait until a moment. */
export async function postponeLetter(
  scope: Scoped,
  { userId, topic }: Addressed,
  until: Instant,
): Promise<void> {
  await scope.db
    .updateTable('letter_items')
    .set({ due_at: until })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('user_id', '=', userId)
    .where('topic', '=', topic)
    .where('due_at', 'is not', null)
    .execute()
}

/** Takes all that waits for a person, oldest first, as told now: each item is given to one caller alone. */
export async function takeLetterItems(
  scope: Scoped,
  { userId, topic }: Addressed,
  at: Instant,
): Promise<LetterItem[]> {
  const rows = await scope.db
    .updateTable('letter_items')
    .set({ due_at: null, told_at: at })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('user_id', '=', userId)
    .where('topic', '=', topic)
    .where('due_at', 'is not', null)
    .returning(['subject', 'detail', 'created_at'])
    .execute()
  return rows
    .toSorted((a, b) => a.created_at - b.created_at || (a.subject < b.subject ? -1 : 1))
    .map(({ subject, detail }) => ({ subject, detail }))
}

/** Forgets what was taken at a moment, where no letter came of it. */
export async function dropLetterItems(
  scope: Scoped,
  { userId, topic }: Addressed,
  toldAt: Instant,
): Promise<void> {
  await scope.db
    .deleteFrom('letter_items')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('user_id', '=', userId)
    .where('topic', '=', topic)
    .where('told_at', '=', toldAt)
    .execute()
}
