import type { Scoped } from '../../src/store/handle.ts'
import { claimMail, insertMail, markMailSent, settleMailFailure } from '../../src/store/mail/mail.ts'
import {
  consumePasswordLink,
  endPasswordLinks,
  insertPasswordLink,
} from '../../src/store/mail/password-links.ts'
import type { Furnished } from './furnish.ts'
import { NOW, newHash } from './records.ts'

type Attempt = (theirs: Furnished, mine: Scoped) => Promise<unknown>

/** What of letters a stranger may not reach, with what they get for asking. */
export const mailQuestions: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  claimMail: [false, ({ posted }, mine) => claimMail(mine, { id: posted.id, nextAt: NOW }, NOW + 1)],
  markMailSent: [false, ({ posted }, mine) => markMailSent(mine, posted.id, NOW)],
  settleMailFailure: [
    false,
    ({ posted }, mine) => {
      const failed = { id: posted.id, claimedUntil: NOW, failure: 'spite' }
      return settleMailFailure(mine, failed, null)
    },
  ],
  consumePasswordLink: [false, ({ passwordLink }, mine) => consumePasswordLink(mine, passwordLink.hash, NOW)],
}

/** What of them they may write, with the ids of others too. */
export const mailChanges: Record<string, Attempt> = {
  insertMail: ({ posted }, mine) => insertMail(mine, { ...posted, letter: 'forged' }),
  insertPasswordLink: ({ passwordLink }, mine) =>
    insertPasswordLink(mine, { ...passwordLink, hash: newHash() }),
  endPasswordLinks: ({ passwordLink }, mine) => endPasswordLinks(mine, passwordLink.userId, NOW),
}
