import type { Language } from '@latchkey/contract/words/language.ts'
import type { Words } from '@latchkey/contract/words/words.ts'
import type { Instant } from '../../lib/clock.ts'
import type { Alert } from '../audit/alerts.ts'
import type { User } from '../model.ts'
import { type Letter, wordsTo } from './letters.ts'

/** A client secret that is about to end. */
type EndingSecret = {
  /** Label and last characters. */
  readonly secret: string
  readonly application: string
  readonly endsAt: Instant
  /** 30, 7 or 1. */
  readonly days: number
}

/** An alert as a letter tells of it. */
export type ToldAlert = {
  readonly kind: Alert
  readonly at: Instant
  /** Null: it concerns the business unit as a whole. */
  readonly application: string | null
  /** Label and last characters of what was found. */
  readonly secret: string | null
  readonly outcome: string | null
}

/** More than these nobody reads in a letter; the console has all of them. */
const MOST_LINES = 20

function moment(at: Instant, language: Language): string {
  const form = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const
  return `${new Intl.DateTimeFormat(language, form).format(at)} UTC`
}

function cut(lines: readonly string[], { say }: Words): readonly string[] {
  const more = lines.length - MOST_LINES
  if (more <= 0) return lines
  return [...lines.slice(0, MOST_LINES), say('And {more} more.', { more })]
}

/**
 * Reminds somebody of all the client secrets that end soon. In: whom, the secrets, and the page that shows them.
 */
export function reminderLetter(
  user: User,
  { secrets, url }: { readonly secrets: readonly EndingSecret[]; readonly url: string },
): Letter {
  const words = wordsTo(user, 'en')
  const { language, say } = words
  const count = secrets.length
  const lines = secrets
    .toSorted((a, b) => a.endsAt - b.endsAt)
    .map(({ secret, application, endsAt, days }) =>
      say(
        '{application}: the secret {secret} ends on {when}, within {days, plural, one {a day} other {# days}}.',
        { application, secret, when: moment(endsAt, language), days },
      ),
    )
  return {
    language,
    subject: say('{count, plural, one {A client secret ends soon} other {# client secrets end soon}}', {
      count,
    }),
    greeting: say('Hello {name},', { name: user.fullName }),
    paragraphs: [
      ...cut(lines, words),
      say(
        'Programs that use one get no token after that. Replace it before: the old one may go on beside the new one until then.',
      ),
    ],
    action: { label: say('See the secrets'), url },
    closing: say(
      'You get this because you answer for it. Reminders can be switched off on your account page; security alerts still come.',
    ),
  }
}

function found(secret: string, outcome: string | null, { say }: Words): string {
  if (outcome === 'quarantined') {
    return say('the client secret {secret} was found where it does not belong, and is in quarantine.', {
      secret,
    })
  }
  return outcome === 'revoked'
    ? say('the client secret {secret} was found where it does not belong, and was revoked.', { secret })
    : say('the client secret {secret} was found where it does not belong, and still works.', { secret })
}

function happened({ kind, secret, outcome }: ToldAlert, words: Words): string {
  const { say } = words
  switch (kind) {
    case 'alert.refresh-token-reused':
      return say('a refresh token was used twice, and its tokens were ended.')
    case 'alert.code-redeemed-twice':
      return say('an authorization code was redeemed twice, and its tokens were ended.')
    case 'alert.challenge-reused':
      return say('a code challenge was used again.')
    case 'alert.secret-leaked':
      return found(secret ?? '', outcome, words)
    case 'alert.refresh-token-leaked':
      return say('a refresh token was found where it does not belong, and its tokens were ended.')
    case 'alert.registration-token-leaked':
      return say('a registration token was found where it does not belong, and opens nothing any more.')
    case 'alert.secret-ending':
      return say('a client secret ends soon.')
    case 'alert.application-contained':
      return say('it was contained, and gets no tokens.')
  }
}

/** Tells somebody what should be looked into at once. In: whom, the alerts, and the page that shows them. */
export function alertLetter(
  user: User,
  { alerts, url }: { readonly alerts: readonly ToldAlert[]; readonly url: string },
): Letter {
  const words = wordsTo(user, 'en')
  const { language, say } = words
  const [first, ...rest] = alerts
  const name = rest.length === 0 ? (first?.application ?? null) : null
  const lines = alerts.map(alert =>
    say('{about}: {what} ({when})', {
      about: alert.application ?? say('Your business unit'),
      what: happened(alert, words),
      when: moment(alert.at, language),
    }),
  )
  return {
    language,
    subject:
      name === null
        ? say('{count, plural, one {Security alert} other {# security alerts}}', { count: alerts.length })
        : say('Security alert: {name}', { name }),
    greeting: say('Hello {name},', { name: user.fullName }),
    paragraphs: [...cut(lines, words), say('See what happened, and say there that somebody looked into it.')],
    action: { label: say('See the alerts'), url },
    closing: say('You get this because you answer for it. Security alerts cannot be switched off.'),
  }
}
