import { type Instant, SECOND } from '../../lib/clock.ts'
import { isSecretId, type SecretId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { checkLabel, checkSecretExpiry, MOST_SECRETS } from '../../registry/applications/application.ts'
import type { Acknowledgement } from '../../registry/audit/raised-alert.ts'
import { nextReminder } from '../../registry/credentials/reminders.ts'
import type { ClientSecret, FieldChange, Registration } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import {
  editSecret as commitEdit,
  revokeSecret as commitRevocation,
  insertSecret,
} from '../../store/applications/credentials.ts'
import { settleAlerts } from '../../store/audit/alerts.ts'
import type { Scoped } from '../../store/handle.ts'
import { commit } from '../commit.ts'
import { demandProof } from '../credentials/prove.ts'
import type { Deps } from '../deps.ts'
import { type OnceKey, once } from '../idempotency.ts'
import { type Actor, demand, refOf, scopeOf } from '../people/actor.ts'
import { mayHoldCredentials } from '../people/profiles/own-profile.ts'
import type { Recorded } from '../recorded.ts'
import { type ApplicationView, loadToChange, reload } from './application-view.ts'
import { makeSecret } from './new-secret.ts'
import type { Registered } from './register-application.ts'

function entry(
  actor: Actor,
  registration: Registration,
  action: string,
  change: [string | null, string | null],
): Recorded {
  return {
    actor: refOf(actor),
    action,
    target: { kind: 'application', id: registration.id },
    changes: [{ field: 'secret', before: change[0], after: change[1] }],
    requestId: actor.requestId,
    touches: [{ kind: 'application', ref: registration.id }],
  }
}

/** Why this application can have no secret, or null when it can. */
function noSecrets(registration: Registration): string | null {
  if (registration.kind === 'authorization')
    return 'The secrets of an external application are kept by its vendor.'
  if (registration.metadata.tokenEndpointAuthMethod === 'private_key_jwt') {
    return 'This application proves itself by its key, and a secret would open nothing.'
  }
  return registration.clientType === 'public'
    ? 'A public application has no secret; it proves itself by PKCE.'
    : null
}

/**
 * Gives a confidential application one more client secret.
 * In: its id, a label (empty for a default one), and when it ends, if ever. Out: the application and the secret, whose value is shown once.
 * Refuses without `api-applications:edit`, an unknown id, an application that can have none, a bad label, a sixth, and
 * a session whose person typed no password lately.
 */
export async function addSecret(
  deps: Deps,
  actor: Actor,
  target: { readonly id: string; readonly label: string; readonly expiresAt: Instant | null },
  onceKey: OnceKey | null,
): Promise<Result<Registered, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:edit')
  if (!allowed.ok) return allowed
  const label = checkLabel(target.label)
  const expiry = checkSecretExpiry(target.expiresAt, deps.clock())
  if (!label.ok || expiry.length > 0) {
    return err({ kind: 'invalid', faults: [...(label.ok ? [] : label.error), ...expiry] })
  }
  const loaded = await loadToChange(deps, actor, target.id, 'api-applications:edit')
  if (!loaded.ok) return loaded
  const { registration } = loaded.value
  const why = noSecrets(registration)
  if (why !== null) return err({ kind: 'no-secrets', why })
  const proven = demandProof(deps, actor)
  if (!proven.ok) return proven
  const { expiresAt } = target
  const secret = makeSecret(registration.id, label.value, { by: refOf(actor), at: deps.clock(), expiresAt })
  const words = await once(deps, actor, onceKey, claim =>
    commit(deps, async tx => {
      const scope = scopeOf(tx.handle, actor)
      const mayHold = await mayHoldCredentials(scope, actor, registration.id)
      if (!mayHold.ok) return mayHold
      const inserted = await insertSecret(scope, secret.record, MOST_SECRETS)
      if (!inserted) return err({ kind: 'too-many-secrets', most: MOST_SECRETS } as const)
      await claim(scope, [secret.record.id, secret.value])
      await tx.record(scope, entry(actor, registration, 'secret.added', [null, secret.record.label]))
      return ok([secret.record.id, secret.value])
    }),
  )
  if (!words.ok) return words
  const [id = '', value = ''] = words.value
  return ok({ view: await reload(scopeOf(deps.store, actor), registration.id), secret: { id, value } })
}

