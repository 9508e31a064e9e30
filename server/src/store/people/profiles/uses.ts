import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../../lib/clock.ts'
import type { ApplicationId, UserId } from '../../../lib/ids.ts'
import { COUNTED, type Tally, tallyOf } from '../../../lib/tally.ts'
import type { Scoped } from '../../handle.ts'
import { sawAll, TALLIED } from '../../tokens/family-tally.ts'
import { holdsWord } from '../../words.ts'

/** Whose consents and sign-ins are looked at: of all active users with a security profile, or of one of them. */
export type Holders = { readonly profileId: string; readonly userId: UserId | null }

/** What of consents and sign-ins holds a scope. */
export type ScopeUse = { readonly consents: Tally; readonly signIns: Tally; readonly people: Tally }

function held(scope: Scoped, { profileId, userId }: Holders, from = ''): RawBuilder<unknown> {
  const one = userId === null ? sql` and u.id >= ${from}` : sql` and u.id = ${userId}`
  return sql`u.business_unit_id = ${scope.businessUnitId} and u.security_profile_id = ${profileId} and u.active = 1${one}`
}

/** How many active users, and which of the applications with a security profile of their own, a change of one is for. */
export async function tallyReach(
  scope: Scoped,
  holders: Holders,
): Promise<{ readonly people: Tally; readonly applications: Tally }> {
  const most = COUNTED + 1
  const ofProfile =
    holders.userId === null
      ? sql`select application_id from application_profiles
          where business_unit_id = ${scope.businessUnitId} and security_profile_id = ${holders.profileId} union `
      : sql``
  const { rows } = await sql<{ people: number; applications: number }>`
    select
      (select count(*) from (select 1 from users u where ${held(scope, holders)} limit ${most}) as some_users) as people,
      (select count(*) from (select application_id from (${ofProfile}
        select p.application_id from application_profiles p
        where p.business_unit_id = ${scope.businessUnitId} and exists (
          select 1 from users u where u.id = p.given_by_id and ${held(scope, holders)})) as reached limit ${most}) as some_applications) as applications`.execute(
    scope.lists,
  )
  const row = rows[0]
  return { people: tallyOf(row?.people ?? 0), applications: tallyOf(row?.applications ?? 0) }
}

/**
 * Counts the standing consents, and the sign-ins that can be renewed now, that hold each of some scopes, of active users
 * with a security profile. One pass over at most fifty thousand of each.
 */
export async function tallyScopeUses(
  scope: Scoped,
  holders: Holders,
  { scopes, now }: { readonly scopes: readonly string[]; readonly now: Instant },
): Promise<ReadonlyMap<string, ScopeUse>> {
  if (scopes.length === 0) return new Map()
  const [consents, families] = await Promise.all([
    counted(scope, scopes, consentsOf(scope, holders), false),
    counted(scope, scopes, familiesOf(scope, holders, now), true),
  ])
  return new Map(
    scopes.map((name, index) => {
      const read = (row: Row, column: string) =>
        tallyOf(row[`${column}_${index}`] ?? 0, sawAll(row['looked_at'] ?? 0))
      const use = {
        consents: read(consents, 'held'),
        signIns: read(families, 'held'),
        people: read(families, 'people'),
      }
      return [name, use] as const
    }),
  )
}

type Row = Readonly<Record<string, number>>

// A cross join keeps SQLite from beginning with what is not the people's, and a place that is no column from reading it all
// in the order of its ids. To PostgreSQL it is any other join.
function consentsOf(scope: Scoped, holders: Holders, from = ''): RawBuilder<unknown> {
  return sql`select u.id as user_id, c.application_id, c.scopes, c.granted_at as since, c.application_id || '' as place from users u
    cross join consents c where c.business_unit_id = u.business_unit_id and c.user_id = u.id
    and ${held(scope, holders, from)} and c.withdrawn_at is null`
}

function familiesOf(scope: Scoped, holders: Holders, now: Instant, from = ''): RawBuilder<unknown> {
  return sql`select u.id as user_id, f.application_id, f.scopes, f.created_at as since, f.id || '' as place, f.ends_at from users u
    cross join token_families f where f.business_unit_id = u.business_unit_id and f.user_id = u.id
    and ${held(scope, holders, from)} and f.revoked_at is null and f.ends_at > ${now}`
}

async function counted(
  scope: Scoped,
  scopes: readonly string[],
  rows: RawBuilder<unknown>,
  withPeople: boolean,
): Promise<Row> {
  const columns = scopes.flatMap((name, index) => {
    const holds = holdsWord(sql.ref('scopes'), name)
    const people = sql`count(distinct user_id) filter (where ${holds}) as ${sql.ref(`people_${index}`)}`
    return [
      sql`count(*) filter (where ${holds}) as ${sql.ref(`held_${index}`)}`,
      ...(withPeople ? [people] : []),
    ]
  })
  const found = await sql<Row>`select count(*) as looked_at, ${sql.join(columns)}
    from (${rows} limit ${TALLIED}) as looked`.execute(scope.lists)
  return found.rows[0] ?? {}
}

/** One consent or sign-in that holds a scope. */
export type Use = {
  readonly userId: UserId
  readonly applicationId: ApplicationId
  readonly since: Instant
  /** When a sign-in ends by itself; null: of a consent. */
  readonly endsAt: Instant | null
  /** Where it stands among those of its user: the next page begins after it. */
  readonly place: string
}

type Page = {
  /** Null: whatever it holds. */
  readonly scope: string | null
  readonly now: Instant
  readonly after: { readonly userId: string; readonly place: string } | null
  readonly limit: number
}

/** One page of the standing consents, or of the sign-ins that can be renewed now, that hold a scope, by user. */
export async function listScopeUses(
  scope: Scoped,
  holders: Holders,
  of: 'consents' | 'sign-ins',
  { scope: name, now, after, limit }: Page,
): Promise<Use[]> {
  const begin = after?.userId
  const rows = of === 'consents' ? consentsOf(scope, holders, begin) : familiesOf(scope, holders, now, begin)
  const from =
    after === null
      ? sql`1 = 1`
      : sql`(user_id > ${after.userId} or (user_id = ${after.userId} and place > ${after.place}))`
  const ends = of === 'consents' ? sql`null` : sql`ends_at`
  const found = await sql<{
    user_id: UserId
    application_id: ApplicationId
    since: number
    place: string
    ends: number | null
  }>`select user_id, application_id, since, place, ${ends} as ends from (${rows}) as used
    where ${name === null ? sql`1 = 1` : holdsWord(sql.ref('scopes'), name)} and ${from}
    order by user_id, place limit ${limit}`.execute(scope.lists)
  return found.rows.map(row => ({
    userId: row.user_id,
    applicationId: row.application_id,
    since: row.since,
    endsAt: row.ends,
    place: row.place,
  }))
}
