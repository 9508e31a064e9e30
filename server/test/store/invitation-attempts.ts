import type { Scoped } from '../../src/store/handle.ts'
import {
  consumeInvitation,
  countEnding,
  countInvitations,
  findInvitation,
  insertInvitation,
  invitedAmong,
  listInvitations,
  renewInvitation,
  usersAmong,
  withdrawInvitation,
} from '../../src/store/people/invitations.ts'
import { hasUsers } from '../../src/store/people/users.ts'
import { invitationTo } from './entries.ts'
import type { Furnished } from './furnish.ts'
import { NOW, newHash } from './records.ts'

type Attempt = (theirs: Furnished, mine: Scoped, their: Scoped) => Promise<unknown>

/** What of invitations a stranger may not reach, with what they get for asking. */
export const invitationQuestions: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  findInvitation: [null, ({ invited }, mine) => findInvitation(mine, invited.id)],
  listInvitations: [[], (_, mine) => listInvitations(mine, { before: null, limit: 9 })],
  countEnding: [0, (_, mine) => countEnding(mine, { after: null, until: NOW * 2 }, 9)],
  countInvitations: [0, (_, mine) => countInvitations(mine, 9)],
  invitedAmong: [[], ({ invited }, mine) => invitedAmong(mine, [invited.userName])],
  hasUsers: [false, (_, mine) => hasUsers(mine)],
  usersAmong: [[], ({ person }, mine) => usersAmong(mine, [person.nameKey])],
  renewInvitation: [
    false,
    ({ invited }, mine) => renewInvitation(mine, invited.id, { ...invited, hash: newHash() }),
  ],
  consumeInvitation: [false, ({ invited }, mine) => consumeInvitation(mine, invited.hash, NOW)],
  withdrawInvitation: [false, ({ invited }, mine) => withdrawInvitation(mine, invited.id, NOW)],
}

/** What of them is refused through the scope of another. */
export const invitationRefusals: Record<string, Attempt> = {
  insertInvitation: (_, mine, their) => insertInvitation(mine, invitationTo(their)),
}
