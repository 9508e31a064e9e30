import type { Count, Effect } from '@latchkey/contract/applications/status/effects.ts'
import { counted } from '../../../kit/show/counted.ts'
import { say } from '../../../kit/words/say.ts'

/** As far as the server counts. */
const MOST = 1000

/** A count in words: exact, or "more than" where counting stopped. In: the count, and the singular. */
export function countWords({ count, more }: Count, one: string): string {
  return bounded({ count, more }, counted(count, one))
}

function bounded({ count, more }: Count, words: string): string {
  if (!more) return words
  return `${count === MOST ? 'more than' : 'at least'} ${words}`
}

/** As {@link countWords} of people, whose plural is a word of its own. */
export function peopleWords(people: Count): string {
  return bounded(people, people.count === 1 ? '1 person' : `${people.count.toLocaleString('en')} people`)
}

const GRANT_NAMES: ReadonlyMap<string, string> = new Map([
  ['authorization_code', say('Signing people in')],
  ['refresh_token', say('Staying signed in')],
  ['client_credentials', say('Acting for itself')],
])

/** What is taken away, as a heading. */
export function lossWords({ kind, subject }: Effect): string {
  if (kind === 'stopped' || subject === null) return say('Everything')
  return kind === 'grant' ? (GRANT_NAMES.get(subject) ?? subject) : subject
}

/**
 * Who has or uses what would be taken away, one sentence each.
 * In: the effect, and since when uses are known, in words. Out: no sentence where nothing of it is known.
 */
export function effectLines(effect: Effect, since: string): string[] {
  const { signIns, people, consented, recent, everybody } = effect
  const lines: string[] = []
  if (signIns !== null && people !== null) {
    const what = effect.kind === 'scope' ? ['hold it now', 'holds it now'] : ['live now', 'lives now']
    const [many = '', one = ''] = what
    lines.push(
      signIns.count === 0 && !signIns.more
        ? say('No sign-in of anybody {one}.', { one })
        : `${countWords(signIns, 'sign-in')} of ${peopleWords(people)} ${signIns.count === 1 ? one : many}.`,
    )
  }
  if (recent !== null) {
    lines.push(
      recent.count === 0 && !recent.more
        ? say('Nobody signed in with it or renewed it since {since}.', { since })
        : `${peopleWords(recent)} signed in with it or renewed it since ${since}.`,
    )
  }
  if (consented !== null && (consented.count > 0 || consented.more)) {
    const were = consented.count === 1 ? 'was' : 'were'
    const what = effect.kind === 'callback-url' ? `${were} sent there after consenting` : 'consented to it'
    lines.push(`${peopleWords(consented)} ${what}.`)
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
  if (most.count === 0 && !most.more) return 'nobody that is known of'
  return most.more ? peopleWords(most) : `up to ${peopleWords(most)}`
}
