import { type Selectable, sql } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId, UserId } from '../../lib/ids.ts'
import type { Consent } from '../../registry/model.ts'
import { fromWords, toWords, won } from '../columns.ts'
import type { Scoped } from '../handle.ts'
import type { Database } from '../schema.ts'

function toConsent(row: Selectable<Database['consents']>): Consent {
  return {
    userId: row.user_id,
    applicationId: row.application_id,
    scopes: fromWords(row.scopes),
    declined: fromWords(row.declined ?? ''),
    redirectHosts: fromWords(row.redirect_host ?? ''),
    grantedAt: row.granted_at,
    endedBefore: row.ended_before,
  }
}

/** A user's standing consent to an application, or null when there is none or it was withdrawn. */
export async function findConsent(
  scope: Scoped,
  userId: UserId,
  applicationId: ApplicationId,
): Promise<Consent | null> {
  const row = await scope.db
    .selectFrom('consents')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('user_id', '=', userId)
    .where('application_id', '=', applicationId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return row ? toConsent(row) : null
}

/** Every standing consent of a user, the latest first. */
export async function listConsentsOf(scope: Scoped, userId: UserId): Promise<Consent[]> {
  const rows = await scope.db
    .selectFrom('consents')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('user_id', '=', userId)
    .where('withdrawn_at', 'is', null)
    .orderBy('granted_at', 'desc')
    .orderBy('application_id')
    .execute()
  return rows.map(toConsent)
}

/**
 * The standing consents to an application, the latest first.
 * In: the last of the page before, or null to begin; how many at most.
 */
export async function listConsentsTo(
  scope: Scoped,
  applicationId: ApplicationId,
  page: {
    readonly after: { readonly grantedAt: Instant; readonly userId: string } | null
    readonly limit: number
  },
): Promise<Consent[]> {
  const { after } = page
  const rows = await scope.lists
    .selectFrom('consents')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .where('withdrawn_at', 'is', null)
    .$if(after !== null, query =>
      query.where(sql<boolean>`(granted_at, user_id) < (${after?.grantedAt}, ${after?.userId})`),
    )
    .orderBy('granted_at', 'desc')
    .orderBy('user_id', 'desc')
    .limit(page.limit)
    .execute()
  return rows.map(toConsent)
}

/**
 * Finds a user's standing consent and holds its place until the caller's transaction ends, also where there is none
 * yet: of two answers given at once the second is added to the first. Out: the consent, or null.
 */
export async function holdConsent(
  scope: Scoped,
  userId: UserId,
  applicationId: ApplicationId,
  now: Instant,
): Promise<Consent | null> {
  await scope.db
    .insertInto('consents')
    .values({
      business_unit_id: scope.businessUnitId,
      user_id: userId,
      application_id: applicationId,
      scopes: '',
      declined: null,
      redirect_host: null,
      granted_at: now,
      withdrawn_at: now,
      ended_before: null,
    })
    .onConflict(conflict =>
      conflict
        .columns(['business_unit_id', 'user_id', 'application_id'])
        .doUpdateSet(eb => ({ granted_at: eb.ref('consents.granted_at') })),
    )
    .execute()
  return findConsent(scope, userId, applicationId)
}

/** Keeps a consent in place of any earlier one, withdrawn or not. When an earlier one was withdrawn stays noted. */
export async function saveConsent(scope: Scoped, consent: Omit<Consent, 'endedBefore'>): Promise<void> {
  const values = {
    scopes: toWords(consent.scopes),
    declined: toWords(consent.declined),
    redirect_host: toWords(consent.redirectHosts),
    granted_at: consent.grantedAt,
    withdrawn_at: null,
  }
  await scope.db
    .insertInto('consents')
    .values({
      business_unit_id: scope.businessUnitId,
      user_id: consent.userId,
      application_id: consent.applicationId,
      ended_before: null,
      ...values,
    })
    .onConflict(conflict =>
      conflict.columns(['business_unit_id', 'user_id', 'application_id']).doUpdateSet(values),
    )
    .execute()
}

/** Withdraws a consent. Out: false when there is none that stands. */
export async function withdrawConsent(
  scope: Scoped,
  userId: UserId,
  applicationId: ApplicationId,
  at: Instant,
): Promise<boolean> {
  const result = await scope.db
    .updateTable('consents')
    .set({ withdrawn_at: at, ended_before: at })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('user_id', '=', userId)
    .where('application_id', '=', applicationId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return won(result)
}
