import {
  type AccountConsent,
  type AccountContact,
  type AccountSession,
  changeAccountPassword,
  editAccountContact,
  editAccountProfile,
  endAccountSession,
  endOtherAccountSessions,
  getAccountContact,
  getAccountProfile,
  listAccountConsents,
  listAccountSessions,
  proveAccount,
  withdrawAccountConsent,
} from '@latchkey/contract/people/account.ts'
import { getAccountLetters, setAccountLetters } from '@latchkey/contract/people/letters.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Instant } from '../../../lib/clock.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Contact } from '../../../registry/model.ts'
import { userNameKey } from '../../../registry/people/user.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { prove } from '../../../services/credentials/prove.ts'
import type { PresentActor } from '../../../services/people/actor.ts'
import { isDeviceMark } from '../../../services/people/browser.ts'
import { editContact, editDetails } from '../../../services/people/contact.ts'
import { chooseReminders, readReminders } from '../../../services/people/letters.ts'
import {
  listOwnConsents,
  type OwnConsent,
  withdrawOwnConsent,
} from '../../../services/people/own-consents.ts'
import {
  endOtherSessions,
  endOwnSession,
  listOwnSessions,
  type OwnSession,
} from '../../../services/people/own-sessions.ts'
import { changePassword, checkPasswordChange } from '../../../services/people/password/change-password.ts'
import type { Door } from '../../door.ts'
import { deviceMarkOf } from '../../session.ts'
import { serve } from '../serve.ts'
import { profileShape } from '../shapes.ts'

/** Serves what people do with their own account. */
export function registerAccount(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, listAccountSessions, async ({ actor }) =>
    ok({ body: { items: (await listOwnSessions(deps, actor)).map(sessionShape) } }),
  )

  serve(app, door, endAccountSession, async ({ actor, params }) =>
    nothing(await endOwnSession(deps, actor, params.id)),
  )

  serve(app, door, endOtherAccountSessions, async ({ actor }) =>
    ok({ body: { ended: await endOtherSessions(deps, actor) } }),
  )

  serve(app, door, listAccountConsents, async ({ actor }) =>
    ok({ body: { items: (await listOwnConsents(deps, actor)).map(consentShape) } }),
  )

  serve(app, door, withdrawAccountConsent, async ({ actor, params }) =>
    nothing(await withdrawOwnConsent(deps, actor, params.applicationId)),
  )

  serve(app, door, getAccountContact, async ({ actor }) => ok({ body: contactShape(actor.user.contact) }))

  serve(app, door, editAccountContact, async ({ actor, body }) => {
    const edited = await editContact(deps, actor, body)
    return edited.ok ? ok({ body: contactShape(edited.value) }) : edited
  })

  serve(app, door, getAccountLetters, async ({ actor }) =>
    ok({ body: { reminders: await readReminders(deps, actor) } }),
  )

  serve(app, door, setAccountLetters, async ({ actor, body }) =>
    ok({ body: { reminders: await chooseReminders(deps, actor, body.reminders) } }),
  )

  serve(app, door, getAccountProfile, async ({ actor }) => ok({ body: profileShape(actor.user.details) }))

  serve(app, door, editAccountProfile, async ({ actor, body }) => {
    const edited = await editDetails(deps, actor, body)
    return edited.ok ? ok({ body: profileShape(edited.value) }) : edited
  })

  serve(app, door, changeAccountPassword, async ({ actor, request, body }) => {
    const refused = checkPasswordChange(body)
    if (refused !== null) return err(refused)
    const changed = await counted(door, request, actor, () => changePassword(deps, actor, body))
    return changed.ok ? ok({ body: { endedSessions: changed.value } }) : changed
  })

  serve(app, door, proveAccount, async ({ actor, request, body }) => {
    const proved = await counted(door, request, actor, () => prove(deps, actor, body.password))
    return proved.ok ? ok({ body: { provenUntil: time(proved.value) } }) : proved
  })
}

function nothing(done: Result<null, RegistryRefusal>): Result<{ body: undefined }, RegistryRefusal> {
  return done.ok ? ok({ body: undefined }) : done
}

/** Checks a password with each attempt counted as one to sign in: a stolen session must not serve to guess it. */
async function counted<T>(
  door: Door,
  request: FastifyRequest,
  actor: PresentActor,
  attempt: () => Promise<Result<T, RegistryRefusal>>,
): Promise<Result<T, RegistryRefusal>> {
  const account = userNameKey(actor.user.userName) ?? actor.user.id
  const mark = deviceMarkOf(door, request)
  const known = mark !== null && isDeviceMark(door.deps, account, mark)
  const wait = door.throttle.signIn(account, request.ip, known)
  if (wait !== null) return err({ kind: 'too-many-attempts', seconds: wait.seconds })
  const done = await attempt()
  if (done.ok) door.throttle.signedIn(account, request.ip, known)
  return done
}

function time(instant: Instant): string {
  return new Date(instant).toISOString()
}

function sessionShape({ session, current }: OwnSession): AccountSession {
  return {
    id: session.id,
    current,
    userAgent: session.userAgent,
    ip: session.ip,
    signedInAt: time(session.signedInAt),
    lastSeenAt: time(session.lastSeenAt),
  }
}

function consentShape(consent: OwnConsent): AccountConsent {
  const { application } = consent
  return {
    applicationId: application.id,
    name: application.name,
    vendorName: application.vendorName,
    type: consent.type,
    status: consent.active ? 'active' : 'inactive',
    scopes: consent.scopes.map(({ name, description }) => ({ name, description })),
    grantedAt: time(consent.grantedAt),
    lastUsedAt: consent.lastUsedAt === null ? null : time(consent.lastUsedAt),
  }
}

function contactShape({ email, emailVerified, phone, phoneVerified, address }: Contact): AccountContact {
  return { email, emailVerified, phone, phoneVerified, address }
}
