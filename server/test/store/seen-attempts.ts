import { findCallbackUses, noteCallbackUse } from '../../src/store/applications/callback-uses.ts'
import {
  findKeySetUrl,
  forgetKeySetUrl,
  noteKeySetFetch,
  noteKeySetUrl,
} from '../../src/store/applications/keys/key-set-urls.ts'
import {
  forgetKeys,
  listKnownKeys,
  noteKeysAdded,
  noteKeyUse,
} from '../../src/store/applications/keys/known-keys.ts'
import type { Scoped } from '../../src/store/handle.ts'
import type { Furnished } from './furnish.ts'
import { KEY_SET, NOW } from './records.ts'

const BY = { kind: 'user', id: 'usr_9', name: 'zed@meadow.example' } as const
const MINE = { at: NOW + 9, by: BY }

type Attempt = (theirs: Furnished, mine: Scoped) => Promise<unknown>

/** What of an application's traces a stranger may not reach, with what they get for asking. */
export const seenQuestions: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  findCallbackUses: [
    new Map(),
    ({ application, callback }, mine) => findCallbackUses(mine, application.id, [callback.urlHash]),
  ],
  listKnownKeys: [[], ({ application }, mine) => listKnownKeys(mine, application.id)],
  findKeySetUrl: [null, ({ application }, mine) => findKeySetUrl(mine, application.id)],
}

/** What of them they may write, with the ids of others too. */
export const seenChanges: Record<string, Attempt> = {
  noteCallbackUse: ({ application, callback }, mine) =>
    noteCallbackUse(mine, application.id, { ...callback, at: NOW + 9 }),
  noteKeysAdded: ({ application }, mine) => noteKeysAdded(mine, application.id, ['thumb'], MINE),
  forgetKeys: ({ application }, mine) => forgetKeys(mine, application.id, ['thumb']),
  noteKeyUse: ({ application }, mine) => {
    const key = { applicationId: application.id, thumbprint: 'thumb', kid: null, published: false }
    return noteKeyUse(mine, key, { at: NOW + 9, from: '192.0.2.66' })
  },
  noteKeySetUrl: ({ application }, mine) =>
    noteKeySetUrl(mine, application.id, { url: 'https://other.example', ...MINE }),
  forgetKeySetUrl: ({ application }, mine) => forgetKeySetUrl(mine, application.id),
  noteKeySetFetch: ({ application }, mine) => {
    const fetched = { url: KEY_SET, at: NOW + 9, failure: 'status', status: 404 } as const
    return noteKeySetFetch(mine, application.id, fetched)
  },
}
