import { newRecordId } from '../../../keys/random.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { ApplicationRequest } from '../../../registry/applications/application-request.ts'
import {
  checkAnswer,
  checkRequest,
  MOST_OPEN_REQUESTS,
} from '../../../registry/applications/application-request.ts'
import type { BusinessUnit } from '../../../registry/model.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import {
  answerRequest as commitAnswer,
  countOpenRequests,
  findReceived,
  findRequest,
  insertRequest,
  listReceived as loadReceived,
  listRequests as loadRequests,
} from '../../../store/applications/catalogue/requests.ts'
import { inBusinessUnit } from '../../../store/handle.ts'
import { commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type OnceKey, once } from '../../idempotency.ts'
import { type Actor, demand, refOf, scopeOf } from '../../people/actor.ts'
import { type ListPage, newestFirst } from '../cursor.ts'

/** A request with whose it is, as operators see it. */
export type Received = { readonly request: ApplicationRequest; readonly unit: BusinessUnit }

const GONE = err({ kind: 'not-found', what: 'application-request' } as const)

/**
 * Asks the operators for an external application that is not in the catalogue.
 * Refuses without `api-applications:create`, faults (all at once), and while too many of the business unit wait.
 */
export async function requestApplication(
  deps: Deps,
  actor: Actor,
  asked: Pick<ApplicationRequest, 'name' | 'link' | 'reason'>,
  onceKey: OnceKey | null,
): Promise<Result<ApplicationRequest, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:create')
  if (!allowed.ok) return allowed
  const checked = checkRequest(asked)
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  const request = {
    ...checked.value,
    id: newRecordId('ask'),
    createdAt: deps.clock(),
    createdBy: refOf(actor),
  }
  const words = await once(deps, actor, onceKey, claim =>
    commit(deps, async tx => {
      const scope = scopeOf(tx.handle, actor)
      if ((await countOpenRequests(scope, MOST_OPEN_REQUESTS)) >= MOST_OPEN_REQUESTS) {
        return err({ kind: 'too-many-open', most: MOST_OPEN_REQUESTS } as const)
      }
      await insertRequest(scope, request)
      await claim(scope, [request.id])
      await tx.record(scope, {
        actor: refOf(actor),
        action: 'application-request.made',
        target: { kind: 'application-request', id: request.id },
        changes: [
          { field: 'name', before: null, after: request.name },
          { field: 'reason', before: null, after: request.reason },
        ],
        requestId: actor.requestId,
      })
      return ok([request.id])
    }),
  )
  if (!words.ok) return words
  const made = await findRequest(scopeOf(deps.store, actor), words.value[0] ?? '')
  return made === null ? GONE : ok(made)
}

/** What the actor's business unit asked for, newest first. Refuses without `api-applications:view`, a foreign cursor. */
export async function listRequests(
  deps: Deps,
  actor: Actor,
  cursor: string | null,
): Promise<Result<ListPage<ApplicationRequest>, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  return newestFirst(deps, ['requests', scope.businessUnitId], cursor, page => loadRequests(scope, page))
}

/** What business units ask for, of one state, newest first. Refuses who is no operator or lacks `catalogue:edit`. */
export async function listReceived(
  deps: Deps,
  actor: Actor,
  wanted: { readonly state: ApplicationRequest['state']; readonly cursor: string | null },
): Promise<Result<ListPage<Received>, RegistryRefusal>> {
  const allowed = demand(actor, 'catalogue:edit')
  if (!allowed.ok) return allowed
  const { state, cursor } = wanted
  const page = await newestFirst(deps, ['received', state], cursor, each =>
    loadReceived(deps.store, state, each),
  )
  if (!page.ok) return page
  const items = await Promise.all(page.value.items.map(request => withUnit(deps, request)))
  return ok({ items, nextCursor: page.value.nextCursor })
}

/**
 * Answers a request, once; its business unit sees the words.
 * Refuses who is no operator or lacks `catalogue:edit`, an unknown id, words that break the rule, and one that was answered.
 */
export async function answerRequest(
  deps: Deps,
  actor: Actor,
  id: string,
  answer: { readonly state: 'yes' | 'no'; readonly words: string },
): Promise<Result<Received, RegistryRefusal>> {
  const allowed = demand(actor, 'catalogue:edit')
  if (!allowed.ok) return allowed
  const request = await findReceived(deps.store, id)
  if (request === null) return GONE
  const checked = checkAnswer(answer.words)
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  const [words, at, { state }] = [checked.value, deps.clock(), answer]
  const answered = await commit(deps, async tx => {
    const scope = inBusinessUnit(tx.handle, request.businessUnitId)
    if (!(await commitAnswer(scope, request.id, { state, words, at }))) {
      return err({ kind: 'answered-already' } as const)
    }
    await tx.record(scope, {
      actor: refOf(actor),
      action: 'application-request.answered',
      target: { kind: 'application-request', id: request.id },
      changes: [
        { field: 'state', before: 'requested', after: state },
        { field: 'answer', before: null, after: words },
      ],
      requestId: actor.requestId,
    })
    return ok({ ...request, state, answer: words, answeredAt: at })
  })
  return answered.ok ? ok(await withUnit(deps, answered.value)) : answered
}

async function withUnit(deps: Deps, request: ApplicationRequest): Promise<Received> {
  const known = await deps.known.businessUnit(request.businessUnitId)
  if (known === null) throw new Error(`${request.id} is of no business unit`)
  return { request, unit: known.unit }
}
