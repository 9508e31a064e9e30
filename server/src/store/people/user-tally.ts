import { sql } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import type { UserId } from '../../lib/ids.ts'
import { COUNTED, type Tally } from '../../lib/tally.ts'
import type { Scoped } from '../handle.ts'
import { upTo } from '../tokens/family-tally.ts'

/** How much hangs on a user, each exactly up to a thousand. */
export type UserTally = {
  /** Sign-ins to applications that can be renewed now. */
  readonly signIns: Tally
  /** Applications that they said yes to. */
  readonly consents: Tally
  readonly owns: Tally
  /** Of those, the ones that nobody else who is active owns. */
  readonly ownsAlone: Tally
}

/** Counts what hangs on a user of the business unit. Of whoever owns very many applications only some are looked at. */
export async function tallyUser(scope: Scoped, id: UserId, now: Instant): Promise<UserTally> {
  const own = sql`business_unit_id = ${scope.businessUnitId} and user_id = ${id}`
  const owned = sql`select application_id from application_owners where ${own}`
  const [signIns, consents, owns, ownsAlone] = await Promise.all([
    upTo(
      scope.lists,
      sql`select 1 as one from token_families where ${own} and revoked_at is null and ends_at > ${now}`,
    ),
    upTo(scope.lists, sql`select 1 as one from consents where ${own} and withdrawn_at is null`),
    upTo(scope.lists, owned),
    upTo(
      scope.lists,
      sql`select 1 as one from (${owned} limit ${COUNTED + 1}) as mine where not exists (
        select 1 from application_owners as other
        inner join users on users.business_unit_id = other.business_unit_id and users.id = other.user_id
        where other.business_unit_id = ${scope.businessUnitId} and other.application_id = mine.application_id
          and other.user_id <> ${id} and users.active = 1)`,
    ),
  ])
  return { signIns, consents, owns, ownsAlone: { ...ownsAlone, more: ownsAlone.more || owns.more } }
}
