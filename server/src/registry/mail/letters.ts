import { type Language, languageOf } from '@latchkey/contract/words/language.ts'
import { ENGLISH, type Words, wordsOf } from '@latchkey/contract/words/words.ts'
import type { User } from '../model.ts'
import { GERMAN } from './german.ts'

/** A message to a person: plain text in all of its parts. */
export type Letter = {
  readonly language: Language
  readonly subject: string
  readonly greeting: string
  readonly paragraphs: readonly string[]
  /** The one link, and the words on it; null where nothing is to be followed. */
  readonly action: { readonly label: string; readonly url: string } | null
  /** What to do when it is not for them. */
  readonly closing: string
}

const SPOKEN = { en: ENGLISH, de: wordsOf('de', [GERMAN]) } as const satisfies Record<Language, Words>

/** How somebody is spoken to in a language. */
export function wordsIn(language: Language): Words {
  return SPOKEN[language]
}

/** In which language somebody is written to: as they chose, or else as whoever asks for the letter reads. */
export function wordsTo(user: User, otherwise: Language): Words {
  return SPOKEN[languageOf([user.details.locale ?? '']) ?? otherwise]
}

/** Where somebody is written to: an address that they proved to be theirs, or else the one that is their user name. */
export function addressOf({ contact, userName }: User): string {
  return contact.email !== null && contact.emailVerified ? contact.email : userName
}

/**
 * The way to a new password. In: whom it is for, the link, for how many minutes it works, whether an administrator asked
 * for it, and the language of whoever asks.
 */
export function passwordResetLetter(
  user: User,
  facts: {
    readonly url: string
    readonly minutes: number
    readonly byAdministrator: boolean
    readonly language: Language
  },
): Letter {
  const { language, say } = wordsTo(user, facts.language)
  const { userName, fullName: name } = user
  return {
    language,
    subject: say('Choose a new password'),
    greeting: say('Hello {name},', { name }),
    paragraphs: [
      facts.byAdministrator
        ? say('An administrator of your business unit asks you to choose a new password for {userName}.', {
            userName,
          })
        : say('Somebody asked for a new password for {userName}, perhaps you.', { userName }),
      say('The link works once, for {minutes} minutes. Whoever uses it signs you out everywhere else.', {
        minutes: facts.minutes,
      }),
    ],
    action: { label: say('Choose a new password'), url: facts.url },
    closing: facts.byAdministrator
      ? say('Until you do, your password stays as it is.')
      : say('If it was not you, do nothing: your password stays as it is.'),
  }
}

/**
 * Tells somebody that their password is another now, whoever did it.
 * In: whom, the start page, and whether it was changed by a link or on the account page.
 */
export function passwordChangedLetter(
  user: User,
  { url, how }: { readonly url: string; readonly how: 'link' | 'account' },
): Letter {
  const { language, say } = wordsTo(user, 'en')
  const { userName, fullName: name } = user
  return {
    language,
    subject: say('Your password was changed'),
    greeting: say('Hello {name},', { name }),
    paragraphs: [
      how === 'link'
        ? say('The password of {userName} was changed by a link that was sent to this address.', { userName })
        : say('The password of {userName} was changed on the account page.', { userName }),
      how === 'link'
        ? say('Every browser in which you were signed in was signed out.')
        : say('Every other browser in which you were signed in was signed out.'),
    ],
    action: { label: say('Sign in'), url },
    closing: say('If it was not you, tell an administrator of your business unit at once.'),
  }
}
