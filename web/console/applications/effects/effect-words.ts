import type { Count, Effect } from '@latchkey/contract/applications/status/effects.ts'
import { say } from '../../../kit/words/say.ts'

/** As far as the server counts. */
const MOST = 1000

/** What can be counted. */
const COUNTED = {
  'sign-in': (count: number) => say('{count, plural, one {# sign-in} other {# sign-ins}}', { count }),
  person: (count: number) => say('{count, plural, one {# person} other {# people}}', { count }),
  consent: (count: number) => say('{count, plural, one {# consent} other {# consents}}', { count }),
  application: (count: number) =>
    say('{count, plural, one {# application} other {# applications}}', { count }),
} as const

/** A count in words: exact, or "more than" where counting stopped. In: the count, and of what. */
export function countWords({ count, more }: Count, one: keyof typeof COUNTED): string {
  const words = COUNTED[one](count)
  if (!more) return words
  return count === MOST ? say('more than {words}', { words }) : say('at least {words}', { words })
}

/** As {@link countWords} of people. */
export function peopleWords(people: Count): string {
  return countWords(people, 'person')
}

/** As {@link countWords} of applications. */
export function applicationsWords(applications: Count): string {
  return countWords(applications, 'application')
}

const GRANT_NAMES: ReadonlyMap<string, string> = new Map([
  ['authorization_code', say('Signing people in')],
  ['refresh_token', say('Staying signed in')],
  ['client_credentials', say('Acting for itself')],
])

/** What is taken away, as a heading. */
export function lossWords({ kind, subject }: Effect): string {
  if (subject === null) return say('Everything')
  return kind === 'grant' ? (GRANT_NAMES.get(subject) ?? subject) : subject
}

/** The sign-ins that hold a scope, or that live by something else. */
function signInLine(isScope: boolean, signIns: Count, people: Count): string {
  if (signIns.count === 0 && !signIns.more) {
    return isScope ? say('No sign-in of anybody holds it now.') : say('No sign-in of anybody lives now.')
  }
  const values = {
    signIns: countWords(signIns, 'sign-in'),
    people: peopleWords(people),
    count: signIns.count,
  }
  return isScope
    ? say('{signIns} of {people} {count, plural, one {holds} other {hold}} it now.', values)
    : say('{signIns} of {people} {count, plural, one {lives} other {live}} now.', values)
}

/**
 * Who has or uses what would be taken away, one sentence each.
 * In: the effect, and since when uses are known, in words. Out: no sentence where nothing of it is known.
 */
export function effectLines(effect: Effect, since: string): string[] {
  const { signIns, people, consented, recent, everybody } = effect
  const lines: string[] = []
  if (signIns !== null && people !== null) {
    lines.push(signInLine(effect.kind === 'scope', signIns, people))
  }
  if (recent !== null) {
    lines.push(
      recent.count === 0 && !recent.more
        ? say('Nobody signed in with it or renewed it since {since}.', { since })
        : say('{people} signed in with it or renewed it since {since}.', {
            people: peopleWords(recent),
            since,
          }),
    )
  }
  if (consented !== null && (consented.count > 0 || consented.more)) {
    const values = { people: peopleWords(consented), count: consented.count }
    lines.push(
      effect.kind === 'callback-url'
        ? say('{people} {count, plural, one {was} other {were}} sent there after consenting.', values)
        : say('{people} consented to it.', values),
    )
  }
  if (everybody) lines.push(say('An administrator consented to it for everybody.'))
  if (effect.kind === 'callback-url') lines.push(say('How often sign-ins come back there is not counted.'))
  return lines.map(line => line.charAt(0).toUpperCase() + line.slice(1))
}

/** The most people whom one of the losses reaches, in a few words; null where no effect tells of people. */
export function summaryWords(effects: readonly Effect[]): string | null {
  const known = effects.flatMap(({ people, recent, consented }) =>
    [people, recent, consented].filter(each => each !== null),
  )
  const most = known.toSorted((a, b) => b.count - a.count || Number(b.more) - Number(a.more))[0]
  if (most === undefined) return null
  if (most.count === 0 && !most.more) return say('nobody that is known of')
  return most.more ? peopleWords(most) : say('up to {people}', { people: peopleWords(most) })
}
