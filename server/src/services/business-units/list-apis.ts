import type { Api } from '../../registry/model.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/actor.ts'

type AvailableApi = Api & {
  /** Whether an application may call it for itself, with no user. */
  readonly withoutUser: boolean
  /** Whether its scope is sensitive. */
  readonly sensitive: boolean
}

/** The APIs switched on for the actor's business unit, in the order in which they are shown. */
export async function listAvailableApis(deps: Deps, actor: Actor): Promise<AvailableApi[]> {
  const [{ apis, scopes }, unit] = [
    await deps.known.apis(),
    await deps.known.businessUnit(actor.businessUnit.id),
  ]
  const on = new Set(unit?.switchedOn ?? [])
  const forItself = new Set(scopes.filter(scope => scope.withoutUser).map(scope => scope.apiName))
  const sensitive = new Set(scopes.filter(scope => scope.sensitive).map(scope => scope.apiName))
  return apis
    .filter(api => on.has(api.name))
    .map(api => ({ ...api, withoutUser: forItself.has(api.name), sensitive: sensitive.has(api.name) }))
}
