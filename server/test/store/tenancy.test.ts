import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOUR } from '../../src/lib/clock.ts'
import { NO_LIFETIMES } from '../../src/registry/applications/lifetimes.ts'
import { findAddressRanges, setAddressRanges } from '../../src/store/applications/address-ranges.ts'
import {
  authorizedAmong,
  editApplication,
  findApplication,
  insertApplication,
  setApplicationActive,
  setStatusReason,
} from '../../src/store/applications/applications.ts'
import {
  consumeRegistrationToken,
  insertRegistrationToken,
  listRegistrationTokens,
  readRegistrationToken,
  revokeRegistrationToken,
} from '../../src/store/applications/registration-tokens.ts'
import { appendAudit, listAuditOfTarget } from '../../src/store/audit/audit.ts'
import { recordChange } from '../../src/store/audit/changes.ts'
import { findHistoryEntry, listHistory } from '../../src/store/audit/history.ts'
import { claimKey, findKey } from '../../src/store/audit/idempotency.ts'
import { enqueue } from '../../src/store/audit/outbox.ts'
import { findRefusal, insertRefusals, listRefusals } from '../../src/store/audit/refusals.ts'
import { switchOffApis } from '../../src/store/business-units/api-records.ts'
import { upsertApi } from '../../src/store/business-units/apis.ts'
import {
  editBusinessUnit,
  holdBusinessUnit,
  listSwitchedOnApis,
  setBusinessUnitActive,
  switchOnApis,
} from '../../src/store/business-units/business-units.ts'
import type { Scoped } from '../../src/store/handle.ts'
import {
  findConsent,
  holdConsent,
  listConsentsOf,
  saveConsent,
  withdrawConsent,
} from '../../src/store/people/consents.ts'
import {
  endSession,
  insertSession,
  listSessionsOfBusinessUnit,
  listSessionsOfUser,
  proveSession,
  touchSession,
} from '../../src/store/people/sessions.ts'
import {
  findUnitConsent,
  saveUnitConsent,
  withdrawUnitConsent,
} from '../../src/store/people/unit-consents.ts'
import { countUsers, listUsers } from '../../src/store/people/user-list.ts'
import { findByNames } from '../../src/store/people/user-words.ts'
import {
  findPasswordHash,
  findUser,
  holdUser,
  insertUser,
  replacePasswordHash,
  setContact,
  setDetails,
  setSecurityProfile,
  setUserActive,
} from '../../src/store/people/users.ts'
import {
  consumeCode,
  expireCodesOfConsent,
  expireCodesWithoutConsent,
  insertCode,
  sessionsOfChallenge,
} from '../../src/store/tokens/codes.ts'
import { consenting } from '../../src/store/tokens/consenting.ts'
import { addRefreshCounts, sumRefreshCounts } from '../../src/store/tokens/refresh-counts.ts'
import {
  consumeRefreshToken,
  extendRefreshToken,
  insertRefreshToken,
  repeatRotation,
} from '../../src/store/tokens/refresh-tokens.ts'
import { revokeToken } from '../../src/store/tokens/revoked-tokens.ts'
import {
  findFamily,
  insertFamily,
  lastUsesOfUser,
  revokeFamiliesOfApplication,
  revokeFamiliesOfBusinessUnit,
  revokeFamiliesOfConsent,
  revokeFamiliesOfUser,
  revokeFamiliesWithoutConsent,
  revokeFamily,
  revokeOtherFamiliesOfUser,
  touchLiveFamily,
} from '../../src/store/tokens/token-families.ts'
import { consumeAssertion } from '../../src/store/tokens/used-assertions.ts'
import { alertChanges, alertQuestions } from './alert-attempts.ts'
import { auditLogChanges, auditLogQuestions } from './audit-log-attempts.ts'
import { bulkChanges, bulkQuestions } from './bulk-attempts.ts'
import { catalogueChanges, catalogueQuestions } from './catalogue-attempts.ts'
import { containedQuestions } from './contained-attempts.ts'
import { deletionQuestions } from './deletion-attempts.ts'
import { dynamicChanges, dynamicQuestions } from './dynamic-attempts.ts'
import { onBothEngines } from './engines.ts'
import { type Furnished, furnish, standIn, step } from './furnish.ts'
import { invitationQuestions, invitationRefusals } from './invitation-attempts.ts'
import { listChanges, listQuestions } from './list-attempts.ts'
import { logoutChanges, logoutQuestions } from './logout-attempts.ts'
import { mailChanges, mailQuestions } from './mail-attempts.ts'
import { noteChanges, noteQuestions } from './note-attempts.ts'
import { profileChanges, profileQuestions } from './profile-attempts.ts'
import {
  ACTOR,
  addBusinessUnit,
  code,
  family,
  keysOf,
  NOW,
  newFamilyId,
  newUserId,
  refreshToken,
  registration,
  registrationToken,
  session,
  unitConsentTo,
  user,
} from './records.ts'
import { rowsOf } from './rows-of.ts'
import { secretQuestions } from './secret-attempts.ts'
import { seenChanges, seenQuestions } from './seen-attempts.ts'
import { storeFunctions, tablesOfBusinessUnits } from './store-functions.ts'
import { tallyQuestions } from './tally-attempts.ts'
import { transferChanges, transferQuestions } from './transfer-attempts.ts'

