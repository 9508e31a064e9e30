import { HOUR } from '../../src/lib/clock.ts'
import type { Registration, TokenFamily } from '../../src/registry/model.ts'
import { setAddressRanges } from '../../src/store/applications/address-ranges.ts'
import { setApplicationActive } from '../../src/store/applications/applications.ts'
import { noteCallbackUse } from '../../src/store/applications/callback-uses.ts'
import { insertRequest } from '../../src/store/applications/catalogue/requests.ts'
import { claimPicture, keepPicture, wantPicture } from '../../src/store/applications/client-pictures.ts'
import { containApplication } from '../../src/store/applications/contained.ts'
import { insertSecret } from '../../src/store/applications/credentials.ts'
import { deleteApplication } from '../../src/store/applications/deleted-applications.ts'
import { insertDynamicClient } from '../../src/store/applications/dynamic-clients.ts'
import { noteKeySetUrl } from '../../src/store/applications/keys/key-set-urls.ts'
import { noteKeysAdded } from '../../src/store/applications/keys/known-keys.ts'
import { wantOwnerCheck } from '../../src/store/applications/lists/owners.ts'
import { keepView } from '../../src/store/applications/lists/views.ts'
import { insertNote } from '../../src/store/applications/notes.ts'
import { insertRegistrationToken } from '../../src/store/applications/registration-tokens.ts'
import { answerTransfer, insertTransfer } from '../../src/store/applications/transfers/transfers.ts'
import { insertAlert } from '../../src/store/audit/alerts.ts'
import { appendAudit, setSeal } from '../../src/store/audit/audit.ts'
import { recordChange } from '../../src/store/audit/changes.ts'
import { insertDelivery } from '../../src/store/audit/deliveries.ts'
import { claimKey } from '../../src/store/audit/idempotency.ts'
import { enqueue } from '../../src/store/audit/outbox.ts'
import { insertRefusals } from '../../src/store/audit/refusals.ts'
import { switchOnApis } from '../../src/store/business-units/business-units.ts'
import type { Scoped } from '../../src/store/handle.ts'
import { addLetterItem } from '../../src/store/mail/letter-items.ts'
import { insertMail } from '../../src/store/mail/mail.ts'
import { insertPasswordLink } from '../../src/store/mail/password-links.ts'
import { saveConsent } from '../../src/store/people/consents.ts'
import { insertInvitation } from '../../src/store/people/invitations.ts'
import { noteSignIn } from '../../src/store/people/last-sign-ins.ts'
import { setApplicationProfile } from '../../src/store/people/profiles/application-profiles.ts'
import { insertProfile } from '../../src/store/people/profiles/profiles.ts'
import { keepProfileVersion } from '../../src/store/people/profiles/versions.ts'
import { addSessionApplication } from '../../src/store/people/session-applications.ts'
import { insertSession } from '../../src/store/people/sessions.ts'
import { saveUnitConsent } from '../../src/store/people/unit-consents.ts'
import { insertUser } from '../../src/store/people/users.ts'
import { insertCode } from '../../src/store/tokens/codes.ts'
import { addRefreshCounts } from '../../src/store/tokens/refresh-counts.ts'
import { consumeRefreshToken } from '../../src/store/tokens/refresh-tokens.ts'
import { revokeToken } from '../../src/store/tokens/revoked-tokens.ts'
import { insertFamily } from '../../src/store/tokens/token-families.ts'
import { consumeAssertion } from '../../src/store/tokens/used-assertions.ts'
import { alertAbout } from './alert-record.ts'
import { furnishBulk } from './bulk-record.ts'
import { auditEntry, furnishLog, invitationTo, mailOf, passwordLinkOf, refusalEntry } from './entries.ts'
import { noteOn } from './note-record.ts'
import { givenTo, versionOf } from './profile-record.ts'
import {
  ACTOR,
  addApplication,
  addFamily,
  code,
  consentTo,
  dynamicClient,
  KEY_SET,
  NOW,
  newHash,
  profile,
  refreshToken,
  registrationToken,
  secret,
  session,
  unitConsentTo,
  user,
} from './records.ts'
import { requestOf } from './request-record.ts'
import { transferOf } from './transfer-record.ts'

