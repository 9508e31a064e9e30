import { sql } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import { type Tally, tallyOf } from '../../lib/tally.ts'
import type { Scoped } from '../handle.ts'
import { sawAll, TALLIED, upTo } from '../tokens/family-tally.ts'

/** How much of each a business unit has, and nothing of what it is. */
type UnitTally = {
  readonly users: Tally
  readonly applications: Tally
  readonly authorizations: Tally
  /** Sessions of people that nobody ended. */
  readonly sessions: Tally
  /** Sign-ins to applications that can be renewed now. */
  readonly signIns: Tally
}

/** Counts what a business unit has: each exactly up to a thousand, over at most fifty thousand rows. */
export async function tallyUnit(scope: Scoped, now: Instant): Promise<UnitTally> {
  const own = sql`business_unit_id = ${scope.businessUnitId}`
  const [users, applications, authorizations, sessions, signIns] = await Promise.all([
    upTo(scope.lists, sql`select 1 as one from users where ${own}`),
    upTo(scope.lists, sql`select 1 as one from applications where ${own} and kind = 'internal'`),
    upTo(scope.lists, sql`select 1 as one from applications where ${own} and kind = 'authorization'`),
    upTo(
      scope.lists,
      sql`select 1 as one from sessions where ${own} and ended_at is null and ends_at > ${now}`,
    ),
    living(scope, now),
  ])
  return { users, applications, authorizations, sessions, signIns }
}

/** Families that ended stay for a while, so that those that live are looked for among so many at most. */
async function living(scope: Scoped, now: Instant): Promise<Tally> {
  const { rows } = await sql<{ found: number; looked_at: number }>`
    select count(*) as looked_at, count(*) filter (where revoked_at is null and ends_at > ${now}) as found
    from (select revoked_at, ends_at from token_families
      where business_unit_id = ${scope.businessUnitId} limit ${TALLIED}) as looked`.execute(scope.lists)
  const { found = 0, looked_at: lookedAt = 0 } = rows[0] ?? {}
  return tallyOf(Number(found), sawAll(Number(lookedAt)))
}
