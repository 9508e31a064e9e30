import type { DatabaseState } from '../store/handle.ts'
import type { Deps } from './deps.ts'

/**
 * Errors of sockets; of PostgreSQL the classes 08, 53 and 57P, a statement that took too long (57014), a database that
 * takes no writes (25006), and contention that outlived its retries (40001, 40P01, 55P03); of SQLite when it is busy,
 * full or cannot write.
 */
const CODES =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ETIMEDOUT|EPIPE|ENOTFOUND|08\w{3}|53\w{3}|57P\w{2}|57014|25006|40001|40P01|55P03)$/
const SQLITE_CODES: ReadonlySet<number> = new Set([5, 6, 8, 10, 13, 14])
const WORDS = /connection terminated|timeout exceeded when trying to connect|query read timeout/i

/**
 * Whether a thrown error means that the database is away, full or read-only for now, rather than a bug of ours.
 * In: whatever was thrown, with its causes.
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && CODES.test(error.code)) return true
  // PostgreSQL ends the connection with it, or never lets it begin, whatever the code: the database is not to be had.
  if ('severity' in error && (error.severity === 'FATAL' || error.severity === 'PANIC')) return true
  if ('errcode' in error && typeof error.errcode === 'number' && SQLITE_CODES.has(error.errcode & 0xff))
    return true
  return WORDS.test(error.message) || isOutage(error.cause)
}

/** Whether a thrown error is a unique key that others kept taking while the work was tried again (SQLSTATE 23505). */
export function isConflict(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const unique =
    ('code' in error && error.code === '23505') ||
    ('errcode' in error && (error.errcode === 2067 || error.errcode === 1555))
  return unique || isConflict(error.cause)
}

/** Asks the database whether it can be used now; the answer comes within a second, whatever has happened to it. */
export function databaseState({ store }: Pick<Deps, 'store'>): Promise<DatabaseState> {
  return store.state()
}
