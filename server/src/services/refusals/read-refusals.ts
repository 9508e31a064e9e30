import { err, ok, type Result } from '../../lib/result.ts'
import type { RefusalEntry, Registration } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import type { Explanation } from '../../registry/refusals/explanation.ts'
import { explain, HINT, RETRY } from '../../registry/refusals/explanations.ts'
import { type Comparison, nearestUrl } from '../../registry/refusals/nearest-url.ts'
import { type ByReason, findRefusal, listRefusals as loadPage } from '../../store/audit/refusals.ts'
import { loadView } from '../applications/application-view.ts'
import { type ListPage, newestFirst } from '../applications/cursor.ts'
import { readApplication } from '../applications/read-applications.ts'
import type { Deps } from '../deps.ts'
import { type Actor, demand, scopeOf } from '../people/actor.ts'

/** Refused; answered with something ignored; or a harmless retry that was answered as before. */
type Outcome = 'refused' | 'answered' | 'retried'

function outcomeOf(reason: string): Outcome {
  return reason === HINT ? 'answered' : reason === RETRY ? 'retried' : 'refused'
}

/** What was refused, and what it means. */
export type ExplainedRefusal = {
  readonly entry: RefusalEntry
  readonly explanation: Explanation
  /** Of a URL that is not registered: how it differs from those that are registered now. */
  readonly comparison: Comparison | null
  readonly outcome: Outcome
}

/** The parameter whose URL was refused for each reason, and the URLs it was to be one of. */
const COMPARED: ReadonlyMap<
  string,
  readonly [parameter: string, of: (r: Registration) => readonly string[]]
> = new Map([
  ['redirect_uri_unregistered', ['redirect_uri', r => r.callbackUrls]],
  ['post_logout_uri_unregistered', ['post_logout_redirect_uri', r => r.metadata.postLogoutRedirectUris]],
])

function explained(entry: RefusalEntry, registration: Registration): ExplainedRefusal {
  const [parameter, registeredOf] = COMPARED.get(entry.reason) ?? []
  const came = entry.inputs.find(({ name }) => name === parameter)?.value
  const comparison =
    came === undefined || registeredOf === undefined ? null : nearestUrl(came, registeredOf(registration))
  return { entry, explanation: explain(entry.reason), comparison, outcome: outcomeOf(entry.reason) }
}

/** Which of them, and from where on. */
type Wanted = {
  readonly id: string
  readonly outcome: Outcome | null
  readonly reason: string | null
  readonly cursor: string | null
}

/** The reasons that are listed: those of an outcome, and one of them where one was asked for. */
function reasonsOf(outcome: Outcome | null, reason: string | null): ByReason {
  if (reason !== null) return { is: outcome === null || outcomeOf(reason) === outcome ? reason : null }
  switch (outcome) {
    case 'answered':
      return { is: HINT }
    case 'retried':
      return { is: RETRY }
    case 'refused':
      return { isNot: [HINT, RETRY] }
    case null:
      return null
  }
}

/**
 * One page of what was refused to an application of the actor's business unit, ignored or retried, newest first.
 * Refuses as reading the application does, and a cursor that does not belong to this list.
 */
export async function listRefusals(
  deps: Deps,
  actor: Actor,
  { id, outcome, reason, cursor }: Wanted,
): Promise<Result<ListPage<ExplainedRefusal>, RegistryRefusal>> {
  const found = await readApplication(deps, actor, id)
  if (!found.ok) return found
  const { registration } = found.value
  const scope = scopeOf(deps.store, actor)
  const list = ['refusals', scope.businessUnitId, id, outcome ?? '', reason ?? '']
  const page = await newestFirst(deps, list, cursor, part =>
    loadPage(scope, registration.id, { ...part, reasons: reasonsOf(outcome, reason) }),
  )
  if (!page.ok) return page
  const { items, nextCursor } = page.value
  return ok({ items: items.map(entry => explained(entry, registration)), nextCursor })
}

/**
 * What was refused of one request, by the id that its answer carried, and of which application.
 * Refuses without `api-applications:view`, and every id that is not of a request to an application of the actor's business
 * unit: one of another's is looked for in the same way as one that nobody has.
 */
export async function readRefusal(
  deps: Deps,
  actor: Actor,
  requestId: string,
): Promise<
  Result<{ readonly refusal: ExplainedRefusal; readonly application: Registration }, RegistryRefusal>
> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const entry = await findRefusal(scope, requestId)
  if (entry === null) return err({ kind: 'not-found', what: 'refusal' })
  const view = await loadView(scope, entry.applicationId)
  if (!view.ok) return view
  const { registration } = view.value
  return ok({ refusal: explained(entry, registration), application: registration })
}
