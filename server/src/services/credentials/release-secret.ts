import { isSecretId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { checkReleaseReason } from '../../registry/credentials/leak-policy.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { releaseSecret as commitRelease } from '../../store/applications/credentials.ts'
import { settleAlerts } from '../../store/audit/alerts.ts'
import { type ApplicationView, loadToChange, reload } from '../applications/application-view.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type Actor, refOf, scopeOf } from '../people/actor.ts'
import { mayHoldCredentials } from '../people/profiles/own-profile.ts'
import { demandProof } from './prove.ts'

/**
 * Lets a client secret out of quarantine: it works again at once, everywhere within a second, and the alert that it was
 * found is settled by the reason.
 * In: the application, the secret, and why. Refuses without `api-applications:edit`, what is unknown, no reason or one
 * that is not one line, a secret that is not in quarantine, and a session whose person typed no password lately.
 */
export async function releaseSecret(
  deps: Deps,
  actor: Actor,
  request: { readonly id: string; readonly secretId: string; readonly reason: string },
): Promise<Result<ApplicationView, RegistryRefusal>> {
  const loaded = await loadToChange(deps, actor, request.id, 'api-applications:edit')
  if (!loaded.ok) return loaded
  const { registration, secrets } = loaded.value
  const { secretId } = request
  const secret = secrets.find(live => live.id === secretId)
  if (secret === undefined || !isSecretId(secretId)) return err({ kind: 'not-found', what: 'secret' })
  const reason = checkReleaseReason(request.reason)
  if (!reason.ok) return err({ kind: 'invalid', faults: reason.error })
  const { quarantinedAt: since } = secret
  if (since === null) return err({ kind: 'not-quarantined' })
  const proven = demandProof(deps, actor)
  if (!proven.ok) return proven
  const at = deps.clock()
  const which = { applicationId: registration.id, secretId }
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const mayHold = await mayHoldCredentials(scope, actor, registration.id)
    if (!mayHold.ok) return mayHold
    if (!(await commitRelease(scope, which, { since, at }))) return err({ kind: 'not-quarantined' } as const)
    const about = { applicationId: registration.id, subject: secretId, kind: 'alert.secret-leaked' } as const
    await settleAlerts(scope, about, { at, by: refOf(actor), note: `Released: ${reason.value}` })
    await tx.record(scope, {
      actor: refOf(actor),
      action: 'secret.released',
      target: { kind: 'application', id: registration.id },
      changes: [
        { field: 'secret', before: secret.label, after: secret.label },
        { field: 'reason', before: null, after: reason.value },
      ],
      requestId: actor.requestId,
      touches: [{ kind: 'application', ref: registration.id }],
    })
    return ok(await reload(scope, registration.id))
  })
}
