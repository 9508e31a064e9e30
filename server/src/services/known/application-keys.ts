import { chooseKey, type SoughtKey } from '../../keys/foreign-signature.ts'
import { type Clock, type Instant, MINUTE, SECOND } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { GuardedFetch } from '../../outbound/guarded-fetch.ts'
import { type ForeignKey, parseKeySet } from '../../protocol/key-set.ts'
import type { Registration } from '../../registry/model.ts'
import type { KeySetFetch } from '../audit/credential-use-log.ts'
import { fetchOutcome } from '../credentials/fetch-outcome.ts'

type Owner = Pick<Registration, 'id' | 'businessUnitId' | 'metadata'>

/** `none`: no keys are registered. `unanswered`: their URL gave no key set. `unknown`: not one key of them fits. */
type KeyFault = 'none' | 'unanswered' | 'unknown'

/**
 * Finds the public key of an application with which a JWT is to be verified.
 * In: its owner's registration; what the header of the JWT says. Out: the key, from the registered set or the set at
 * its registered URL, and from nowhere else (RFC 8725 §3.10).
 */
export type KeyOf = (application: Owner, sought: SoughtKey) => Promise<Result<ForeignKey, KeyFault>>

type Keys = Result<readonly ForeignKey[], KeyFault>
/** `askedAt`: when its server was asked last. `goodUntil`: how long its keys are believed. */
type Held = { readonly keys: Keys; readonly askedAt: Instant; readonly goodUntil: Instant }

const MOST_SETS = 1000
const MOST_BYTES = 64 * 1024
/** How long a key set is believed: so long after its removal a key is still good. */
const LIFE = 5 * MINUTE
/** A key that is not in the set may be new. Made-up names must not turn us against the application's server, though. */
const SOONEST_FOR_NEW_KEY = MINUTE
const SOONEST_AFTER_FAILURE = 5 * SECOND

/**
 * Makes the finder of applications' keys. One for each process: key sets by URL are kept here, at most 1000 of them,
 * and shared by whoever asks at the same moment. Registered sets are parsed once for as long as they are known.
 * In: the way out, the clock, and who is told how each fetch went.
 */
export function createKeyOf(
  fetch: GuardedFetch,
  clock: Clock,
  told: (fetched: KeySetFetch) => void = () => {},
): KeyOf {
  const registered = new WeakMap<Owner['metadata'], Keys>()
  const sets = new Map<string, Held>()
  const running = new Map<string, Promise<Held>>()

  async function ask(key: string, url: string, application: Owner): Promise<Held> {
    const askedAt = clock()
    const asked = await fetch({
      method: 'GET',
      url,
      accept: 'application/jwk-set+json, application/json',
      mostBytes: MOST_BYTES,
      businessUnit: application.businessUnitId,
    })
    const parsed =
      asked.ok && asked.value.status === 200
        ? parseKeySet(asked.value.body.toString('utf8'))
        : err('no answer')
    const { id: applicationId, businessUnitId } = application
    told({ businessUnitId, applicationId, url, ...fetchOutcome(asked.ok ? asked.value : null) })
    const before = sets.get(key)
    const held = heldAfter(parsed, before, askedAt)
    sets.delete(key)
    sets.set(key, held)
    const oldest = sets.keys().next()
    if (sets.size > MOST_SETS && oldest.done !== true) sets.delete(oldest.value)
    return held
  }

  function atUrl(url: string, application: Owner, sought: SoughtKey): Promise<Held> {
    const key = `${application.id} ${url}`
    const held = sets.get(key)
    if (held !== undefined && !mustAsk(held, sought, clock())) return Promise.resolve(held)
    const shared = running.get(key) ?? ask(key, url, application).finally(() => running.delete(key))
    running.set(key, shared)
    return shared
  }

  return async (application, sought) => {
    const { jwks, jwksUri } = application.metadata
    let keys: Keys = err('none')
    if (jwks !== null) {
      keys = registered.get(application.metadata) ?? keysIn(parseKeySet(jwks))
      registered.set(application.metadata, keys)
    } else if (jwksUri !== null) {
      keys = (await atUrl(jwksUri, application, sought)).keys
    }
    if (!keys.ok) return keys
    const chosen = chooseKey(keys.value, sought)
    return chosen === null ? err('unknown') : ok(chosen)
  }
}

function keysIn(parsed: Result<readonly ForeignKey[], unknown>): Keys {
  return parsed.ok ? parsed : err('unanswered')
}

/** A server that fails for a while does not take away keys that are still believed. */
function heldAfter(
  parsed: Result<readonly ForeignKey[], unknown>,
  before: Held | undefined,
  askedAt: Instant,
): Held {
  if (!parsed.ok && before?.keys.ok === true && before.goodUntil > askedAt) return { ...before, askedAt }
  return { keys: keysIn(parsed), askedAt, goodUntil: parsed.ok ? askedAt + LIFE : askedAt }
}

function mustAsk({ keys, askedAt, goodUntil }: Held, sought: SoughtKey, now: Instant): boolean {
  if (!keys.ok) return now - askedAt >= SOONEST_AFTER_FAILURE
  if (now >= goodUntil) return true
  return chooseKey(keys.value, sought) === null && now - askedAt >= SOONEST_FOR_NEW_KEY
}
