import { sha256Hex } from '../../keys/hash.ts'
import { newToken } from '../../keys/secret-format.ts'
import { HOUR } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { User } from '../../registry/model.ts'
import type { FieldFault } from '../../registry/refusal.ts'
import { findPlatform } from '../../store/business-units/business-units.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { consumeSetupLink, findSetupLink, insertSetupLink } from '../../store/people/setup-links.ts'
import { anyUser } from '../../store/people/users.ts'
import { type Commit, commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { insertPrepared, prepareUser, type UserRequest } from './create-user.ts'

const SETUP_LINK_LIFE = 24 * HOUR

/** Makes the one-time link for the first operator. Out: its secret part, or null when users exist already. */
export async function makeSetupLink(deps: Deps): Promise<string | null> {
  if (await anyUser(deps.store)) return null
  const value = newToken('lkp')
  const now = deps.clock()
  const link = { hash: sha256Hex(value), createdAt: now, expiresAt: now + SETUP_LINK_LIFE }
  await deps.store.transact(tx => insertSetupLink(tx, link))
  return value
}

/** Whether a setup link still works. Looking does not spend it: a mail scanner may look too. */
export async function setupLinkWorks(deps: Deps, value: string): Promise<boolean> {
  if (await anyUser(deps.store)) return false
  return findSetupLink(deps.store, sha256Hex(value), deps.clock())
}

/**
 * Makes the first operator with a setup link. The link is spent after every check, in the user's transaction.
 * Refuses a link that does not work, names or a password with faults, or `busy`.
 */
export async function createFirstOperator(
  deps: Deps,
  link: string,
  request: Omit<UserRequest, 'securityProfileId'>,
  requestId: string,
): Promise<Result<User, readonly FieldFault[] | 'busy' | 'link'>> {
  if (!(await setupLinkWorks(deps, link))) return err('link')
  const prepared = await prepareUser(deps, { ...request, securityProfileId: 'manager' })
  if (!prepared.ok) return prepared
  const now = deps.clock()
  const insert = async (tx: Commit) => {
    const platform = await findPlatform(tx.handle)
    if (platform === null) throw new Error('the platform has no business unit of its own')
    if (!(await consumeSetupLink(tx.handle, sha256Hex(link), now))) return err('link' as const)
    if (await anyUser(tx.handle)) return err('link' as const)
    const scope = inBusinessUnit(tx.handle, platform.id)
    const actor = { kind: 'system', id: 'setup', name: 'Setup link' } as const
    const inserted = await insertPrepared(tx, scope, prepared.value, { actor, requestId, now })
    if (!inserted.ok) throw new Error('a user name cannot be taken while there is no user')
    return ok(inserted.value)
  }
  return commit(deps, insert)
}
