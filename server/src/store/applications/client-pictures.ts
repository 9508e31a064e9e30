import { sql } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId, BusinessUnitId } from '../../lib/ids.ts'
import type { Picture } from '../../registry/applications/dynamic/picture.ts'
import { won } from '../columns.ts'
import type { Handle, Scoped } from '../handle.ts'

/** Whose picture, and where it is to be got. */
type Wanted = { readonly applicationId: ApplicationId; readonly url: string }

/** A picture whose time has come: how often it was asked for, and the moment at which it fell due. */
export type DuePicture = Wanted & {
  readonly businessUnitId: BusinessUnitId
  readonly attempts: number
  readonly dueAt: Instant
}

/** A picture as it is kept: what it is, the SHA-256 of its bytes, and they. */
type KeptPicture = Pick<Picture, 'type'> & { readonly hash: string; readonly bytes: Buffer }

/** Rows looked at for one answer, so that a long queue costs no request its turn at the embedded store. */
const MOST_LOOKED_AT = 5000

/**
 * Notes that the picture at a URL is to be got, due at once, in the transaction that registers the URL. What was got
 * from another URL is gone with that; what was got from the same one stays as it is.
 */
export async function wantPicture(scope: Scoped, wanted: Wanted, at: Instant): Promise<void> {
  await scope.db
    .insertInto('client_pictures')
    .values(rowOf(scope, wanted, at))
    .onConflict(conflict =>
      conflict
        .columns(['business_unit_id', 'application_id'])
        .doUpdateSet({ url: wanted.url, attempts: 0, next_at: at, type: null, hash: null, content: null })
        .where(eb =>
          eb.or([eb('client_pictures.url', '!=', wanted.url), eb('client_pictures.hash', 'is', null)]),
        ),
    )
    .execute()
}

/** Notes the same where nothing at all is noted of the application. Out: false when something was. */
export async function wantMissingPicture(scope: Scoped, wanted: Wanted, at: Instant): Promise<boolean> {
  const result = await scope.db
    .insertInto('client_pictures')
    .values(rowOf(scope, wanted, at))
    .onConflict(conflict => conflict.columns(['business_unit_id', 'application_id']).doNothing())
    .executeTakeFirst()
  return won(result)
}

function rowOf({ businessUnitId }: Scoped, { applicationId, url }: Wanted, at: Instant) {
  return {
    business_unit_id: businessUnitId,
    application_id: applicationId,
    url,
    attempts: 0,
    next_at: at,
    type: null,
    hash: null,
    content: null,
  }
}

/** Takes away what is kept of an application's picture. Out: false when there was nothing. */
export async function dropPicture(scope: Scoped, applicationId: ApplicationId): Promise<boolean> {
  const result = await scope.db
    .deleteFrom('client_pictures')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
  return won(result)
}

/** From where an application's picture comes, and its hash once it was got; null when none is wanted. */
export async function findPictureMark(
  scope: Scoped,
  applicationId: ApplicationId,
): Promise<{ readonly url: string; readonly hash: string | null } | null> {
  const row = await scope.db
    .selectFrom('client_pictures')
    .select(['url', 'hash'])
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
  return row === undefined ? null : { url: row.url, hash: row.hash }
}

/** An application's picture with this hash, and from where it came; null when it has another or none. */
export async function findPicture(
  scope: Scoped,
  applicationId: ApplicationId,
  hash: string,
): Promise<(KeptPicture & Pick<Wanted, 'url'>) | null> {
  const row = await scope.db
    .selectFrom('client_pictures')
    .select(['url', 'type', 'content'])
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .where('hash', '=', hash)
    .executeTakeFirst()
  if (row === undefined || row.type === null || row.content === null) return null
  return { url: row.url, type: row.type, hash, bytes: Buffer.from(row.content, 'base64') }
}

/**
 * Pictures whose time has come, the longest waiting first, of all business units.
 * In: how many, and how many of one business unit, so that one with many that are slow does not hold up the others.
 */
export async function listDuePictures(
  handle: Handle,
  now: Instant,
  most: { readonly all: number; readonly ofOneUnit: number },
): Promise<DuePicture[]> {
  const columns = ['business_unit_id', 'application_id', 'url', 'attempts', 'next_at'] as const
  const due = handle.lists
    .selectFrom('client_pictures')
    .select(columns)
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(MOST_LOOKED_AT)
    .as('due')
  const placed = handle.lists
    .selectFrom(due)
    .select(columns)
    .select(
      sql<number>`row_number() over (partition by business_unit_id order by next_at, application_id)`.as(
        'place',
      ),
    )
    .as('placed')
  const rows = await handle.lists
    .selectFrom(placed)
    .select(columns)
    .where('place', '<=', most.ofOneUnit)
    .orderBy('next_at')
    .orderBy('application_id')
    .limit(most.all)
    .execute()
  return rows.map(row => ({
    businessUnitId: row.business_unit_id,
    applicationId: row.application_id,
    url: row.url,
    attempts: row.attempts,
    dueAt: row.next_at,
  }))
}

/**
 * Claims a due picture for one attempt until `until`; who claimed it and was heard of no more by then loses it.
 * Out: true for exactly one of all that saw it due at `dueAt`, and only while it is wanted from the same URL.
 */
export async function claimPicture(
  scope: Scoped,
  due: Pick<DuePicture, 'applicationId' | 'url' | 'dueAt'>,
  until: Instant,
): Promise<boolean> {
  const result = await held(scope, due, due.dueAt)
    .set(eb => ({ next_at: until, attempts: eb('attempts', '+', 1) }))
    .executeTakeFirst()
  return won(result)
}

/** An attempt: whose picture, from where, and under which claim. */
type Attempt = Wanted & { readonly claimedUntil: Instant }

/** Keeps a picture that was got, and when to ask for it again. Out: false when the claim was lost meanwhile. */
export async function keepPicture(
  scope: Scoped,
  attempt: Attempt,
  picture: KeptPicture,
  nextAt: Instant,
): Promise<boolean> {
  const { type, hash, bytes } = picture
  const content = bytes.toString('base64')
  const result = await held(scope, attempt, attempt.claimedUntil)
    .set({ type, hash, content, attempts: 0, next_at: nextAt })
    .executeTakeFirst()
  return won(result)
}

/** Notes when to try again, and leaves what was got before. Out: false when the claim was lost meanwhile. */
export async function postponePicture(scope: Scoped, attempt: Attempt, nextAt: Instant): Promise<boolean> {
  const result = await held(scope, attempt, attempt.claimedUntil).set({ next_at: nextAt }).executeTakeFirst()
  return won(result)
}

/** Gives a picture up, with what was got before. Out: false when the claim was lost meanwhile. */
export async function giveUpPicture(scope: Scoped, attempt: Attempt): Promise<boolean> {
  const result = await scope.db
    .deleteFrom('client_pictures')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', attempt.applicationId)
    .where('url', '=', attempt.url)
    .where('next_at', '=', attempt.claimedUntil)
    .executeTakeFirst()
  return won(result)
}

function held(scope: Scoped, { applicationId, url }: Wanted, nextAt: Instant) {
  return scope.db
    .updateTable('client_pictures')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .where('url', '=', url)
    .where('next_at', '=', nextAt)
}
