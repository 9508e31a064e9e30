import { newRecordId } from '../../../keys/random.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { ListView } from '../../../registry/applications/list-view.ts'
import { checkView } from '../../../registry/applications/list-view.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { deleteViewOf, holdViews, keepView, listViewsOf } from '../../../store/applications/lists/views.ts'
import { type Commit, commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type OnceKey, once } from '../../idempotency.ts'
import { demand, type PersonActor, refOf, scopeOf } from '../../people/actor.ts'

/** A view as it is asked for; what is absent stays, and of a new one has its default. */
export type ViewRequest = {
  readonly name?: string
  readonly query?: Readonly<Record<string, string>>
  readonly columns?: string | null
  readonly default?: boolean
}

const GONE = err({ kind: 'not-found', what: 'list-view' } as const)

/** The actor's own views, by name. Refuses without `api-applications:view`. */
export async function listViews(
  deps: Deps,
  actor: PersonActor,
): Promise<Result<readonly ListView[], RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  return allowed.ok ? ok(await listViewsOf(scopeOf(deps.store, actor), actor.user.id)) : allowed
}

/** Saves a new view of the actor. Refuses without `api-applications:view`, and what {@link checkView} does. */
export async function saveView(
  deps: Deps,
  actor: PersonActor,
  request: ViewRequest & { readonly name: string },
  onceKey: OnceKey | null,
): Promise<Result<ListView, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const blank = { id: newRecordId('lvw'), userId: actor.user.id, query: {}, columns: null, default: false }
  const words = await once(deps, actor, onceKey, claim =>
    commit(deps, async tx => {
      const scope = scopeOf(tx.handle, actor)
      const all = await holdViews(scope, actor.user.id)
      const kept = await keep(deps, tx, actor, { wanted: { ...blank, ...request }, all })
      if (!kept.ok) return kept
      await claim(scope, [blank.id])
      return ok([blank.id])
    }),
  )
  if (!words.ok) return words
  const [id] = words.value
  const saved = (await listViewsOf(scopeOf(deps.store, actor), actor.user.id)).find(view => view.id === id)
  return saved === undefined ? GONE : ok(saved)
}

/** Changes a view of the actor. Refuses as {@link saveView} does, and an id that is none of theirs. */
export async function editView(
  deps: Deps,
  actor: PersonActor,
  id: string,
  request: ViewRequest,
): Promise<Result<ListView, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  return commit(deps, async tx => {
    const all = await holdViews(scopeOf(tx.handle, actor), actor.user.id)
    const stands = all.find(view => view.id === id)
    return stands === undefined ? GONE : keep(deps, tx, actor, { wanted: { ...stands, ...request }, all })
  })
}

async function keep(
  deps: Deps,
  tx: Commit,
  actor: PersonActor,
  { wanted, all }: { readonly wanted: ListView; readonly all: readonly ListView[] },
): Promise<Result<ListView, RegistryRefusal>> {
  const checked = checkView(wanted, all)
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  const { view, key } = checked.value
  const scope = scopeOf(tx.handle, actor)
  await keepView(scope, view, key, deps.clock())
  await record(tx, actor, 'list-view.saved', view)
  return ok(view)
}

/** Deletes a view of the actor. Refuses without `api-applications:view`, and an id that is none of theirs. */
export async function deleteView(
  deps: Deps,
  actor: PersonActor,
  id: string,
): Promise<Result<null, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const stands = (await holdViews(scope, actor.user.id)).find(view => view.id === id)
    if (stands === undefined || !(await deleteViewOf(scope, actor.user.id, id))) return GONE
    await record(tx, actor, 'list-view.deleted', stands)
    return ok(null)
  })
}

/** Of a view the history says whose and which it is, not what it shows. */
async function record(tx: Commit, actor: PersonActor, action: string, { id, name }: ListView): Promise<void> {
  const saved = action === 'list-view.saved'
  await tx.record(scopeOf(tx.handle, actor), {
    actor: refOf(actor),
    action,
    target: { kind: 'list-view', id },
    changes: [{ field: 'name', before: saved ? null : name, after: saved ? name : null }],
    requestId: actor.requestId,
  })
}
