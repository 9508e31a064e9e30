import { identifierOf } from '../../lib/identifier.ts'
import type { Api, Scope } from '../../registry/model.ts'
import { fromBit, toBit } from '../columns.ts'
import type { Handle } from '../handle.ts'

/** Adds an API, or brings the one of that name up to date. `position` is its place in lists. */
export async function upsertApi(handle: Handle, api: Api & { readonly position: number }): Promise<void> {
  const values = {
    description: api.description,
    audience: api.audience,
    base_url: api.baseUrl,
    try_path: api.tryPath,
    position: api.position,
    audience_key: identifierOf(api.audience),
    name_key: api.name.toLowerCase(),
  }
  await handle.db
    .insertInto('apis')
    .values({ name: api.name, ...values })
    .onConflict(conflict => conflict.column('name').doUpdateSet(values))
    .execute()
}

/** Adds a scope of an API that stands already, or brings the one of that name up to date. */
export async function upsertScope(
  handle: Handle,
  scope: Scope & { readonly position: number },
): Promise<void> {
  const values = {
    api_name: scope.apiName,
    description: scope.description,
    without_user: toBit(scope.withoutUser),
    sensitive: toBit(scope.sensitive),
    position: scope.position,
  }
  await handle.db
    .insertInto('scopes')
    .values({ name: scope.name, ...values })
    .onConflict(conflict => conflict.column('name').doUpdateSet(values))
    .execute()
}

/** Every API of the platform, in the order of their positions. */
export async function listApis(handle: Handle): Promise<Api[]> {
  const rows = await handle.db.selectFrom('apis').selectAll().orderBy('position').orderBy('name').execute()
  return rows.map(row => ({
    name: row.name,
    description: row.description,
    audience: row.audience,
    baseUrl: row.base_url,
    tryPath: row.try_path,
  }))
}

/** Every scope of the platform, in the order of their positions. */
export async function listScopes(handle: Handle): Promise<Scope[]> {
  const rows = await handle.db.selectFrom('scopes').selectAll().orderBy('position').orderBy('name').execute()
  return rows.map(row => ({
    name: row.name,
    apiName: row.api_name,
    description: row.description,
    withoutUser: fromBit(row.without_user),
    sensitive: fromBit(row.sensitive ?? 0),
  }))
}
