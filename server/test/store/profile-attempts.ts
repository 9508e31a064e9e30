import type { Scoped } from '../../src/store/handle.ts'
import {
  findApplicationProfile,
  listApplicationProfiles,
  removeApplicationProfile,
  setApplicationProfile,
} from '../../src/store/people/profiles/application-profiles.ts'
import {
  anyActiveWith,
  anyHolder,
  listHolders,
  tallyHolders,
} from '../../src/store/people/profiles/holders.ts'
import {
  deleteProfile,
  findKeptProfile,
  findProfile,
  insertProfile,
  isProfileNameFree,
  listProfiles,
  updateProfile,
} from '../../src/store/people/profiles/profiles.ts'
import { listScopeUses, tallyReach, tallyScopeUses } from '../../src/store/people/profiles/uses.ts'
import {
  findProfileVersion,
  keepProfileVersion,
  listProfileVersions,
} from '../../src/store/people/profiles/versions.ts'
import type { Furnished } from './furnish.ts'
import { givenTo, versionOf } from './profile-record.ts'
import { NOW, profile } from './records.ts'

type Attempt = (theirs: Furnished, mine: Scoped) => Promise<unknown>

const NONE = { count: 0, more: false }
const THEIRS = 'prf_theirs'
const first = { id: THEIRS, version: 1 }

/** What of security profiles a stranger may not reach, with what they get for asking. */
export const profileQuestions: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  findProfile: [null, (_, mine) => findProfile(mine, THEIRS)],
  findKeptProfile: [null, (_, mine) => findKeptProfile(mine, THEIRS)],
  listProfiles: [['prf_agent'], async (_, mine) => (await listProfiles(mine)).map(({ id }) => id)],
  isProfileNameFree: [true, (_, mine) => isProfileNameFree(mine, 'theirs', 'prf_agent')],
  updateProfile: [
    false,
    (_, mine) => updateProfile(mine, first, { ...profile(THEIRS, 'Mine'), scopes: [] }, NOW + 1),
  ],
  deleteProfile: [false, (_, mine) => deleteProfile(mine, first)],
  findProfileVersion: [null, (_, mine) => findProfileVersion(mine, THEIRS, 1)],
  listProfileVersions: [[], (_, mine) => listProfileVersions(mine, THEIRS, { before: null, limit: 9 })],
  tallyHolders: [
    new Map([[THEIRS, { people: NONE, applications: NONE }]]),
    (_, mine) => tallyHolders(mine, [THEIRS]),
  ],
  anyHolder: [null, (_, mine) => anyHolder(mine, THEIRS)],
  listHolders: [[], (_, mine) => listHolders(mine, 'prf_agent', { after: null, limit: 9 })],
  anyActiveWith: [false, (_, mine) => anyActiveWith(mine, ['prf_agent'], null)],
  tallyReach: [
    { people: NONE, applications: NONE },
    (_, mine) => tallyReach(mine, { profileId: 'prf_agent', userId: null }),
  ],
  tallyScopeUses: [
    new Map([['AgentApi', { consents: NONE, signIns: NONE, people: NONE }]]),
    (_, mine) =>
      tallyScopeUses(mine, { profileId: 'prf_agent', userId: null }, { scopes: ['AgentApi'], now: NOW }),
  ],
  listScopeUses: [
    [],
    ({ person }, mine) =>
      listScopeUses(mine, { profileId: 'prf_agent', userId: person.id }, 'consents', {
        scope: 'AgentApi',
        now: NOW,
        after: null,
        limit: 9,
      }),
  ],
  findApplicationProfile: [null, ({ application }, mine) => findApplicationProfile(mine, application.id)],
  listApplicationProfiles: [
    [],
    (_, mine) => listApplicationProfiles(mine, THEIRS, { after: null, limit: 9 }),
  ],
  removeApplicationProfile: [false, ({ application: { id } }, mine) => removeApplicationProfile(mine, id)],
}

/** What writes under the same ids, which are each business unit's own. */
export const profileChanges: Record<string, Attempt> = {
  insertProfile: (_, mine) => insertProfile(mine, profile(THEIRS, 'Mine')),
  keepProfileVersion: (_, mine) => keepProfileVersion(mine, versionOf(THEIRS, 'Mine')),
  setApplicationProfile: (theirs, mine) =>
    setApplicationProfile(mine, { ...givenTo(theirs), profileId: 'prf_mine' }),
}
