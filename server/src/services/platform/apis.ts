import type { Instant } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Tally } from '../../lib/tally.ts'
import { isBuiltIn } from '../../registry/business-units/api.ts'
import type { ApiRecord, ScopeRecord } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import {
  countScopeUse,
  countSwitchedOn,
  listApiRecords,
  listScopeRecords,
  type ScopeUse,
} from '../../store/business-units/api-records.ts'
import type { Handle } from '../../store/handle.ts'
import type { Deps } from '../deps.ts'
import { type Actor, demand } from '../people/actor.ts'

/** An API as operators see it. */
export type ApiListed = ApiRecord & { readonly builtIn: boolean; readonly scopeCount: number }

/** The same with its scopes, and who uses them: numbers, and no names. */
export type ApiView = ApiListed & {
  readonly scopes: readonly (ScopeRecord & { readonly usedBy: ScopeUse })[]
  readonly switchedOn: Tally
}

/** Every API of the platform. Refuses without `apis:edit`. */
export async function listPlatformApis(
  deps: Deps,
  actor: Actor,
): Promise<Result<readonly ApiListed[], RegistryRefusal>> {
  const allowed = demand(actor, 'apis:edit')
  if (!allowed.ok) return allowed
  const { apis, scopes } = await standingApis(deps.store)
  return ok(apis.map(api => listed(api, scopes)))
}

function listed(api: ApiRecord, scopes: readonly ScopeRecord[]): ApiListed {
  const scopeCount = scopes.filter(({ apiName }) => apiName === api.name).length
  return { ...api, builtIn: isBuiltIn(api.name), scopeCount }
}

/** One API of the platform with its scopes. Refuses without `apis:edit`, and an unknown name. */
export async function readPlatformApi(
  deps: Deps,
  actor: Actor,
  name: string,
): Promise<Result<ApiView, RegistryRefusal>> {
  const allowed = demand(actor, 'apis:edit')
  if (!allowed.ok) return allowed
  const { apis, scopes } = await standingApis(deps.store)
  const api = apis.find(each => each.name === name)
  if (api === undefined) return err({ kind: 'not-found', what: 'api' })
  const own = scopes.filter(({ apiName }) => apiName === name)
  const names = own.map(scope => scope.name)
  const [uses, switchedOn] = await Promise.all([
    countScopeUse(deps.store, names),
    countSwitchedOn(deps.store, name),
  ])
  const none = { count: 0, more: false }
  const usedBy = (at: number): ScopeUse => uses[at] ?? { applications: none, businessUnits: none }
  return ok({
    ...listed(api, scopes),
    switchedOn,
    scopes: own.map((scope, at) => ({ ...scope, usedBy: usedBy(at) })),
  })
}

/** Every API and scope as it stands in the store. In: the store, or a transaction. */
export async function standingApis(
  handle: Handle,
): Promise<{ readonly apis: readonly ApiRecord[]; readonly scopes: readonly ScopeRecord[] }> {
  return { apis: await listApiRecords(handle), scopes: await listScopeRecords(handle) }
}

/** Reads a moment as it was sent. Out: not a number for what is none. */
export function momentOf(text: string | null): Instant | null {
  return text === null ? null : Date.parse(text)
}