type Target = { readonly id: string; readonly secretId: string }
type Found = {
  readonly registration: Registration
  readonly secret: ClientSecret
  readonly secretId: SecretId
}

/** A secret of the actor's business unit that may be changed. Refuses without the permission, and an unknown one. */
async function findSecret(
  deps: Deps,
  actor: Actor,
  target: Target,
  permission: 'api-applications:edit' | 'api-applications:rotate' = 'api-applications:edit',
): Promise<Result<Found, RegistryRefusal>> {
  const loaded = await loadToChange(deps, actor, target.id, permission)
  if (!loaded.ok) return loaded
  const { registration, secrets } = loaded.value
  const { secretId } = target
  const secret = secrets.find(live => live.id === secretId)
  if (secret === undefined || !isSecretId(secretId)) return err({ kind: 'not-found', what: 'secret' })
  return ok({ registration, secret, secretId })
}

/**
 * What was done about a secret answers the reminder that it ends, so that nobody has to acknowledge it as well; and of one
 * in quarantine the alert that it was found.
 */
async function settleReminder(
  scope: Scoped,
  { id, applicationId, quarantinedAt }: ClientSecret,
  word: Acknowledgement,
): Promise<void> {
  await settleAlerts(scope, { applicationId, subject: id, kind: 'alert.secret-ending' }, word)
  if (quarantinedAt === null) return
  await settleAlerts(scope, { applicationId, subject: id, kind: 'alert.secret-leaked' }, word)
}

function ending(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

/**
 * Changes the label or the end of a client secret. In: what changes; absent fields stay.
 * Refuses as {@link revokeSecret} does, a bad label, and an end that has passed or is too far away.
 */
export async function editSecret(
  deps: Deps,
  actor: Actor,
  target: Target,
  edit: { readonly label?: string; readonly expiresAt?: Instant | null },
): Promise<Result<ApplicationView, RegistryRefusal>> {
  const found = await findSecret(deps, actor, target)
  if (!found.ok) return found
  const { registration, secret, secretId } = found.value
  const label = edit.label === undefined ? ok(secret.label) : checkLabel(edit.label)
  const expiresAt = edit.expiresAt === undefined ? secret.expiresAt : edit.expiresAt
  const expiry = edit.expiresAt === undefined ? [] : checkSecretExpiry(edit.expiresAt, deps.clock())
  if (!label.ok || expiry.length > 0) {
    return err({ kind: 'invalid', faults: [...(label.ok ? [] : label.error), ...expiry] })
  }
  const changes: FieldChange[] = []
  if (label.value !== secret.label)
    changes.push({ field: 'secret', before: secret.label, after: label.value })
  if (expiresAt !== secret.expiresAt) {
    changes.push({ field: 'secretExpiry', before: ending(secret.expiresAt), after: ending(expiresAt) })
  }
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const where = { applicationId: registration.id, secretId }
    if (isLonger(secret.expiresAt, expiresAt)) {
      const mayHold = await mayHoldCredentials(scope, actor, registration.id)
      if (!mayHold.ok) return mayHold
    }
    if (changes.length > 0) {
      const ending = { expiresAt, remindAt: nextReminder(expiresAt, deps.clock()) }
      const edited = expiresAt === secret.expiresAt ? { label: label.value } : { label: label.value, ending }
      if (!(await commitEdit(scope, where, edited))) {
        return err({ kind: 'not-found', what: 'secret' } as const)
      }
      if (expiresAt !== secret.expiresAt)
        await settleReminder(scope, secret, {
          at: deps.clock(),
          by: refOf(actor),
          note: 'Its end was changed.',
        })
      await tx.record(scope, {
        ...entry(actor, registration, 'secret.edited', [secret.label, label.value]),
        changes,
      })
    }
    return ok(await reload(scope, registration.id))
  })
}

