import type { Instant } from '../../lib/clock.ts'
import { DAY } from '../../lib/clock.ts'
import type { ApplicationId, BusinessUnitId, UserId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { ActorRef, BusinessUnit, Registration } from '../model.ts'
import type { FieldFault, RegistryRefusal } from '../refusal.ts'
import { checkNames } from './application.ts'
import { checkWords } from './application-request.ts'
import { type AskedOwner, checkOwners } from './governance.ts'

/** An internal application offered to another business unit. */
export type Transfer = {
  readonly businessUnitId: BusinessUnitId
  readonly id: string
  readonly applicationId: ApplicationId
  /** Null where nobody has that number, which whoever offers is not told. */
  readonly toBusinessUnitId: BusinessUnitId | null
  readonly toNumber: string
  readonly vendorName: string
  readonly name: string
  readonly words: string | null
  readonly state: 'offered' | 'accepted' | 'declined' | 'withdrawn' | 'ended'
  readonly createdAt: Instant
  readonly createdBy: ActorRef
  readonly endsAt: Instant
  readonly answer: string | null
  readonly answeredAt: Instant | null
}

/** How long an offer waits for an answer. */
export const OFFERED_FOR = 7 * DAY

/** Most offers of a business unit that wait for an answer. */
export const MOST_OFFERS = 20

type Asked = { readonly name: string; readonly to: string; readonly words: string }
type Offer = { readonly to: string; readonly words: string | null }

/**
 * Judges an offer by its fields. In: the application, whose it is, and what was typed.
 * Out: the receiver's number and the words. Refuses, with all faults at once, a name that is not the application's, what
 * is no number of a business unit, one's own number, and words that break the rule.
 */
export function checkOffer(
  application: Registration,
  own: BusinessUnit,
  asked: Asked,
): Result<Offer, readonly FieldFault[]> {
  const words = checkTransferWords(asked.words)
  const to = asked.to.trim()
  const faults: FieldFault[] = []
  if (asked.name.normalize('NFC').trim() !== application.name) {
    faults.push({ path: '/name', rule: 'confirm', message: 'This is not the name of the application.' })
  }
  if (!/^[0-9]{7}$/.test(to)) {
    faults.push({ path: '/to', rule: 'number', message: 'The number of a business unit has 7 digits.' })
  } else if (to === own.number) {
    faults.push({ path: '/to', rule: 'own', message: 'This is the number of your own business unit.' })
  }
  if (!words.ok) faults.push(...words.error)
  if (faults.length > 0 || !words.ok) return err(faults)
  return ok({ to, words: words.value })
}

/** Judges the words that go with an offer or an answer; there need be none. Out: them as they will be kept. */
export function checkTransferWords(typed: string): Result<string | null, readonly FieldFault[]> {
  if (typed.trim() === '') return ok(null)
  const words = checkWords('/words', typed)
  return words.ok ? words : err([words.error])
}

/** Why an application cannot go to another business unit as it stands, or null. */
export function heldBack(application: Registration): RegistryRefusal | null {
  if (application.containment !== null) return { kind: 'contained' }
  if (application.registered === null) return null
  const why =
    'It registered itself, and whoever holds its registration access token could change it from outside. Register it anew in the other business unit.'
  return { kind: 'not-transferable', why }
}

/** How a transfer stands at a moment: an offer that waited too long has ended. */
export function stateOf(transfer: Transfer, now: Instant): Transfer['state'] {
  return transfer.state === 'offered' && transfer.endsAt <= now ? 'ended' : transfer.state
}

/** What changes of an application when it arrives. */
export type Arrival = Pick<
  Registration,
  'name' | 'vendorName' | 'scopes' | 'optionalScopes' | 'implicitAllowed'
>

/**
 * What an application is in the business unit that accepts it: what it asks for and that unit may use, under its own
 * names or those chosen. Refuses names that break the rule, and an application of which nothing would be left.
 */
export function arrivalOf(
  application: Arrival,
  receiver: Pick<BusinessUnit, 'implicitAllowed'>,
  available: readonly string[],
  chosen: { readonly name?: string; readonly vendorName?: string },
): Result<Arrival, RegistryRefusal> {
  const names = checkNames(chosen)
  if (!names.ok) return err({ kind: 'invalid', faults: names.error })
  const scopes = application.scopes.filter(scope => available.includes(scope))
  if (scopes.length === 0 && application.scopes.length > 0) {
    const why = 'None of the API scopes that it has can be used in the business unit that would receive it.'
    return err({ kind: 'not-transferable', why })
  }
  const { name = application.name, vendorName = application.vendorName } = names.value
  return ok({
    name,
    vendorName,
    scopes,
    optionalScopes: application.optionalScopes.filter(scope => scopes.includes(scope)),
    implicitAllowed: application.implicitAllowed && receiver.implicitAllowed,
  })
}

type Chosen = {
  readonly name?: string
  readonly vendorName?: string
  readonly words: string
  readonly owners: readonly AskedOwner[]
}
type Accepted = {
  readonly arrival: Arrival
  readonly words: string | null
  readonly owners: readonly UserId[]
}

/**
 * Judges an acceptance: what the application becomes by {@link arrivalOf}, who shall own it, and the words that go back.
 * Refuses what breaks the rules, all faults at once, and an application of which nothing would be left.
 */
export function checkAcceptance(
  application: Arrival,
  receiver: Pick<BusinessUnit, 'implicitAllowed'>,
  available: readonly string[],
  chosen: Chosen,
): Result<Accepted, RegistryRefusal> {
  const arrival = arrivalOf(application, receiver, available, chosen)
  const words = checkTransferWords(chosen.words)
  const owners = checkOwners({ owners: [] }, chosen.owners)
  const faults = [words, owners].flatMap(checked => (checked.ok ? [] : checked.error))
  if (!arrival.ok && arrival.error.kind === 'invalid') {
    return err({ kind: 'invalid', faults: [...arrival.error.faults, ...faults] })
  }
  if (!words.ok || !owners.ok) return err({ kind: 'invalid', faults })
  if (!arrival.ok) return arrival
  return ok({ arrival: arrival.value, words: words.value, owners: owners.value })
}
