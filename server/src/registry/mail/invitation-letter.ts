import type { Language } from '@latchkey/contract/words/language.ts'
import { type Letter, wordsIn } from './letters.ts'

/**
 * Asks somebody to become a user. In: their name as far as it is known, the user name they will have, who invites them
 * to which business unit, the link and for how many days it works, and the language they are written to in.
 */
export function invitationLetter(facts: {
  readonly fullName: string
  readonly userName: string
  readonly invitedBy: string
  readonly businessUnit: string
  readonly url: string
  readonly days: number
  readonly language: Language
}): Letter {
  const { say } = wordsIn(facts.language)
  const { fullName: name, userName, invitedBy: by, businessUnit: unit } = facts
  return {
    language: facts.language,
    subject: say('You are invited to {unit}', { unit }),
    greeting: name === '' ? say('Hello,') : say('Hello {name},', { name }),
    paragraphs: [
      say('{by} invites you to {unit}. Your user name will be {userName}.', { by, unit, userName }),
      say('Follow the link to choose a password. It works once, for {days} days.', { days: facts.days }),
    ],
    action: { label: say('Accept the invitation'), url: facts.url },
    closing: say('If you do not know what this is about, do nothing: no account is made.'),
  }
}