const ALL_USERS = { search: null, active: null, profileId: null }
type Attempt = (theirs: Furnished, mine: Scoped, their: Scoped) => Promise<unknown>

const page = { before: null, limit: 9 } as const

/** What a stranger gets who asks through the scope of another business unit for rows by their true ids. */
const nothing: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  findByNames: [[], ({ person }, mine) => findByNames(mine, person.userName, 9)],
  countUsers: [{ count: 0, more: false }, (_, mine) => countUsers(mine, ALL_USERS)],
  listUsers: [[], (_, mine) => listUsers(mine, ALL_USERS, { after: null, limit: 9 })],
  listSwitchedOnApis: [[], (_, mine) => listSwitchedOnApis(mine)],
  findUser: [null, ({ person }, mine) => findUser(mine, person.id)],
  setUserActive: [false, ({ person }, mine) => setUserActive(mine, person.id, false, NOW)],
  findPasswordHash: [null, ({ person }, mine) => findPasswordHash(mine, person.id)],
  replacePasswordHash: [
    false,
    ({ person }, mine) =>
      replacePasswordHash(mine, person.id, { before: person.passwordHash, after: 'stolen' }),
  ],
  holdUser: [false, ({ person }, mine) => holdUser(mine, person.id, person.passwordHash)],
  setDetails: [false, ({ person }, mine) => setDetails(mine, person.id, { nickname: 'stolen' }, NOW)],
  setContact: [
    false,
    ({ person }, mine) => setContact(mine, person.id, { ...person.contact, email: 'stolen' }, NOW),
  ],
  setSecurityProfile: [false, ({ person }, mine) => setSecurityProfile(mine, person.id, 'prf_agent')],
  ...profileQuestions,
  touchSession: [undefined, ({ signedIn }, mine) => touchSession(mine, signedIn.hash, NOW + 1)],
  ...logoutQuestions,
  proveSession: [false, ({ signedIn }, mine) => proveSession(mine, signedIn.id, NOW)],
  endSession: [false, ({ signedIn }, mine) => endSession(mine, signedIn.id, NOW)],
  listSessionsOfBusinessUnit: [[], (_, mine) => listSessionsOfBusinessUnit(mine, NOW, 9)],
  listSessionsOfUser: [[], ({ person }, mine) => listSessionsOfUser(mine, person.id)],
  findApplication: [null, ({ application }, mine) => findApplication(mine, application.id)],
  ...listQuestions,
  ...bulkQuestions,
  editApplication: [
    false,
    ({ application }, mine) => editApplication(mine, { id: application.id, version: 2 }, { scopes: [] }),
  ],
  setApplicationActive: [
    false,
    ({ application }, mine) =>
      setApplicationActive(mine, application.id, { active: false, at: NOW, by: ACTOR, reason: null }),
  ],
  setStatusReason: [false, ({ idle }, mine) => setStatusReason(mine, idle.id, 'why')],
  authorizedAmong: [new Set(), ({ application }, mine) => authorizedAmong(mine, [application.id])],
  ...secretQuestions,
  findAddressRanges: [[], ({ ranged }, mine) => findAddressRanges(mine, ranged.id)],
  setAddressRanges: [
    false,
    ({ ranged }, mine) => setAddressRanges(mine, { id: ranged.id, version: 2 }, ['192.0.2.0/24']),
  ],
  readRegistrationToken: [null, ({ ticket }, mine) => readRegistrationToken(mine, ticket.id)],
  listRegistrationTokens: [[], (_, mine) => listRegistrationTokens(mine, 9)],
  consumeRegistrationToken: [false, ({ ticket }, mine) => consumeRegistrationToken(mine, ticket.hash, NOW)],
  revokeRegistrationToken: [false, ({ ticket }, mine) => revokeRegistrationToken(mine, ticket.id, NOW)],
  ...dynamicQuestions,
  ...deletionQuestions,
  ...noteQuestions,
  ...tallyQuestions,
  ...containedQuestions,
  ...seenQuestions,
  ...catalogueQuestions,
  ...mailQuestions,
  ...invitationQuestions,
  ...transferQuestions,
  findConsent: [null, ({ person, application }, mine) => findConsent(mine, person.id, application.id)],
  listConsentsOf: [[], ({ person }, mine) => listConsentsOf(mine, person.id)],
  consenting: [[], ({ application }, mine) => consenting(mine, application.id).execute()],
  findUnitConsent: [null, ({ application }, mine) => findUnitConsent(mine, application.id)],
  withdrawUnitConsent: [false, ({ application }, mine) => withdrawUnitConsent(mine, application.id, NOW)],
  expireCodesOfConsent: [0, ({ issued }, mine) => expireCodesOfConsent(mine, issued, NOW)],
  expireCodesWithoutConsent: [
    0,
    ({ issued }, mine) => expireCodesWithoutConsent(mine, issued.applicationId, NOW),
  ],
  revokeFamiliesWithoutConsent: [
    0,
    ({ alone }, mine) => revokeFamiliesWithoutConsent(mine, alone.applicationId, NOW, 'spite'),
  ],
  withdrawConsent: [
    false,
    ({ person, application }, mine) => withdrawConsent(mine, person.id, application.id, NOW),
  ],
  sessionsOfChallenge: [
    [],
    ({ issued }, mine) => sessionsOfChallenge(mine, issued.applicationId, issued.codeChallenge ?? ''),
  ],
  consumeCode: [false, ({ issued }, mine) => consumeCode(mine, issued.hash, newFamilyId(), NOW)],
  findFamily: [null, ({ live }, mine) => findFamily(mine, live.id)],
  touchLiveFamily: [false, ({ live }, mine) => touchLiveFamily(mine, live.id, NOW)],
  revokeFamily: [false, ({ live }, mine) => revokeFamily(mine, live.id, NOW, 'spite')],
  revokeFamiliesOfApplication: [
    0,
    ({ live }, mine) => revokeFamiliesOfApplication(mine, live.applicationId, NOW, 'spite'),
  ],
  revokeFamiliesOfUser: [0, ({ live }, mine) => revokeFamiliesOfUser(mine, live.userId, NOW, 'spite')],
  revokeFamiliesOfConsent: [0, ({ live }, mine) => revokeFamiliesOfConsent(mine, live, NOW, 'spite')],
  revokeFamiliesOfBusinessUnit: [null, (_, mine) => revokeFamiliesOfBusinessUnit(mine, step)],
  revokeOtherFamiliesOfUser: [
    0,
    ({ live }, mine) =>
      revokeOtherFamiliesOfUser(mine, live.userId, {
        at: NOW,
        because: 'spite',
        sparing: 'none',
        except: null,
      }),
  ],
  sumRefreshCounts: [
    { benignRetries: 0, suspectedReuses: 0 },
    ({ application }, mine) => sumRefreshCounts(mine, application.id, 0),
  ],
  lastUsesOfUser: [new Map(), ({ person }, mine) => lastUsesOfUser(mine, person.id)],
  consumeRefreshToken: [
    false,
    async ({ token, live }, mine) => {
      await standIn(mine, live)
      return consumeRefreshToken(mine, {
        hash: token.hash,
        successor: refreshToken(mine, live.id),
        now: NOW,
      })
    },
  ],
  repeatRotation: [
    false,
    async ({ spent, rotated }, mine) => {
      await standIn(mine, rotated)
      return repeatRotation(mine, { familyId: rotated.id, hash: spent.hash, graceSince: 0, now: NOW })
    },
  ],
  extendRefreshToken: [false, ({ token }, mine) => extendRefreshToken(mine, token.hash, NOW + 9 * HOUR, NOW)],
  ...alertQuestions,
  listAuditOfTarget: [[], ({ application }, mine) => listAuditOfTarget(mine, application.id, page)],
  listRefusals: [
    [],
    ({ application }, mine) => listRefusals(mine, application.id, { ...page, reasons: null }),
  ],
  findRefusal: [null, ({ refused }, mine) => findRefusal(mine, refused.requestId)],
  listHistory: [
    [],
    ({ application }, mine) => listHistory(mine, application.id, { actorName: null, actions: null }, page),
  ],
  findHistoryEntry: [null, ({ application, open }, mine) => findHistoryEntry(mine, application.id, open.id)],
  ...auditLogQuestions,
  findKey: [null, ({ claim }, mine) => findKey(mine, claim.keyHash)],
}

