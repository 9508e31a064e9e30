import { newBusinessUnitNumber } from '../../keys/random.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import {
  checkAdministrator,
  checkNewUnit,
  looksLike,
  type NewUnit,
} from '../../registry/business-units/new-unit.ts'
import type { BusinessUnit } from '../../registry/model.ts'
import type { Invitation } from '../../registry/people/invitation.ts'
import type { FieldFault, RegistryRefusal } from '../../registry/refusal.ts'
import { findBusinessUnit, findBusinessUnitByNumber } from '../../store/business-units/business-units.ts'
import { findUnitNamedLike } from '../../store/business-units/unit-names.ts'
import { inBusinessUnit, type Scoped } from '../../store/handle.ts'
import { findInvitation, listInvitations, withdrawInvitation } from '../../store/people/invitations.ts'
import { hasUsers } from '../../store/people/users.ts'
import { type Commit, commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type OnceKey, once } from '../idempotency.ts'
import { type Actor, demand, nameOf, refOf, scopeOf } from '../people/actor.ts'
import { invite } from '../people/invitations/invite.ts'
import { createBusinessUnit } from './create-business-unit.ts'

/** Who was invited to be the first administrator, and the link where no mail server is set. */
type Administered = { readonly administrator: Invitation; readonly link: string | null }

/** A business unit that was made; no administrator: answered again after they accepted. */
type Made = {
  readonly unit: BusinessUnit
  readonly administrator: Invitation | null
  readonly link: string | null
}

/** A number is taken by chance, of nine million. */
const MOST_TRIES = 40
/** More wait for a business unit without users only after as many mistakes. */
const LOOKED_AT = 50

/** Rolls the transaction back: somebody else was quicker. */
class Undone extends Error {
  readonly fault: FieldFault
  constructor(fault: FieldFault) {
    super('a business unit could not be made')
    this.fault = fault
  }
}

/**
 * Makes a business unit with a number by chance and invites its first administrator, all in one transaction.
 * Refuses without `business-units:create`, and all faults at once: of the name, among them one that looks like another's,
 * of the APIs, and of who is invited.
 */
export async function makeBusinessUnit(
  deps: Deps,
  actor: Actor,
  asked: NewUnit,
  onceKey: OnceKey | null,
): Promise<Result<Made, RegistryRefusal>> {
  const allowed = demand(actor, 'business-units:create')
  if (!allowed.ok) return allowed
  const { apis } = await deps.known.apis()
  const checked = checkNewUnit(
    asked,
    apis.map(({ name }) => name),
  )
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  const { name, environment, administrator } = checked.value
  const words = await once(deps, actor, onceKey, async claim => {
    try {
      return await commit(deps, async tx => {
        const taken = await namedLike(tx, name)
        if (taken !== null) return err({ kind: 'invalid', faults: [looksLike(taken)] })
        const facts = { name, environment, platform: false, apis: checked.value.apis }
        const unit = await withSomeNumber(deps, tx, actor, facts)
        const meanwhile = await namedLike(tx, name)
        if (meanwhile !== null && meanwhile.id !== unit.id) throw new Undone(looksLike(meanwhile))
        const { link, administrator: invited } = await inviteFirst(deps, tx, actor, { unit, administrator })
        const outcome = [unit.number, invited.id, link ?? '']
        await claim(scopeOf(tx.handle, actor), outcome)
        return ok(outcome)
      })
    } catch (fault) {
      if (fault instanceof Undone) return err({ kind: 'invalid', faults: [fault.fault] })
      throw fault
    }
  })
  if (!words.ok) return words
  const [number = '', invitationId = '', link = ''] = words.value
  const unit = await findBusinessUnitByNumber(deps.store, number)
  if (unit === null) return err({ kind: 'not-found', what: 'business-unit' })
  const waiting = await findInvitation(inBusinessUnit(deps.store, unit.id), invitationId)
  return ok({ unit, administrator: waiting, link: link === '' || waiting === null ? null : link })
}

async function namedLike(tx: Commit, name: string): Promise<BusinessUnit | null> {
  const id = await findUnitNamedLike(tx.handle, name)
  return id === null ? null : findBusinessUnit(tx.handle, id)
}

async function withSomeNumber(
  deps: Deps,
  tx: Commit,
  actor: Actor,
  facts: Omit<Parameters<typeof createBusinessUnit>[1], 'number'>,
): Promise<BusinessUnit> {
  const by = { actor: refOf(actor), at: deps.clock(), requestId: actor.requestId }
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const unit = await createBusinessUnit(tx, { ...facts, number: newBusinessUnitNumber() }, by)
    if (unit !== null) return unit
  }
  throw new Error(`${MOST_TRIES} numbers of business units in a row were taken`)
}

async function inviteFirst(
  deps: Deps,
  tx: Commit,
  actor: Actor,
  { unit, administrator }: { readonly unit: BusinessUnit; readonly administrator: Invited },
): Promise<Administered> {
  const { requestId } = actor
  // Nobody there could give a profile yet: the platform's own people set the business unit up.
  const inviting = { unit, by: refOf(actor), byName: nameOf(actor), mine: null, requestId }
  const made = await invite(deps, tx, inviting, administrator)
  if (!made.ok) throw new Error(`the first administrator of ${unit.id} could not be invited`)
  return { administrator: made.value.invitation, link: made.value.link }
}

type Invited = Parameters<typeof invite>[3]

/**
 * Invites the first administrator anew, of a business unit that nobody has entered: the letter went astray, or somebody
 * else is to come. Who was invited before can no longer accept.
 * Refuses without `business-units:create`, an unknown number, a business unit with users (the platform's among them),
 * and names with faults.
 */
export async function inviteFirstAdministrator(
  deps: Deps,
  actor: Actor,
  number: string,
  asked: NewUnit['administrator'],
): Promise<Result<Administered, RegistryRefusal>> {
  const allowed = demand(actor, 'business-units:create')
  if (!allowed.ok) return allowed
  const unit = await findBusinessUnitByNumber(deps.store, number)
  if (unit === null) return err({ kind: 'not-found', what: 'business-unit' })
  const checked = checkAdministrator(asked)
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  return commit(deps, async tx => {
    const scope = inBusinessUnit(tx.handle, unit.id)
    if (unit.platform || (await hasUsers(scope))) return err({ kind: 'has-users' })
    await withdrawAll(deps, tx, actor, scope)
    return ok(await inviteFirst(deps, tx, actor, { unit, administrator: checked.value }))
  })
}

async function withdrawAll(deps: Deps, tx: Commit, actor: Actor, scope: Scoped): Promise<void> {
  for (const { id, userName } of await listInvitations(scope, { before: null, limit: LOOKED_AT })) {
    if (!(await withdrawInvitation(scope, id, deps.clock()))) continue
    await tx.record(scope, {
      actor: refOf(actor),
      action: 'invitation.withdrawn',
      target: { kind: 'invitation', id },
      changes: [{ field: 'userName', before: userName, after: null }],
      requestId: actor.requestId,
    })
  }
}
