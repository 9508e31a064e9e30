import { sql } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId, FamilyId, SessionId, UserId } from '../../lib/ids.ts'
import type { TokenFamily } from '../../registry/model.ts'
import { fromWords, rowsOf, toWords, won } from '../columns.ts'
import { mustBelong, type Scoped } from '../handle.ts'
import { holdsWord } from '../words.ts'
import { consenting } from './consenting.ts'

/** Adds a token family, live or (as it is written) revoked. */
export async function insertFamily(scope: Scoped, family: TokenFamily): Promise<void> {
  mustBelong(scope, family.businessUnitId)
  await scope.db
    .insertInto('token_families')
    .values({
      business_unit_id: scope.businessUnitId,
      id: family.id,
      application_id: family.applicationId,
      user_id: family.userId,
      scopes: toWords(family.scopes),
      audiences: toWords(family.audiences),
      auth_time: family.authTime,
      acr: family.acr,
      id_token_claims: toWords(family.idTokenClaims),
      created_at: family.createdAt,
      ends_at: family.endsAt,
      revoked_at: family.revokedAt,
      revoked_because: null,
      session_id: family.sessionId,
      used_at: family.usedAt,
    })
    .execute()
}

/** The business unit's family with this id, live or not, or null. */
export async function findFamily(scope: Scoped, id: FamilyId): Promise<TokenFamily | null> {
  const row = await scope.db
    .selectFrom('token_families')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return {
    businessUnitId: row.business_unit_id,
    id: row.id,
    applicationId: row.application_id,
    userId: row.user_id,
    scopes: fromWords(row.scopes),
    audiences: fromWords(row.audiences),
    authTime: row.auth_time,
    acr: row.acr,
    idTokenClaims: fromWords(row.id_token_claims ?? ''),
    createdAt: row.created_at,
    endsAt: row.ends_at,
    revokedAt: row.revoked_at,
    usedAt: row.used_at,
    sessionId: row.session_id,
  }
}

/**
 * Proves that a family is live, and keeps it so until the caller's transaction ends: whoever revokes it meanwhile
 * waits, and then revokes what this transaction made as well. Notes that it was used.
 * Out: false when it is revoked, over or unknown here.
 */
export async function touchLiveFamily(scope: Scoped, id: FamilyId, now: Instant): Promise<boolean> {
  const result = await scope.db
    .updateTable('token_families')
    .set({ used_at: now })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where('ends_at', '>', now)
    .executeTakeFirst()
  return won(result)
}

/** Revokes a family. `because` is one word for the history. Out: false when it was revoked before or is unknown here. */
export async function revokeFamily(
  scope: Scoped,
  id: FamilyId,
  at: Instant,
  because: string,
): Promise<boolean> {
  const result = await revocation(scope, at, because).where('id', '=', id).executeTakeFirst()
  return won(result)
}

/** Revokes every family of an application in this business unit. Out: how many this call revoked. */
export async function revokeFamiliesOfApplication(
  scope: Scoped,
  applicationId: ApplicationId,
  at: Instant,
  because: string,
): Promise<number> {
  const result = await revocation(scope, at, because)
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
  return rowsOf(result)
}

/** Revokes every family of a user. Out: how many this call revoked. */
export async function revokeFamiliesOfUser(
  scope: Scoped,
  userId: UserId,
  at: Instant,
  because: string,
): Promise<number> {
  const result = await revocation(scope, at, because).where('user_id', '=', userId).executeTakeFirst()
  return rowsOf(result)
}

/** Revokes every family that a user's consent to an application gave rise to. Out: how many this call revoked. */
export async function revokeFamiliesOfConsent(
  scope: Scoped,
  consent: { readonly userId: UserId; readonly applicationId: ApplicationId },
  at: Instant,
  because: string,
): Promise<number> {
  const result = await revocation(scope, at, because)
    .where('user_id', '=', consent.userId)
    .where('application_id', '=', consent.applicationId)
    .executeTakeFirst()
  return rowsOf(result)
}

/** Revokes an application's families of the users who have no standing consent of their own. Out: how many. */
export async function revokeFamiliesWithoutConsent(
  scope: Scoped,
  applicationId: ApplicationId,
  at: Instant,
  because: string,
): Promise<number> {
  const result = await revocation(scope, at, because)
    .where('application_id', '=', applicationId)
    .where('user_id', 'not in', consenting(scope, applicationId))
    .executeTakeFirst()
  return rowsOf(result)
}

