import { type RawBuilder, sql } from 'kysely'
import { DAY, HOUR, type Instant, MINUTE } from '../lib/clock.ts'
import { rowsOf } from './columns.ts'
import type { Handle } from './handle.ts'
import type { Database } from './schema.ts'

/** `having`: a column that must not be empty. `evidence`: kept for as long as its application is contained. */
type Rule = { key: readonly string[]; column: string; keep: number; having?: string; evidence?: true }

/** What is swept: each table's key, the column that ages, and how long after that moment the row is still kept. */
const rules = {
  // Kept a day, so that a replay is still told from an unknown code while tokens made with it may live.
  codes: { key: ['hash'], column: 'expires_at', keep: DAY },
  sessions: { key: ['hash'], column: 'ends_at', keep: 0 },
  refresh_tokens: { key: ['hash'], column: 'expires_at', keep: DAY },
  token_families: { key: ['business_unit_id', 'id'], column: 'ends_at', keep: DAY, evidence: true },
  revoked_tokens: { key: ['token_id'], column: 'expires_at', keep: 0 },
  idempotency: { key: ['business_unit_id', 'key_hash'], column: 'created_at', keep: DAY },
  // One without a place has been told to nobody, whatever the clock of its node says.
  changes: { key: ['business_unit_id', 'id'], column: 'at', keep: 10 * MINUTE, having: 'place' },
  setup_links: { key: ['hash'], column: 'expires_at', keep: 0 },
  password_links: { key: ['hash'], column: 'expires_at', keep: 0 },
  // Kept a while after its end, so that whoever invited sees that it was not answered.
  invitations: { key: ['business_unit_id', 'id'], column: 'expires_at', keep: 30 * DAY },
  // Given up after a day; kept longer, so that operators see what became of it.
  mail: { key: ['business_unit_id', 'id'], column: 'created_at', keep: 7 * DAY },
  // Kept for as long as the same could be told again.
  letter_items: {
    key: ['business_unit_id', 'user_id', 'topic', 'subject', 'detail'],
    column: 'created_at',
    keep: 7 * DAY,
  },
  // Kept a while after its end, so that operators still see what became of a key. A live one has no end.
  signing_keys: { key: ['id'], column: 'retired_at', keep: 30 * DAY },
  refusals: {
    key: ['business_unit_id', 'application_id', 'id'],
    column: 'at',
    keep: 30 * DAY,
    evidence: true,
  },
  outbox: { key: ['business_unit_id', 'id'], column: 'created_at', keep: 7 * 24 * HOUR },
  session_applications: {
    key: ['business_unit_id', 'session_id', 'application_id'],
    column: 'ends_at',
    keep: 0,
  },
  // Given up after a day; kept longer, so that operators see what became of it.
  deliveries: { key: ['business_unit_id', 'id'], column: 'created_at', keep: 7 * DAY },
  used_assertions: { key: ['hash'], column: 'expires_at', keep: 0 },
  // Kept a while after its end, so that whoever made it sees what became of it.
  registration_tokens: { key: ['hash'], column: 'expires_at', keep: 30 * DAY },
  // Long over; both histories say it for good.
  application_transfers: { key: ['business_unit_id', 'id'], column: 'ends_at', keep: 400 * DAY },
  // Unused for longer than anybody asks about.
  callback_uses: {
    key: ['business_unit_id', 'application_id', 'url_hash'],
    column: 'last_used_at',
    keep: 400 * DAY,
  },
  bulk_items: {
    key: ['business_unit_id', 'bulk_id', 'application_id'],
    column: 'created_at',
    keep: 30 * DAY,
  },
  bulk_changes: { key: ['business_unit_id', 'id'], column: 'created_at', keep: 30 * DAY },
  // A process that ended well is forgotten at once; of others operators read a day long that they are silent.
  processes: { key: ['id'], column: 'seen_at', keep: DAY },
  job_runs: { key: ['process_id', 'job'], column: 'seen_at', keep: DAY },
} as const satisfies Partial<Record<keyof Database, Rule>>

/** Few applications are contained, and an index knows them. */
const SPARED = sql`(business_unit_id, application_id) not in (
  select business_unit_id, id from applications where contained_from is not null)`

type SweptTable = keyof typeof rules

/**
 * Deletes what has outlived its use, at most `limit` rows of each table, so that no lock is held for long.
 * Out: how many rows went from each table; a count equal to `limit` means that more may wait.
 */
export async function sweepExpired(
  handle: Handle,
  now: Instant,
  limit: number,
): Promise<Record<SweptTable, number>> {
  return {
    codes: await sweep(handle, 'codes', now, limit),
    sessions: await sweep(handle, 'sessions', now, limit),
    refresh_tokens: await sweep(handle, 'refresh_tokens', now, limit),
    token_families: await sweep(handle, 'token_families', now, limit),
    revoked_tokens: await sweep(handle, 'revoked_tokens', now, limit),
    idempotency: await sweep(handle, 'idempotency', now, limit),
    changes: await sweep(handle, 'changes', now, limit),
    setup_links: await sweep(handle, 'setup_links', now, limit),
    password_links: await sweep(handle, 'password_links', now, limit),
    invitations: await sweep(handle, 'invitations', now, limit),
    mail: await sweep(handle, 'mail', now, limit),
    letter_items: await sweep(handle, 'letter_items', now, limit),
    signing_keys: await sweep(handle, 'signing_keys', now, limit),
    refusals: await sweep(handle, 'refusals', now, limit),
    outbox: await sweep(handle, 'outbox', now, limit),
    session_applications: await sweep(handle, 'session_applications', now, limit),
    deliveries: await sweep(handle, 'deliveries', now, limit),
    used_assertions: await sweep(handle, 'used_assertions', now, limit),
    registration_tokens: await sweep(handle, 'registration_tokens', now, limit),
    application_transfers: await sweep(handle, 'application_transfers', now, limit),
    callback_uses: await sweep(handle, 'callback_uses', now, limit),
    bulk_items: await sweep(handle, 'bulk_items', now, limit),
    bulk_changes: await sweep(handle, 'bulk_changes', now, limit),
    processes: await sweep(handle, 'processes', now, limit),
    job_runs: await sweep(handle, 'job_runs', now, limit),
  }
}

async function sweep(handle: Handle, table: SweptTable, now: Instant, limit: number): Promise<number> {
  const { key, column, keep, having = column, evidence }: Rule = rules[table]
  const spared = evidence === true ? SPARED : sql`1 = 1`
  const keys: RawBuilder<unknown> = sql.join(key.map(name => sql.ref(name)))
  // The key is the same in both places, so it also binds the business unit where it leads with one.
  const result = await sql`
    delete from ${sql.table(table)} where (${keys}) in (
      select ${keys} from ${sql.table(table)} where ${sql.ref(column)} <= ${now - keep} and ${sql.ref(having)} is not null
        and ${spared}
      order by ${sql.ref(column)} limit ${limit}
    )`.execute(handle.db)
  return rowsOf({ numDeletedRows: result.numAffectedRows ?? 0n })
}
