import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Tally } from '../../lib/tally.ts'
import type { User } from '../../registry/model.ts'
import { canBeKept, toBit } from '../columns.ts'
import type { Scoped } from '../handle.ts'
import { upTo } from '../tokens/family-tally.ts'
import { beginsWith } from '../words.ts'
import { toUser } from './to-user.ts'
import { wordsOfUserSearch } from './user-words.ts'

/** By what users are narrowed; null: not by this. All of it must hold. */
export type UserFilter = {
  /** Beginnings of words of their names. */
  readonly search: string | null
  readonly active: boolean | null
  readonly profileId: string | null
}

/** Whether a row of `users` is of the business unit and fits. */
function fits(scope: Scoped, { search, active, profileId }: UserFilter): RawBuilder<SqlBool> {
  const all = [sql<SqlBool>`users.business_unit_id = ${scope.businessUnitId}`]
  if (active !== null) all.push(sql<SqlBool>`users.active = ${toBit(active)}`)
  if (profileId !== null) all.push(sql<SqlBool>`users.security_profile_id = ${profileId}`)
  if (search !== null) {
    const words = canBeKept(search) ? wordsOfUserSearch(search) : []
    // Of signs alone nothing is found, rather than everything.
    all.push(...(words.length === 0 ? [sql<SqlBool>`1 = 0`] : words.map(word => named(scope, word))))
  }
  return sql.join<SqlBool>(all, sql` and `)
}

function named(scope: Scoped, word: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`users.id in (select user_id from user_words
    where business_unit_id = ${scope.businessUnitId} and ${beginsWith(word)})`
}

/** One page of the business unit's users that fit, in the order in which they were made. In: the id to begin after, or null. */
export async function listUsers(
  scope: Scoped,
  filter: UserFilter,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<User[]> {
  const rows = await scope.lists
    .selectFrom('users')
    .selectAll()
    .where(fits(scope, filter))
    .$if(after !== null, query => query.where(sql<SqlBool>`users.id > ${after}`))
    .orderBy('users.id')
    .limit(limit)
    .execute()
  return rows.map(toUser)
}

/** How many users of the business unit fit, exactly up to a thousand. */
export function countUsers(scope: Scoped, filter: UserFilter): Promise<Tally> {
  return upTo(scope.lists, sql`select 1 as one from users where ${fits(scope, filter)}`)
}
