import type { ApplicationId } from '../../lib/ids.ts'
import { findConsent, withdrawConsent as withdraw } from '../../store/people/consents.ts'
import { expireCodesOfConsent } from '../../store/tokens/codes.ts'
import { revokeFamiliesOfConsent } from '../../store/tokens/token-families.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type PersonActor, refOf, scopeOf } from './actor.ts'

/**
 * Ends what an application may do in the name of the actor: the consent, the codes not yet redeemed and every token
 * family, in one transaction. A later yes brings none of them back. Where the business unit consented for everybody,
 * the application may be let in again without a question; what it holds now ends all the same.
 * Out: false when there was nothing to end, so that doing it twice changes nothing.
 */
export async function withdrawConsent(
  deps: Deps,
  actor: PersonActor,
  applicationId: ApplicationId,
): Promise<boolean> {
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const at = deps.clock()
    const pair = { userId: actor.user.id, applicationId }
    const consent = await findConsent(scope, pair.userId, applicationId)
    const withdrawn = await withdraw(scope, pair.userId, applicationId, at)
    // Codes before families: a code that is being redeemed just now is waited for, and its family ended too.
    const codes = await expireCodesOfConsent(scope, pair, at)
    const families = await revokeFamiliesOfConsent(scope, pair, at, 'consent withdrawn')
    if (!withdrawn && codes + families === 0) return false
    await tx.record(scope, {
      actor: refOf(actor),
      action: 'consent.withdrawn',
      target: { kind: 'application', id: applicationId },
      changes: [{ field: 'scopes', before: consent?.scopes.join(' ') ?? null, after: null }],
      requestId: actor.requestId,
    })
    return true
  })
}
