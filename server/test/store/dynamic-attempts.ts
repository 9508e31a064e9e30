import {
  claimPicture,
  dropPicture,
  findPicture,
  findPictureMark,
  giveUpPicture,
  keepPicture,
  postponePicture,
  wantMissingPicture,
  wantPicture,
} from '../../src/store/applications/client-pictures.ts'
import {
  endRegistrationAccess,
  findDynamicClient,
  holdUnused,
  insertDynamicClient,
  noteFirstUse,
  replaceClient,
} from '../../src/store/applications/dynamic-clients.ts'
import type { Scoped } from '../../src/store/handle.ts'
import type { Furnished } from './furnish.ts'
import { NOW } from './records.ts'

type Attempt = (theirs: Furnished, mine: Scoped) => Promise<unknown>

const STOLEN = { type: 'image/gif', hash: 'stolen', bytes: Buffer.from('stolen') } as const

/** What of clients that registered themselves a stranger may not reach, with what they get for asking. */
export const dynamicQuestions: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  findDynamicClient: [null, ({ dynamic }, mine) => findDynamicClient(mine, dynamic.applicationId)],
  endRegistrationAccess: [false, ({ dynamic }, mine) => endRegistrationAccess(mine, dynamic.applicationId)],
  noteFirstUse: [false, ({ dynamic }, mine) => noteFirstUse(mine, dynamic.applicationId, NOW)],
  holdUnused: [false, ({ dynamic }, mine) => holdUnused(mine, dynamic.applicationId)],
  replaceClient: [
    false,
    ({ application, registered }, mine) => {
      const keys = { aliasKey: 'stolen', sortName: 'stolen', sortVendor: 'stolen' }
      return replaceClient(mine, { id: application.id, version: 2 }, { ...application, registered }, keys)
    },
  ],
  findPictureMark: [null, ({ logo }, mine) => findPictureMark(mine, logo.applicationId)],
  findPicture: [null, ({ logo, picture }, mine) => findPicture(mine, logo.applicationId, picture.hash)],
  dropPicture: [false, ({ logo }, mine) => dropPicture(mine, logo.applicationId)],
  claimPicture: [false, ({ logo }, mine) => claimPicture(mine, { ...logo, dueAt: NOW }, NOW + 1)],
  keepPicture: [
    false,
    ({ logo }, mine) => keepPicture(mine, { ...logo, claimedUntil: NOW }, STOLEN, NOW + 1),
  ],
  postponePicture: [
    false,
    ({ logo }, mine) => postponePicture(mine, { ...logo, claimedUntil: NOW }, NOW + 1),
  ],
  giveUpPicture: [false, ({ logo }, mine) => giveUpPicture(mine, { ...logo, claimedUntil: NOW })],
}

/** What of it they may write, with the ids of others too. */
export const dynamicChanges: Record<string, Attempt> = {
  insertDynamicClient: ({ dynamic }, mine) => insertDynamicClient(mine, { ...dynamic, tokenHash: 'stolen' }),
  wantPicture: ({ logo }, mine) => wantPicture(mine, { ...logo, url: 'https://stolen.example/' }, NOW),
  wantMissingPicture: ({ logo }, mine) =>
    wantMissingPicture(mine, { ...logo, url: 'https://stolen.example/' }, NOW),
}