/** Whether a secret works for longer than before, or again. */
function isLonger(before: Instant | null, after: Instant | null): boolean {
  return before !== null && (after === null || after > before)
}

/**
 * Replaces a client secret by a new one of the same label. In: for how many seconds the old one goes on; 0: not at all.
 * Out: the application and the new secret, whose value is shown once. Refuses without
 * `api-applications:rotate`, what is unknown, a sixth, and a session whose person typed no password lately.
 */
export async function rotateSecret(
  deps: Deps,
  actor: Actor,
  target: Target & { readonly overlap: number },
  onceKey: OnceKey | null,
): Promise<Result<Registered, RegistryRefusal>> {
  const found = await findSecret(deps, actor, target, 'api-applications:rotate')
  if (!found.ok) return found
  const proven = demandProof(deps, actor)
  if (!proven.ok) return proven
  const { registration, secret, secretId } = found.value
  const at = deps.clock()
  const end = at + target.overlap * SECOND
  const expiresAt = Math.min(end, secret.expiresAt ?? end)
  const made = makeSecret(registration.id, secret.label, { by: refOf(actor), at })
  const words = await once(deps, actor, onceKey, claim =>
    commit(deps, async tx => {
      const scope = scopeOf(tx.handle, actor)
      const mayHold = await mayHoldCredentials(scope, actor, registration.id)
      if (!mayHold.ok) return mayHold
      // A place is free only once the old one is gone, and then nobody can take it before this transaction ends.
      const makesRoom = target.overlap === 0 && (secret.expiresAt === null || secret.expiresAt > at)
      if (makesRoom && !(await commitRevocation(scope, registration.id, secretId, at))) {
        return err({ kind: 'not-found', what: 'secret' } as const)
      }
      if (!(await insertSecret(scope, made.record, MOST_SECRETS))) {
        if (makesRoom) throw new Error(`there was no room for the successor of ${secretId}`)
        return err({ kind: 'too-many-secrets', most: MOST_SECRETS } as const)
      }
      if (!makesRoom) {
        // Where somebody revoked it meanwhile, it has ended already.
        const ending = { expiresAt, remindAt: nextReminder(expiresAt, at) }
        await commitEdit(scope, { applicationId: registration.id, secretId }, { ending })
      }
      await settleReminder(scope, secret, {
        at: deps.clock(),
        by: refOf(actor),
        note: 'The secret was replaced.',
      })
      await claim(scope, [made.record.id, made.value])
      await tx.record(scope, {
        ...entry(actor, registration, 'secret.rotated', [secret.label, made.record.label]),
        changes: [
          {
            field: 'secret',
            before: `${secret.label} …${secret.hint}`,
            after: `${made.record.label} …${made.record.hint}`,
          },
          {
            field: 'secretExpiry',
            before: ending(secret.expiresAt),
            after: ending(target.overlap === 0 ? at : expiresAt),
          },
        ],
      })
      return ok([made.record.id, made.value])
    }),
  )
  if (!words.ok) return words
  const [id = '', value = ''] = words.value
  return ok({ view: await reload(scopeOf(deps.store, actor), registration.id), secret: { id, value } })
}

/**
 * Revokes a client secret; it stops working at once.
 * Refuses without `api-applications:edit`, an unknown application, and a secret that is not one of its live ones.
 */
export async function revokeSecret(
  deps: Deps,
  actor: Actor,
  target: Target,
): Promise<Result<ApplicationView, RegistryRefusal>> {
  const found = await findSecret(deps, actor, target)
  if (!found.ok) return found
  const { registration, secret, secretId } = found.value
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    if (!(await commitRevocation(scope, registration.id, secretId, deps.clock()))) {
      return err({ kind: 'not-found', what: 'secret' } as const)
    }
    await settleReminder(scope, secret, {
      at: deps.clock(),
      by: refOf(actor),
      note: 'The secret was revoked.',
    })
    await tx.record(scope, entry(actor, registration, 'secret.revoked', [secret.label, null]))
    return ok(await reload(scope, registration.id))
  })
}
