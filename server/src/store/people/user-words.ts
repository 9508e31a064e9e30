import { type QueryExecutorProvider, type SqlBool, sql } from 'kysely'
import type { BusinessUnitId, UserId } from '../../lib/ids.ts'
import type { User } from '../../registry/model.ts'
import { canBeKept } from '../columns.ts'
import type { Scoped } from '../handle.ts'
import { beginsWith, wordsOf, wordsOfSearch } from '../words.ts'
import { toUser } from './to-user.ts'

type Named = {
  readonly businessUnitId: BusinessUnitId
  readonly id: UserId
  readonly userName: string
  readonly fullName: string
}

/** So many users are looked at, however many have a word that begins so. */
const MOST_LOOKED_AT = 200

/** By what a user is found: the user name whole, its words before the @, and those of the full name. */
function wordsOfUser({ userName, fullName }: Pick<Named, 'userName' | 'fullName'>): string[] {
  const [local = ''] = userName.split('@')
  return [...new Set([userName.toLowerCase(), ...wordsOf(`${local} ${fullName}`)])]
}

/** The beginnings of words that a search for users asks for: a user name is one word. */
export function wordsOfUserSearch(typed: string): string[] {
  const text = typed.trim().toLowerCase()
  return text.includes('@') ? [text] : wordsOfSearch(text)
}

/** Makes a user findable by what names begin with. Words that are there already stay. */
export async function writeUserWords(db: QueryExecutorProvider, user: Named): Promise<void> {
  const rows = wordsOfUser(user).map(word => sql`(${user.businessUnitId}, ${word}, ${user.id})`)
  await sql`insert into user_words (business_unit_id, word, user_id) values ${sql.join(rows)}
    on conflict do nothing`.execute(db)
}

/**
 * Active users of the business unit of whom each word of a search begins a word of their names, by user name.
 * In: what was typed, and how many at most. Out: none of signs alone. Of a beginning that very many share only some are
 * looked at.
 */
export async function findByNames(scope: Scoped, typed: string, most: number): Promise<User[]> {
  if (!canBeKept(typed)) return []
  const [longest, ...others] = wordsOfUserSearch(typed).toSorted((a, b) => b.length - a.length)
  if (longest === undefined) return []
  const found = scope.lists
    .selectFrom('user_words')
    .select('user_id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where(beginsWith(longest))
    .orderBy('word')
    .limit(MOST_LOOKED_AT)
  let query = scope.lists
    .selectFrom('users')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', 'in', eb => eb.selectFrom(found.as('found')).select('found.user_id'))
    .where('active', '=', 1)
  for (const word of others) {
    query = query.where(sql<SqlBool>`exists (select 1 from user_words as other
      where other.business_unit_id = users.business_unit_id and other.user_id = users.id
        and ${beginsWith(word)})`)
  }
  return (await query.orderBy('user_name').limit(most).execute()).map(toUser)
}
