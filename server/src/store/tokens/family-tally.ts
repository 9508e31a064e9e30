import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId } from '../../lib/ids.ts'
import { COUNTED, type Tally, tallyOf } from '../../lib/tally.ts'
import type { FamilyTally } from '../../registry/applications/effects.ts'
import type { Scoped } from '../handle.ts'
import { holdsWord } from '../words.ts'

/** Counts rows as far as a tally goes. In: the reader, and what selects them. */
export async function upTo(lists: QueryExecutorProvider, rows: RawBuilder<unknown>): Promise<Tally> {
  const counted = await sql<{ found: number }>`select count(*) as found
    from (${rows} limit ${COUNTED + 1}) as counted`.execute(lists)
  return tallyOf(Number(counted.rows[0]?.found ?? 0))
}

/** How many rows of an application are looked at. */
const LOOKED_AT = 50_000
/** How many rows a tally looks at, and one more, by which it knows that there are others. */
export const TALLIED: number = LOOKED_AT + 1

/** Whether a tally saw all there is. In: how many rows it looked at. */
export function sawAll(rows: number): boolean {
  return rows <= LOOKED_AT
}

/**
 * Counts the sign-ins of an application in the business unit, in all and of those that were granted each of some scopes:
 * how many can be renewed now, whose they are, and who signed in or renewed one since a moment, as far as they are kept.
 * One pass over at most fifty thousand rows, however many scopes are asked about.
 */
export async function tallyFamilies(
  scope: Scoped,
  applicationId: ApplicationId,
  {
    scopes,
    now,
    since,
  }: { readonly scopes: readonly string[]; readonly now: Instant; readonly since: Instant },
): Promise<{ readonly all: FamilyTally; readonly byScope: ReadonlyMap<string, FamilyTally> }> {
  const living = sql`revoked_at is null and ends_at > ${now}`
  const recent = sql`coalesce(used_at, created_at) >= ${since}`
  const held = [sql`1 = 1`, ...scopes.map(each => holdsWord(sql.ref('scopes'), each))]
  const columns = held.flatMap((holds, index): RawBuilder<unknown>[] => [
    sql`count(*) filter (where ${living} and ${holds}) as ${sql.ref(`living_${index}`)}`,
    sql`count(distinct user_id) filter (where ${living} and ${holds}) as ${sql.ref(`people_${index}`)}`,
    sql`count(distinct user_id) filter (where ${recent} and ${holds}) as ${sql.ref(`recent_${index}`)}`,
  ])
  const { rows } = await sql<Readonly<Record<string, number>>>`
    select count(*) as looked_at, ${sql.join(columns)} from (
      select user_id, scopes, revoked_at, ends_at, used_at, created_at from token_families
      where business_unit_id = ${scope.businessUnitId} and application_id = ${applicationId} limit ${TALLIED}
    ) as looked`.execute(scope.lists)
  const row = rows[0] ?? {}
  const whole = sawAll(row['looked_at'] ?? 0)
  const read = (index: number): FamilyTally => {
    const tally = (name: string) => tallyOf(row[`${name}_${index}`] ?? 0, whole)
    return { signIns: tally('living'), people: tally('people'), recent: tally('recent') }
  }
  return { all: read(0), byScope: new Map(scopes.map((each, index) => [each, read(index + 1)])) }
}
