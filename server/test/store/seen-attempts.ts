import { findCallbackUses, noteCallbackUse } from '../../src/store/applications/callback-uses.ts'
import type { Scoped } from '../../src/store/handle.ts'
import type { Furnished } from './furnish.ts'
import { NOW } from './records.ts'

type Attempt = (theirs: Furnished, mine: Scoped) => Promise<unknown>

/** What of an application's traces a stranger may not reach, with what they get for asking. */
export const seenQuestions: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  findCallbackUses: [
    new Map(),
    ({ application, callback }, mine) => findCallbackUses(mine, application.id, [callback.urlHash]),
  ],
}

/** What of them they may write, with the ids of others too. */
export const seenChanges: Record<string, Attempt> = {
  noteCallbackUse: ({ application, callback }, mine) =>
    noteCallbackUse(mine, application.id, { ...callback, at: NOW + 9 }),
}
