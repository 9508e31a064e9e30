import { sql } from 'kysely'
import type { Instant } from '../../../lib/clock.ts'
import type { Handle } from '../../handle.ts'

/** When a step of the migrations was made here: since then what it made room for is kept. */
async function keptSince(handle: Handle, step: string): Promise<Instant> {
  const { rows } = await sql<{
    timestamp: string
  }>`select timestamp from migrations where name = ${step}`.execute(handle.lists)
  const [row] = rows
  if (row === undefined) throw new Error(`The database lacks the migration ${step}`)
  return Date.parse(row.timestamp)
}

/** Since when it is kept when applications are used: since there is a place for it. */
export async function useKept(handle: Handle): Promise<Instant> {
  return keptSince(handle, '0034-05-applications-idle-since')
}

/** Since when uses of callback URLs are written down here: when the table for it was made. */
export async function callbackUsesKeptSince(handle: Handle): Promise<Instant> {
  return keptSince(handle, '0043-01-callback-uses')
}
