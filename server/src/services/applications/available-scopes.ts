import type { BusinessUnitId } from '../../lib/ids.ts'
import type { Deps } from '../deps.ts'

/** The names of the API scopes that applications of a business unit may have: those of the APIs switched on for it. */
export async function availableScopes(deps: Deps, id: BusinessUnitId): Promise<readonly string[]> {
  const [{ scopes }, unit] = [await deps.known.apis(), await deps.known.businessUnit(id)]
  const on = new Set(unit?.switchedOn ?? [])
  return scopes.filter(scope => on.has(scope.apiName)).map(scope => scope.name)
}
