import { type Selectable, sql } from 'kysely'
import { identifierOf } from '../../lib/identifier.ts'
import { type Tally, tallyOf } from '../../lib/tally.ts'
import type { ApiRecord, ScopeRecord } from '../../registry/model.ts'
import { fromBit, toBit, won } from '../columns.ts'
import type { Handle, Scoped } from '../handle.ts'
import type { Database } from '../schema.ts'
import { upTo } from '../tokens/family-tally.ts'
import { holdsWord } from '../words.ts'

/** Of all applications, so many are looked at to say who uses a scope. */
const LOOKED_AT = 50_000

function toApi(row: Selectable<Database['apis']>): ApiRecord {
  return {
    name: row.name,
    description: row.description,
    german: row.german,
    audience: row.audience,
    baseUrl: row.base_url,
    tryPath: row.try_path,
    position: row.position,
    editedAt: row.edited_at,
    endsAt: row.ends_at,
    version: row.version ?? 1,
  }
}

function toScope(row: Selectable<Database['scopes']>): ScopeRecord {
  return {
    name: row.name,
    apiName: row.api_name,
    description: row.description,
    german: row.german,
    withoutUser: fromBit(row.without_user),
    sensitive: fromBit(row.sensitive ?? 0),
    position: row.position,
    editedAt: row.edited_at,
    endsAt: row.ends_at,
    version: row.version ?? 1,
  }
}

/** Every API of the platform as operators keep it, in the order of their positions. */
export async function listApiRecords(handle: Handle): Promise<ApiRecord[]> {
  const rows = await handle.db.selectFrom('apis').selectAll().orderBy('position').orderBy('name').execute()
  return rows.map(toApi)
}

/** Every scope of the platform as operators keep it, in the order of their positions. */
export async function listScopeRecords(handle: Handle): Promise<ScopeRecord[]> {
  const rows = await handle.db.selectFrom('scopes').selectAll().orderBy('position').orderBy('name').execute()
  return rows.map(toScope)
}

/** Adds an API. Out: false, with nothing written, when its name, in whatever case, or its audience is taken. */
export async function insertApi(handle: Handle, api: ApiRecord): Promise<boolean> {
  const result = await handle.db
    .insertInto('apis')
    .values({
      name: api.name,
      name_key: api.name.toLowerCase(),
      description: api.description,
      german: api.german,
      audience: api.audience,
      audience_key: identifierOf(api.audience),
      base_url: api.baseUrl,
      try_path: api.tryPath,
      position: api.position,
      edited_at: api.editedAt,
      ends_at: api.endsAt,
      version: api.version,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return won(result)
}

/** Writes an API anew with the next version. Out: false when the version that was read is not the current one. */
export async function editApi(handle: Handle, api: ApiRecord, version: number): Promise<boolean> {
  const result = await handle.db
    .updateTable('apis')
    .set({
      description: api.description,
      german: api.german,
      audience: api.audience,
      audience_key: identifierOf(api.audience),
      base_url: api.baseUrl,
      edited_at: api.editedAt,
      ends_at: api.endsAt,
      version: version + 1,
    })
    .where('name', '=', api.name)
    .where(sql`coalesce(version, 1)`, '=', version)
    .executeTakeFirst()
  return won(result)
}

/** Adds a scope of an API that stands already. Out: false when its name is taken. */
export async function insertScope(handle: Handle, scope: ScopeRecord): Promise<boolean> {
  const result = await handle.db
    .insertInto('scopes')
    .values({ name: scope.name, api_name: scope.apiName, position: scope.position, ...scopeColumns(scope) })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return won(result)
}

/** Writes a scope anew with the next version. Out: false when the version that was read is not the current one. */
export async function editScope(handle: Handle, scope: ScopeRecord, version: number): Promise<boolean> {
  const result = await handle.db
    .updateTable('scopes')
    .set(scopeColumns({ ...scope, version: version + 1 }))
    .where('name', '=', scope.name)
    .where(sql`coalesce(version, 1)`, '=', version)
    .executeTakeFirst()
  return won(result)
}

function scopeColumns(scope: ScopeRecord) {
  return {
    description: scope.description,
    german: scope.german,
    without_user: toBit(scope.withoutUser),
    sensitive: toBit(scope.sensitive),
    edited_at: scope.editedAt,
    ends_at: scope.endsAt,
    version: scope.version,
  }
}

/** Switches APIs off for the business unit. */
export async function switchOffApis(scope: Scoped, names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  await scope.db
    .deleteFrom('business_unit_apis')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('api_name', 'in', names)
    .execute()
}

/** For how many business units an API is switched on. */
export function countSwitchedOn(handle: Handle, name: string): Promise<Tally> {
  return upTo(handle.lists, sql`select 1 as one from business_unit_apis where api_name = ${name}`)
}

/** How many applications may use a scope, and of how many business units they are. */
export type ScopeUse = { readonly applications: Tally; readonly businessUnits: Tally }

/** Who may use each of these scopes, among at most fifty thousand applications. Out: in the order of the scopes. */
export async function countScopeUse(handle: Handle, names: readonly string[]): Promise<ScopeUse[]> {
  if (names.length === 0) return []
  const counts = names.flatMap((name, at) => {
    const holds = holdsWord(sql.ref('looked.scopes'), name)
    return [
      sql`count(*) filter (where ${holds}) as ${sql.ref(`a${at}`)}`,
      sql`count(distinct case when ${holds} then looked.business_unit_id end) as ${sql.ref(`b${at}`)}`,
    ]
  })
  const { rows } = await sql<Record<string, number>>`select count(*) as looked_at, ${sql.join(counts)}
    from (select business_unit_id, scopes from applications where kind <> 'deleted' limit ${LOOKED_AT}) as looked`.execute(
    handle.lists,
  )
  const [row = {}] = rows
  const whole = Number(row['looked_at'] ?? 0) < LOOKED_AT
  return names.map((_, at) => ({
    applications: tallyOf(Number(row[`a${at}`] ?? 0), whole),
    businessUnits: tallyOf(Number(row[`b${at}`] ?? 0), whole),
  }))
}