/** Writes to the stranger's own rows, with the very ids that the other business unit uses. */
const ownOnly: Record<string, Attempt> = {
  ...auditLogChanges,
  holdBusinessUnit: (_, mine) => holdBusinessUnit(mine),
  addRefreshCounts: ({ application }, mine) =>
    addRefreshCounts(mine, application.id, 7, { benignRetries: 1, suspectedReuses: 1 }),
  editBusinessUnit: (_, mine) =>
    editBusinessUnit(mine, {
      implicitAllowed: true,
      dynamicRegistrationAllowed: true,
      limits: NO_LIFETIMES,
      refreshGrace: 0,
      leakPolicy: 'revoke',
    }),
  setBusinessUnitActive: (_, mine) => setBusinessUnitActive(mine, false, NOW),
  switchOnApis: (_, mine) => switchOnApis(mine, ['PatronApi']),
  switchOffApis: (_, mine) => switchOffApis(mine, ['AgentApi']),
  ...profileChanges,
  ...dynamicChanges,
  ...listChanges,
  ...bulkChanges,
  ...noteChanges,
  ...alertChanges,
  ...seenChanges,
  ...catalogueChanges,
  ...mailChanges,
  ...transferChanges,
  holdConsent: ({ consent }, mine) => holdConsent(mine, consent.userId, consent.applicationId, NOW),
  saveUnitConsent: ({ application }, mine) => saveUnitConsent(mine, unitConsentTo(application.id, [])),
  saveConsent: ({ consent }, mine) => saveConsent(mine, { ...consent, scopes: [] }),
  consumeAssertion: ({ ticket }, mine) => consumeAssertion(mine, ticket.hash, NOW),
  revokeToken: (_, mine) => revokeToken(mine, 'jti-theirs', NOW),
  ...logoutChanges,
  appendAudit: ({ open }, mine) => appendAudit(mine, { ...open, action: 'forged' }),
  insertRefusals: ({ refused }, mine) => insertRefusals(mine, [{ ...refused, reason: 'forged' }]),
  enqueue: ({ message }, mine) => enqueue(mine, { ...message, payload: 'forged' }),
  recordChange: ({ change }, mine) => recordChange(mine, { ...change, ref: 'forged' }),
  claimKey: ({ claim }, mine) => claimKey(mine, { ...claim, sealedResponse: 'forged' }),
}

