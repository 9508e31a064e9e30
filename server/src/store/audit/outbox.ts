import type { Instant } from '../../lib/clock.ts'
import type { Scoped } from '../handle.ts'

/** Puts a message for others into the outbox, in the transaction of what it tells of. `payload` is JSON text. */
export async function enqueue(
  scope: Scoped,
  message: {
    readonly id: string
    readonly topic: string
    readonly payload: string
    readonly createdAt: Instant
  },
): Promise<void> {
  await scope.db
    .insertInto('outbox')
    .values({
      business_unit_id: scope.businessUnitId,
      id: message.id,
      topic: message.topic,
      payload: message.payload,
      created_at: message.createdAt,
    })
    .execute()
}
