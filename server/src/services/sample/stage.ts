import { setTimeout as pause } from 'node:timers/promises'
import type { Instant } from '../../lib/clock.ts'
import type { Result } from '../../lib/result.ts'
import { userNameKey } from '../../registry/people/user.ts'
import { type Handle, inBusinessUnit } from '../../store/handle.ts'
import { findUserByName } from '../../store/people/users.ts'
import { createCallbackUseLog } from '../applications/urls/callback-use-log.ts'
import { createApplicationUseLog } from '../audit/application-use-log.ts'
import { createCredentialUseLog } from '../audit/credential-use-log.ts'
import { createRefusalLog } from '../audit/refusal-log.ts'
import type { Deps } from '../deps.ts'
import { createKnown } from '../known/known.ts'
import type { PersonActor } from '../people/actor.ts'
import { profileOf } from '../people/profile-of.ts'
import { newRequestId } from '../request-id.ts'

/** Where the sample is played: services that act within one transaction, at the time that was set last. */
export type Stage = {
  readonly deps: Deps
  /** Goes on to a moment. Every service that is called afterwards takes it for now. */
  readonly goTo: (at: Instant) => Promise<void>
}

/** Ids within one millisecond sort by chance, and a history is shown in their order. */
const APART_MS = 2

/**
 * Makes a stage of a transaction. In: what services need, the transaction, and the moment to begin with.
 * Out: the stage. Its services commit with the transaction or not at all, and remember nothing outside of it.
 */
export function openStage(deps: Deps, tx: Handle, begin: Instant): Stage {
  let now = begin
  const clock = () => now
  const store: Deps['store'] = { ...deps.store, ...tx, transact: work => work(tx) }
  const known = createKnown(store, clock, () => {})
  return {
    deps: {
      ...deps,
      store,
      clock,
      known,
      refusals: createRefusalLog({ store, clock, known }),
      credentialUses: createCredentialUseLog({ store, clock }),
      applicationUses: createApplicationUseLog({ store, clock }),
      callbackUses: createCallbackUseLog({ store, clock }),
    },
    async goTo(at) {
      await pause(APART_MS)
      now = at
    },
  }
}

/** What a service gave that cannot refuse the sample. Throws what it refused: the sample breaks a rule, which is a bug. */
export function granted<T>(what: string, answer: Result<T, unknown>): T {
  if (!answer.ok) throw new Error(`The sample cannot be made: ${what}: ${JSON.stringify(answer.error)}`)
  return answer.value
}

/** A user of the sample as the management API knows whoever calls, for one request. In: the user name. */
export async function actorOf(deps: Deps, userName: string): Promise<PersonActor> {
  const found = await findUserByName(deps.store, userNameKey(userName) ?? '')
  const unit = found === null ? null : await deps.known.businessUnit(found.user.businessUnitId)
  if (found === null || unit === null) throw new Error(`The sample has no user ${userName}`)
  const { user } = found
  const profile = await profileOf(inBusinessUnit(deps.store, user.businessUnitId), user)
  return {
    user,
    application: null,
    businessUnit: unit.unit,
    profile,
    session: null,
    requestId: newRequestId(),
  }
}
