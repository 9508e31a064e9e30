import type { Scoped } from '../../src/store/handle.ts'
import {
  addLetterItem,
  dropLetterItems,
  lastTold,
  postponeLetter,
  takeLetterItems,
} from '../../src/store/mail/letter-items.ts'
import { claimMail, insertMail, markMailSent, settleMailFailure } from '../../src/store/mail/mail.ts'
import {
  consumePasswordLink,
  endPasswordLinks,
  insertPasswordLink,
} from '../../src/store/mail/password-links.ts'
import {
  holdRecipient,
  listActiveWithProfiles,
  setReminders,
  whoWantsReminders,
} from '../../src/store/people/reminders.ts'
import type { Furnished } from './furnish.ts'
import { NOW, newHash } from './records.ts'

type Attempt = (theirs: Furnished, mine: Scoped) => Promise<unknown>

/** The letter that is due to somebody. */
function dueTo({ person }: Furnished) {
  return { userId: person.id, topic: 'reminder' } as const
}

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
  takeLetterItems: [[], (theirs, mine) => takeLetterItems(mine, dueTo(theirs), NOW)],
  lastTold: [
    null,
    async (theirs, mine) => {
      await takeLetterItems(mine, dueTo(theirs), NOW)
      return lastTold(mine, dueTo(theirs))
    },
  ],
  whoWantsReminders: [[], ({ person }, mine) => whoWantsReminders(mine, [person.id])],
  setReminders: [false, ({ person }, mine) => setReminders(mine, person.id, NOW)],
  listActiveWithProfiles: [
    [],
    ({ person }, mine) => listActiveWithProfiles(mine, [person.securityProfileId], 9),
  ],
  holdRecipient: [false, ({ person }, mine) => holdRecipient(mine, person.id)],
  consumePasswordLink: [false, ({ passwordLink }, mine) => consumePasswordLink(mine, passwordLink.hash, NOW)],
}

/** What of them they may write, with the ids of others too. */
export const mailChanges: Record<string, Attempt> = {
  addLetterItem: (theirs, mine) =>
    addLetterItem(mine, dueTo(theirs), { subject: 'sec_1', detail: '1 7' }, NOW + 1),
  postponeLetter: (theirs, mine) => postponeLetter(mine, dueTo(theirs), NOW + 1),
  dropLetterItems: (theirs, mine) => dropLetterItems(mine, dueTo(theirs), NOW),
  insertMail: ({ posted }, mine) => insertMail(mine, { ...posted, letter: 'forged' }),
  insertPasswordLink: ({ passwordLink }, mine) =>
    insertPasswordLink(mine, { ...passwordLink, hash: newHash() }),
  endPasswordLinks: ({ passwordLink }, mine) => endPasswordLinks(mine, passwordLink.userId, NOW),
}
