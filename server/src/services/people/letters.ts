import { setReminders, whoWantsReminders } from '../../store/people/reminders.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type PresentActor, refOf, scopeOf } from './actor.ts'

/** Whether the actor is reminded by mail of what ends. */
export async function readReminders(deps: Deps, actor: PresentActor): Promise<boolean> {
  const { id } = actor.user
  return (await whoWantsReminders(scopeOf(deps.store, actor), [id])).length > 0
}

/** Switches reminders by mail to the actor on or off. Out: how it stands now. */
export async function chooseReminders(deps: Deps, actor: PresentActor, wanted: boolean): Promise<boolean> {
  const { id } = actor.user
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    if (await setReminders(scope, id, wanted ? null : deps.clock())) {
      const word = (on: boolean) => (on ? 'on' : 'off')
      await tx.record(scope, {
        actor: refOf(actor),
        action: 'user.letters-chosen',
        target: { kind: 'user', id },
        changes: [{ field: 'reminders', before: word(!wanted), after: word(wanted) }],
        requestId: actor.requestId,
      })
    }
    return wanted
  })
}
