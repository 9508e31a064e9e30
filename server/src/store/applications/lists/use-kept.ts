import { sql } from 'kysely'
import type { Instant } from '../../../lib/clock.ts'
import type { Handle } from '../../handle.ts'

/** The step that made the column in which it stands when an application was last used. */
const STEP = '0034-05-applications-idle-since'

/** Since when it is kept when applications are used: since there is a place for it. */
export async function useKept(handle: Handle): Promise<Instant> {
  const { rows } = await sql<{
    timestamp: string
  }>`select timestamp from migrations where name = ${STEP}`.execute(handle.lists)
  const [row] = rows
  if (row === undefined) throw new Error('The database lacks a migration')
  return Date.parse(row.timestamp)
}
