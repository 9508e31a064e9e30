import type { Instant } from '../../lib/clock.ts'
import type { Api } from '../../registry/model.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/actor.ts'

/** A scope as whoever registers an application sees it. */
export type AvailableScope = {
  readonly name: string
  readonly description: string
  /** The same in German, where an operator gave words; else null. */
  readonly german: string | null
  /** Whether an application may hold it for itself, with no user. */
  readonly withoutUser: boolean
  readonly sensitive: boolean
  /** It is deprecated, and ends then; null: it is not. */
  readonly endsAt: Instant | null
}

/** An API with the scope that bears its name, and the finer ones within. */
type AvailableApi = Api & AvailableScope & { readonly scopes: readonly AvailableScope[] }

/** The APIs switched on for the actor's business unit, in the order in which they are shown. */
export async function listAvailableApis(deps: Deps, actor: Actor): Promise<AvailableApi[]> {
  const [{ apis, scopes }, unit] = [
    await deps.known.apis(),
    await deps.known.businessUnit(actor.businessUnit.id),
  ]
  const on = new Set(unit?.switchedOn ?? [])
  return apis
    .filter(api => on.has(api.name))
    .map(api => {
      const within = scopes.filter(scope => scope.apiName === api.name)
      const whole = within.find(scope => scope.name === api.name)
      return {
        ...api,
        withoutUser: whole?.withoutUser ?? false,
        sensitive: whole?.sensitive ?? false,
        endsAt: whole?.endsAt ?? api.endsAt,
        scopes: within.filter(scope => scope.name !== api.name),
      }
    })
}