type RevocationStep = {
  readonly at: Instant
  readonly because: string
  /** The last family of the step before; null to begin. */
  readonly after: FamilyId | null
  /** How many families are looked at. */
  readonly limit: number
}

/**
 * Revokes families of the business unit that began by a moment, step by step in the order of their ids, so that no
 * transaction is long. Out: the last family looked at, for the next step; null when there are no more.
 */
export async function revokeFamiliesOfBusinessUnit(
  scope: Scoped,
  { at, because, after, limit }: RevocationStep,
): Promise<FamilyId | null> {
  let families = scope.db
    .selectFrom('token_families')
    .select('id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('created_at', '<=', at)
  if (after !== null) families = families.where('id', '>', after)
  const ids = (await families.orderBy('id').limit(limit).execute()).map(({ id }) => id)
  if (ids.length === 0) return null
  await revocation(scope, at, because).where('id', 'in', ids).execute()
  return ids.length < limit ? null : (ids.at(-1) ?? null)
}

/**
 * As {@link revokeFamiliesOfBusinessUnit}, of one application there.
 * Out: how many this step revoked, and the last family it looked at; null when there are no more.
 */
export async function revokeSomeOfApplication(
  scope: Scoped,
  applicationId: ApplicationId,
  { at, because, after, limit }: RevocationStep,
): Promise<{ readonly revoked: number; readonly last: FamilyId | null }> {
  let families = scope.db
    .selectFrom('token_families')
    .select('id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
  if (after !== null) families = families.where('id', '>', after)
  const ids = (await families.orderBy('id').limit(limit).execute()).map(({ id }) => id)
  if (ids.length === 0) return { revoked: 0, last: null }
  const result = await revocation(scope, at, because)
    .where('id', 'in', ids)
    .where('created_at', '<=', at)
    .executeTakeFirst()
  return { revoked: rowsOf(result), last: ids.length < limit ? null : (ids.at(-1) ?? null) }
}

/**
 * When each application last got a token for a user, by the families that are kept: a family is, until a day after
 * its end. Out: the moment by application.
 */
export async function lastUsesOfUser(
  scope: Scoped,
  userId: UserId,
): Promise<ReadonlyMap<ApplicationId, Instant>> {
  const rows = await scope.db
    .selectFrom('token_families')
    .select(eb => [
      'application_id',
      eb.fn.max<number>(eb.fn.coalesce('used_at', 'created_at')).as('last_used_at'),
    ])
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('user_id', '=', userId)
    .groupBy('application_id')
    .execute()
  return new Map(rows.map(row => [row.application_id, row.last_used_at]))
}

/** Revokes every family of a session that was not granted `sparing`, a scope. Out: how many this call revoked. */
export async function revokeFamiliesOfSession(
  scope: Scoped,
  sessionId: SessionId,
  ending: { readonly at: Instant; readonly because: string; readonly sparing: string },
): Promise<number> {
  const { at, because, sparing } = ending
  const result = await revocation(scope, at, because)
    .where('session_id', '=', sessionId)
    .where(lacks(sparing))
    .executeTakeFirst()
  return rowsOf(result)
}

/**
 * Revokes every family of a user that was not granted `sparing`, a scope, and not in the session `except`, if one is
 * named. Out: how many this call revoked.
 */
export async function revokeOtherFamiliesOfUser(
  scope: Scoped,
  userId: UserId,
  ending: {
    readonly at: Instant
    readonly because: string
    readonly sparing: string
    readonly except: SessionId | null
  },
): Promise<number> {
  const { at, because, sparing, except } = ending
  const result = await revocation(scope, at, because)
    .where('user_id', '=', userId)
    .where(lacks(sparing))
    .$if(except !== null, query =>
      query.where(eb => eb.or([eb('session_id', 'is', null), eb('session_id', '!=', except)])),
    )
    .executeTakeFirst()
  return rowsOf(result)
}

/** Holds for a family that was not granted a scope. */
function lacks(scopeName: string) {
  return sql<boolean>`not (${holdsWord(sql.ref('scopes'), scopeName)})`
}

function revocation(scope: Scoped, at: Instant, because: string) {
  return scope.db
    .updateTable('token_families')
    .set({ revoked_at: at, revoked_because: because })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('revoked_at', 'is', null)
}
