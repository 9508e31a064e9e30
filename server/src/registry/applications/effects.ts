import { DAY, type Instant } from '../../lib/clock.ts'
import type { Tally } from '../../lib/tally.ts'
import type { Registration } from '../model.ts'
import { placeOf } from '../people/consent.ts'

/** What a change would leave; what is absent stays as it is. `stopped`, `transferred`: everything goes. */
export type PlannedChange = {
  readonly scopes?: readonly string[]
  readonly callbackUrls?: readonly string[]
  readonly grantTypes?: readonly string[]
  readonly stopped?: boolean
  readonly transferred?: boolean
}

/** What a change takes away. `place`: where people are sent to by no URL any more; null while another leads there. */
type Loss =
  | { readonly kind: 'scope'; readonly subject: string }
  | { readonly kind: 'callback-url'; readonly subject: string; readonly place: string | null }
  | { readonly kind: 'grant'; readonly subject: string }
  | { readonly kind: 'stopped' | 'transferred'; readonly subject: null }

/** Sign-ins that live, whose they are, and who used one lately. */
export type FamilyTally = { readonly signIns: Tally; readonly people: Tally; readonly recent: Tally }

/** What was counted of an application in one business unit. */
export type Counted = {
  readonly families: { readonly all: FamilyTally; readonly byScope: ReadonlyMap<string, FamilyTally> }
  readonly consents: {
    readonly all: Tally
    readonly byScope: ReadonlyMap<string, Tally>
    readonly byPlace: ReadonlyMap<string, Tally>
  }
  /** What was consented to for everybody; empty where nobody did. */
  readonly forEverybody: readonly string[]
}

export type Effect = {
  readonly kind: Loss['kind']
  readonly subject: string | null
  readonly signIns: Tally | null
  readonly people: Tally | null
  readonly consented: Tally | null
  readonly everybody: boolean
  readonly recent: Tally | null
  readonly words: string
}

const WINDOW = 30 * DAY
/** How long a sign-in is kept after its end (store/sweep.ts). */
const KEPT_AFTER_END = DAY

function gone(before: readonly string[], left: readonly string[] | undefined): readonly string[] {
  return left === undefined ? [] : before.filter(each => !left.includes(each))
}

/** What a change would take away from an application. Where everything goes, that is all there is to say. */
export function lossesOf(
  registration: Pick<Registration, 'scopes' | 'callbackUrls' | 'metadata'>,
  change: PlannedChange,
): readonly Loss[] {
  if (change.transferred === true) return [{ kind: 'transferred', subject: null }]
  if (change.stopped === true) return [{ kind: 'stopped', subject: null }]
  const { scopes, callbackUrls, metadata } = registration
  const urls = gone(callbackUrls, change.callbackUrls)
  const places = new Set(callbackUrls.filter(url => !urls.includes(url)).map(placeOf))
  return [
    ...gone(scopes, change.scopes).map(subject => ({ kind: 'scope', subject }) as const),
    ...gone(metadata.grantTypes, change.grantTypes).map(subject => ({ kind: 'grant', subject }) as const),
    ...urls.map(subject => {
      const place = placeOf(subject)
      return { kind: 'callback-url', subject, place: places.has(place) ? null : place } as const
    }),
  ]
}

/**
 * Since when it is known who used an application: a sign-in is kept until a day after its end.
 * In: how long its sign-ins last at most. Out: a moment at most thirty days ago.
 */
export function knownSince(now: Instant, longest: number): Instant {
  return now - Math.min(WINDOW, longest + KEPT_AFTER_END)
}

const NONE: Tally = { count: 0, more: false }
const ALL_WORDS = {
  stopped: 'It gets no tokens any more, and nobody can sign in by it.',
  transferred:
    'Once it is accepted its secrets and keys, its tokens and what people consented to have ended: people sign in again there, and where it had a secret it needs a new one.',
} as const

const NO_FAMILY: FamilyTally = { signIns: NONE, people: NONE, recent: NONE }

const GRANT_WORDS: ReadonlyMap<string, string> = new Map([
  ['authorization_code', 'Nobody can sign in by it any more, and its tokens for people end at once.'],
  [
    'refresh_token',
    'No token can be renewed any more: people sign in again once their access token has ended.',
  ],
  ['client_credentials', 'It gets no token for itself any more, and those it has end at once.'],
])

function effectOf(loss: Loss, { families, consents, forEverybody }: Counted): Effect {
  const { kind, subject } = loss
  switch (kind) {
    case 'scope':
      return {
        kind,
        subject,
        ...(families.byScope.get(subject) ?? NO_FAMILY),
        consented: consents.byScope.get(subject) ?? NONE,
        everybody: forEverybody.includes(subject),
        words: `Tokens lose ${subject} at once, those already issued as well.`,
      }
    case 'callback-url': {
      // Sign-ins do not remember by which URL they came back, and go on without it.
      const unknown = { signIns: null, people: null, recent: null, everybody: false }
      const { place } = loss
      const consented = place === null ? null : (consents.byPlace.get(place) ?? NONE)
      const words = 'Whoever signs in and is to come back there is refused. Sign-ins that stand go on.'
      return { kind, subject, ...unknown, consented, words }
    }
    case 'grant': {
      const words = GRANT_WORDS.get(subject) ?? `It can use ${subject} no longer.`
      const people = subject === 'client_credentials' ? NOBODY : { ...families.all, consented: consents.all }
      return { kind, subject, ...people, everybody: people !== NOBODY && forEverybody.length > 0, words }
    }
    case 'stopped':
    case 'transferred':
      return {
        kind,
        subject,
        ...families.all,
        consented: consents.all,
        everybody: forEverybody.length > 0,
        words: ALL_WORDS[kind],
      }
  }
}

const NOBODY = { signIns: null, people: null, recent: null, consented: null } as const

/** Who would notice each loss. In: the losses, and what was counted. */
export function effectsOf(losses: readonly Loss[], counted: Counted): readonly Effect[] {
  return losses.map(loss => effectOf(loss, counted))
}