/** Writes of a record that says to whom it belongs: refused through the scope of another. */
const refused: Record<string, Attempt> = {
  mustBelong: (_, mine, their) => insertFamily(mine, family(their)),
  insertUser: (_, mine, their) => insertUser(mine, user(their)),
  ...invitationRefusals,
  insertSession: (_, mine, their) => insertSession(mine, session(their, newUserId())),
  insertApplication: (_, mine, their) => {
    const record = registration(their)
    return insertApplication(mine, record, keysOf(record))
  },
  insertRegistrationToken: (_, mine, their) => insertRegistrationToken(mine, registrationToken(their)),
  insertCode: (_, mine, their) => insertCode(mine, code(their)),
  insertFamily: (_, mine, their) => insertFamily(mine, family(their)),
  insertRefreshToken: (_, mine, their) => insertRefreshToken(mine, refreshToken(their, newFamilyId())),
}

onBothEngines('tenancy', engine => {
  /** Those that nobody may reach: made once, since every test proves that nothing of them changed. */
  let kept: ReturnType<typeof makeNeighbour> | undefined

  async function neighbours() {
    kept ??= makeNeighbour()
    return { ...(await kept), mine: await addBusinessUnit(engine.store()) }
  }
  async function makeNeighbour() {
    const store = engine.store()
    for (const name of ['AgentApi', 'PatronApi']) {
      const texts = { description: name, audience: `https://${name}`, baseUrl: 'https://api.example' }
      await upsertApi(store, { name, ...texts, tryPath: null, position: 1 })
    }
    const their = await addBusinessUnit(store)
    return { their, theirs: await furnish(their), before: await rowsOf(store, their) }
  }

  test('every function that takes a scope is among those tried below', () => {
    const tried = [...Object.keys(nothing), ...Object.keys(ownOnly), ...Object.keys(refused)]
    const scoped = storeFunctions().filter(({ takes }) => takes === 'Scoped')
    assert.deepEqual(tried.toSorted(), scoped.map(({ name }) => name).toSorted())
  })

  test('the business unit that is looked at has rows in every table that it can have rows in', async () => {
    const { before } = await neighbours()
    assert.equal(Object.keys(before).length, tablesOfBusinessUnits().length)
    for (const [table, rows] of Object.entries(before)) assert.ok(rows.length > 0, table)
  })

  for (const [name, [expected, attempt]] of Object.entries(nothing)) {
    test(`${name} finds and changes nothing of another business unit`, async () => {
      const { theirs, their, mine, before } = await neighbours()
      assert.deepEqual(await attempt(theirs, mine, their), expected)
      assert.deepEqual(await rowsOf(engine.store(), their), before)
      const own = await furnish(mine)
      // The same question about its own rows is answered, so the one above was a real question.
      if (expected !== undefined) assert.notDeepEqual(await attempt(own, mine, mine), expected)
    })
  }

  for (const [name, attempt] of Object.entries(ownOnly)) {
    test(`${name} leaves the rows of another business unit alone, also under the same ids`, async () => {
      const { theirs, their, mine, before } = await neighbours()
      await attempt(theirs, mine, their)
      assert.deepEqual(await rowsOf(engine.store(), their), before)
    })
  }

  for (const [name, attempt] of Object.entries(refused)) {
    test(`${name} refuses a record of another business unit`, async () => {
      const { theirs, their, mine, before } = await neighbours()
      await assert.rejects(attempt(theirs, mine, their), /through the scope/)
      assert.deepEqual(await rowsOf(engine.store(), their), before)
    })
  }
})