async function addIdle(scope: Scoped): Promise<Registration> {
  const application = await addApplication(scope)
  await setApplicationActive(scope, application.id, { active: false, at: NOW, by: ACTOR, reason: null })
  return application
}

/** A business unit with at least one row in every table that it can have rows in. */
export async function furnish(scope: Scoped) {
  await insertProfile(scope, profile('prf_theirs', 'Theirs'))
  await keepProfileVersion(scope, versionOf('prf_theirs', 'Theirs'))
  const person = user(scope)
  await insertUser(scope, person)
  await noteSignIn(scope, person.id, NOW)
  await wantOwnerCheck(scope, person.id)
  const view = { id: 'lvw_1', userId: person.id, name: 'Mine', query: {}, columns: null, default: true }
  await keepView(scope, view, 'mine', NOW)
  const application = await addApplication(scope, { kind: 'authorization', owners: [person.id] })
  await furnishBulk(scope, application.id)
  await setApplicationProfile(scope, givenTo({ application, person }))
  const registeredItself = await addApplication(scope)
  const { registered } = registeredItself
  if (registered === null) throw new Error('Nothing was registered.')
  const kept = { ...secret(application.id), expiresAt: NOW + HOUR, remindAt: NOW }
  await insertSecret(scope, kept, 2)
  const ranged = await addApplication(scope)
  await setAddressRanges(scope, { id: ranged.id, version: 1 }, ['203.0.113.0/24'])
  const [idle, deleted] = [await addIdle(scope), await addIdle(scope)]
  await deleteApplication(scope, { id: deleted.id, version: 2 }, { at: NOW, by: ACTOR })
  const contained = await addApplication(scope)
  await containApplication(scope, contained.id, { at: NOW, by: ACTOR, reason: 'why' })
  const note = noteOn(application.id)
  await insertNote(scope, note, 9)
  const asked = requestOf()
  await insertRequest(scope, asked)
  const offered = transferOf(ranged, scope.businessUnitId)
  // One that was answered, and one that waits.
  const answered = transferOf(ranged, scope.businessUnitId)
  await insertTransfer(scope, answered)
  await answerTransfer(scope, answered.id, { state: 'declined', words: null, at: NOW })
  await insertTransfer(scope, offered)
  const ticket = registrationToken(scope)
  await insertRegistrationToken(scope, ticket)
  const dynamic = dynamicClient(application.id)
  await insertDynamicClient(scope, dynamic)
  const logo = { applicationId: application.id, url: 'https://dialler.example/logo.png' }
  await wantPicture(scope, logo, NOW - 1)
  await claimPicture(scope, { ...logo, dueAt: NOW - 1 }, NOW)
  const picture = { type: 'image/png', hash: newHash(), bytes: Buffer.from('picture') } as const
  await keepPicture(scope, { ...logo, claimedUntil: NOW }, picture, NOW)
  await consumeAssertion(scope, newHash(), NOW + HOUR)
  const consent = consentTo(person.id, application.id, ['AgentApi'])
  await saveConsent(scope, consent)
  await saveUnitConsent(scope, unitConsentTo(application.id, ['AgentApi']))
  const signedIn = session(scope, person.id)
  await insertSession(scope, signedIn)
  const part = { sessionId: signedIn.id, applicationId: application.id, endsAt: signedIn.endsAt }
  await addSessionApplication(scope, part)
  const told = { applicationId: application.id, subject: person.id, sid: signedIn.id }
  const delivery = { id: 'dlv_1', ...told, createdAt: NOW }
  await insertDelivery(scope, delivery)
  const issued = code(scope)
  await insertCode(scope, issued)
  const pair = { userId: person.id, applicationId: application.id }
  const { family: live, token } = await addFamily(scope, pair)
  const { family: rotated, token: spent } = await addFamily(scope, pair)
  await addRefreshCounts(scope, application.id, 7, { benignRetries: 1, suspectedReuses: 2 })
  const callback = { urlHash: newHash(), at: NOW }
  await noteCallbackUse(scope, application.id, callback)
  await noteKeysAdded(scope, application.id, ['thumb'], { at: NOW, by: application.createdBy })
  await noteKeySetUrl(scope, application.id, { url: KEY_SET, at: NOW, by: application.createdBy })
  const { family: alone } = await addFamily(scope, { applicationId: application.id })
  const successor = refreshToken(scope, rotated.id)
  await consumeRefreshToken(scope, { hash: spent.hash, successor, now: NOW })
  await revokeToken(scope, 'jti-theirs', NOW + HOUR)
  const alert = alertAbout(application.id)
  await insertAlert(scope, alert)
  const [sealed, open] = [auditEntry(application.id), auditEntry(application.id, { action: alert.kind })]
  const ofUnit = {
    targetKind: 'business-unit',
    targetId: scope.businessUnitId,
    action: 'business-unit.created',
  }
  for (const entry of [sealed, open, { ...auditEntry(application.id), ...ofUnit }]) {
    await appendAudit(scope, entry)
  }
  await setStatusReasonOf(scope)
  await setSeal(scope, sealed.id, 1, 'h1')
  await furnishLog(scope)
  const refused = refusalEntry(application.id)
  await insertRefusals(scope, [refused])
  const message = { id: 'out_1', topic: 'application.created', payload: '{}', createdAt: NOW }
  await enqueue(scope, message)
  const change = { id: 'chg_1', at: NOW, kind: 'application', ref: application.id }
  await recordChange(scope, change)
  const claim = { keyHash: newHash(), requestHash: newHash(), sealedResponse: 'sealed', createdAt: NOW }
  await claimKey(scope, claim)
  await switchOnApis(scope, ['AgentApi'])
  const posted = mailOf(person)
  await insertMail(scope, posted)
  await addLetterItem(
    scope,
    { userId: person.id, topic: 'reminder' },
    { subject: 'sec_1', detail: '1 7' },
    NOW,
  )
  const passwordLink = passwordLinkOf(person)
  await insertPasswordLink(scope, passwordLink)
  const invited = invitationTo(scope)
  await insertInvitation(scope, invited)
  const tokens = { issued, live, alone, token, rotated, spent, successor }
  return {
    person,
    view,
    application,
    asked,
    offered,
    secret: kept,
    ticket,
    note,
    dynamic,
    logo,
    picture,
    registered,
    registeredItself,
    ranged,
    idle,
    contained,
    deleted,
    consent,
    signedIn,
    part,
    delivery,
    ...tokens,
    callback,
    sealed,
    open,
    alert,
    refused,
    message,
    change,
    claim,
    posted,
    passwordLink,
    invited,
  }
}

/** What stands there. */
export type Furnished = Awaited<ReturnType<typeof furnish>>

/** Gives the stranger a family of the same id, which opens nothing either. */
export async function standIn(mine: Scoped, theirs: TokenFamily): Promise<void> {
  const { businessUnitId } = mine
  if (theirs.businessUnitId !== businessUnitId) await insertFamily(mine, { ...theirs, businessUnitId })
}

/** A step of a revocation that goes step by step. */
export const step = { at: NOW, because: 'spite', after: null, limit: 1 } as const

/** Of a business unit that stays active, which no verb of the store does. */
async function setStatusReasonOf(scope: Scoped): Promise<void> {
  await scope.db
    .updateTable('business_units')
    .set({ status_reason: 'Moved.' })
    .where('id', '=', scope.businessUnitId)
    .execute()
}
