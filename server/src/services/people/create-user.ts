import { checkNewPassword } from '../../keys/passwords.ts'
import { newUserId } from '../../keys/random.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { ActorRef, Contact, User } from '../../registry/model.ts'
import { NO_DETAILS } from '../../registry/people/details.ts'
import { checkContact, checkNewUser, NO_CONTACT } from '../../registry/people/user.ts'
import type { FieldFault } from '../../registry/refusal.ts'
import type { Scoped } from '../../store/handle.ts'
import { insertUser } from '../../store/people/users.ts'
import type { Commit } from '../commit.ts'
import type { Deps } from '../deps.ts'

export type UserRequest = {
  readonly userName: string
  readonly fullName: string
  readonly password: string
  readonly securityProfileId: string
  readonly contact?: Contact
}

/** A user ready to be inserted: names and contact checked, password hashed. */
export type PreparedUser = { readonly request: UserRequest; readonly passwordHash: string }

/**
 * Checks a new user and hashes the password, before any transaction: hashing takes long.
 * Refuses with all faults at once, or `busy`.
 */
export async function prepareUser(
  deps: Deps,
  request: UserRequest,
): Promise<Result<PreparedUser, readonly FieldFault[] | 'busy'>> {
  const names = checkNewUser(request)
  const contact = checkContact(request.contact ?? NO_CONTACT)
  const weak = checkNewPassword(request.password)
  const faults = [
    ...(names.ok ? [] : names.error),
    ...(contact.ok ? [] : contact.error.map(fault => ({ ...fault, path: `/contact${fault.path}` }))),
    ...(weak === null ? [] : [{ path: '/password', rule: 'password', message: weak }]),
  ]
  if (!names.ok || !contact.ok || faults.length > 0) return err(faults)
  const hashed = await deps.passwords.hash(request.password)
  if (!hashed.ok) return err('busy')
  return ok({ request: { ...request, ...names.value, contact: contact.value }, passwordHash: hashed.value })
}

/**
 * Inserts a prepared user within a transaction and records it.
 * Out: the user. Refuses a user name that is taken anywhere on the platform.
 */
export async function insertPrepared(
  tx: Commit,
  scope: Scoped,
  prepared: PreparedUser,
  by: { readonly actor: ActorRef; readonly requestId: string; readonly now: number },
): Promise<Result<User, readonly FieldFault[]>> {
  const { request, passwordHash } = prepared
  const user: User = {
    businessUnitId: scope.businessUnitId,
    id: newUserId(),
    userName: request.userName,
    fullName: request.fullName,
    securityProfileId: request.securityProfileId,
    active: true,
    statusChangedAt: null,
    profileChangedAt: null,
    contact: request.contact ?? NO_CONTACT,
    details: { ...NO_DETAILS, updatedAt: by.now },
  }
  const inserted = await insertUser(scope, {
    ...user,
    passwordHash,
    nameKey: request.userName,
    createdAt: by.now,
  })
  if (!inserted) {
    return err([{ path: '/userName', rule: 'taken', message: 'This user name is taken.' }])
  }
  await tx.record(scope, {
    actor: by.actor,
    action: 'user.created',
    target: { kind: 'user', id: user.id },
    requestId: by.requestId,
  })
  return ok(user)
}
