import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOUR } from '../../src/lib/clock.ts'
import type { TokenFamily } from '../../src/registry/model.ts'
import { countApplications, listApplications } from '../../src/store/applications/application-list.ts'
import {
  authorizedAmong,
  editApplication,
  findApplication,
  insertApplication,
  setApplicationActive,
} from '../../src/store/applications/applications.ts'
import { insertSecret, listSecrets, revokeSecret } from '../../src/store/applications/credentials.ts'
import {
  appendAudit,
  lastSealed,
  listAuditOfTarget,
  listSealed,
  listUnsealed,
  setSeal,
} from '../../src/store/audit/audit.ts'
import { recordChange } from '../../src/store/audit/changes.ts'
import { claimKey, findKey } from '../../src/store/audit/idempotency.ts'
import { enqueue } from '../../src/store/audit/outbox.ts'
import { insertRefusals, listRefusals } from '../../src/store/audit/refusals.ts'
import { upsertApi } from '../../src/store/business-units/apis.ts'
import {
  holdBusinessUnit,
  listSwitchedOnApis,
  setBusinessUnitActive,
  setImplicitAllowed,
  switchOnApis,
} from '../../src/store/business-units/business-units.ts'
import type { Handle, Scoped } from '../../src/store/handle.ts'
import { findConsent, saveConsent, withdrawConsent } from '../../src/store/people/consents.ts'
import { findProfile, insertProfile, listProfiles } from '../../src/store/people/profiles.ts'
import {
  endSession,
  endSessionsOfUser,
  insertSession,
  touchSession,
} from '../../src/store/people/sessions.ts'
import {
  findUser,
  insertUser,
  setPasswordHash,
  setSecurityProfile,
  setUserActive,
} from '../../src/store/people/users.ts'
import { consumeCode, insertCode } from '../../src/store/tokens/codes.ts'
import {
  consumeRefreshToken,
  extendRefreshToken,
  insertRefreshToken,
  replaceSuccessor,
} from '../../src/store/tokens/refresh-tokens.ts'
import { revokeToken } from '../../src/store/tokens/revoked-tokens.ts'
import {
  findFamily,
  insertFamily,
  revokeFamiliesOfApplication,
  revokeFamiliesOfConsent,
  revokeFamiliesOfUser,
  revokeFamily,
  touchLiveFamily,
} from '../../src/store/tokens/token-families.ts'
import { onBothEngines } from './engines.ts'
import {
  ACTOR,
  addApplication,
  addBusinessUnit,
  addFamily,
  auditEntry,
  code,
  family,
  keysOf,
  NOW,
  newFamilyId,
  newHash,
  newUserId,
  profile,
  refreshToken,
  refusalEntry,
  registration,
  secret,
  session,
  user,
} from './records.ts'
import { storeFunctions, tablesOfBusinessUnits } from './store-functions.ts'

/** A business unit with at least one row in every table that it can have rows in. */
async function furnish(scope: Scoped) {
  await insertProfile(scope, profile('prf_theirs', 'Theirs'))
  const person = user(scope)
  await insertUser(scope, person)
  const application = await addApplication(scope, { kind: 'authorization' })
  await addApplication(scope)
  const kept = secret(application.id)
  await insertSecret(scope, kept, 2)
  const consent = { userId: person.id, applicationId: application.id, scopes: ['AgentApi'], grantedAt: NOW }
  await saveConsent(scope, consent)
  const signedIn = session(scope, person.id)
  await insertSession(scope, signedIn)
  const issued = code(scope)
  await insertCode(scope, issued)
  const pair = { userId: person.id, applicationId: application.id }
  const { family: live, token } = await addFamily(scope, pair)
  const { family: rotated, token: spent } = await addFamily(scope, pair)
  const successor = refreshToken(scope, rotated.id)
  await consumeRefreshToken(scope, { hash: spent.hash, successor, now: NOW })
  await revokeToken(scope, 'jti-theirs', NOW + HOUR)
  const [sealed, open] = [auditEntry(application.id), auditEntry(application.id)]
  for (const entry of [sealed, open]) await appendAudit(scope, entry)
  await setSeal(scope, sealed.id, 1, 'h1')
  const refused = refusalEntry(application.id)
  await insertRefusals(scope, [refused])
  const message = { id: 'out_1', topic: 'application.created', payload: '{}', createdAt: NOW }
  await enqueue(scope, message)
  const change = { id: 'chg_1', at: NOW, kind: 'application', ref: application.id }
  await recordChange(scope, change)
  const claim = { keyHash: newHash(), requestHash: newHash(), sealedResponse: 'sealed', createdAt: NOW }
  await claimKey(scope, claim)
  await switchOnApis(scope, ['AgentApi'])
  const tokens = { issued, live, token, rotated, spent, successor }
  return {
    person,
    application,
    secret: kept,
    consent,
    signedIn,
    ...tokens,
    open,
    refused,
    message,
    change,
    claim,
  }
}

type Furnished = Awaited<ReturnType<typeof furnish>>
type Attempt = (theirs: Furnished, mine: Scoped, their: Scoped) => Promise<unknown>

const filter = { kinds: ['internal', 'catalogue', 'authorization'], active: null } as const
const order = { sort: 'name', descending: false, after: null, limit: 10 } as const

/** Gives the stranger a family of the same id, which opens nothing either. */
async function standIn(mine: Scoped, theirs: TokenFamily): Promise<void> {
  const { businessUnitId } = mine
  if (theirs.businessUnitId !== businessUnitId) await insertFamily(mine, { ...theirs, businessUnitId })
}

/** What a stranger gets who asks through the scope of another business unit for rows by their true ids. */
const nothing: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  listSwitchedOnApis: [[], (_, mine) => listSwitchedOnApis(mine)],
  findUser: [null, ({ person }, mine) => findUser(mine, person.id)],
  setUserActive: [false, ({ person }, mine) => setUserActive(mine, person.id, false)],
  setPasswordHash: [false, ({ person }, mine) => setPasswordHash(mine, person.id, 'stolen')],
  setSecurityProfile: [false, ({ person }, mine) => setSecurityProfile(mine, person.id, 'prf_agent')],
  findProfile: [null, (_, mine) => findProfile(mine, 'prf_theirs')],
  listProfiles: [['prf_agent'], async (_, mine) => (await listProfiles(mine)).map(({ id }) => id)],
  touchSession: [undefined, ({ signedIn }, mine) => touchSession(mine, signedIn.hash, NOW + 1)],
  endSession: [false, ({ signedIn }, mine) => endSession(mine, signedIn.hash, NOW)],
  endSessionsOfUser: [0, ({ person }, mine) => endSessionsOfUser(mine, person.id, NOW)],
  findApplication: [null, ({ application }, mine) => findApplication(mine, application.id)],
  listApplications: [
    [],
    ({ application }, mine) => listApplications(mine, { ...filter, ...order, search: application.id }),
  ],
  countApplications: [0, (_, mine) => countApplications(mine, { ...filter, search: null })],
  editApplication: [
    false,
    ({ application }, mine) => editApplication(mine, application.id, 2, { scopes: [] }),
  ],
  setApplicationActive: [
    false,
    ({ application }, mine) =>
      setApplicationActive(mine, application.id, { active: false, at: NOW, by: ACTOR }),
  ],
  authorizedAmong: [new Set(), ({ application }, mine) => authorizedAmong(mine, [application.id])],
  insertSecret: [false, ({ application }, mine) => insertSecret(mine, secret(application.id), 9)],
  listSecrets: [[], ({ application }, mine) => listSecrets(mine, application.id)],
  revokeSecret: [
    false,
    ({ application, secret: { id } }, mine) => revokeSecret(mine, application.id, id, NOW),
  ],
  findConsent: [null, ({ person, application }, mine) => findConsent(mine, person.id, application.id)],
  withdrawConsent: [
    false,
    ({ person, application }, mine) => withdrawConsent(mine, person.id, application.id, NOW),
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
  replaceSuccessor: [
    false,
    async ({ spent, successor, rotated }, mine) => {
      await standIn(mine, rotated)
      const another = refreshToken(mine, rotated.id)
      const hashes = { hash: spent.hash, oldSuccessorHash: successor.hash }
      return replaceSuccessor(mine, { ...hashes, successor: another, now: NOW })
    },
  ],
  extendRefreshToken: [false, ({ token }, mine) => extendRefreshToken(mine, token.hash, NOW + 9 * HOUR, NOW)],
  listAuditOfTarget: [
    [],
    ({ application }, mine) => listAuditOfTarget(mine, application.id, { before: null, limit: 9 }),
  ],
  listRefusals: [
    [],
    ({ application }, mine) => listRefusals(mine, application.id, { before: null, limit: 9 }),
  ],
  listUnsealed: [[], (_, mine) => listUnsealed(mine, 9)],
  lastSealed: [null, (_, mine) => lastSealed(mine)],
  listSealed: [[], (_, mine) => listSealed(mine, 0, 9)],
  setSeal: [false, ({ open }, mine) => setSeal(mine, open.id, 2, 'h2')],
  findKey: [null, ({ claim }, mine) => findKey(mine, claim.keyHash)],
}

/** Writes that make or change the stranger's own rows, with the very ids that the other business unit uses. */
const ownOnly: Record<string, Attempt> = {
  holdBusinessUnit: (_, mine) => holdBusinessUnit(mine),
  setImplicitAllowed: (_, mine) => setImplicitAllowed(mine, true),
  setBusinessUnitActive: (_, mine) => setBusinessUnitActive(mine, false),
  switchOnApis: (_, mine) => switchOnApis(mine, ['PatronApi']),
  insertProfile: (_, mine) => insertProfile(mine, profile('prf_theirs', 'Mine')),
  saveConsent: ({ consent }, mine) => saveConsent(mine, { ...consent, scopes: [] }),
  revokeToken: (_, mine) => revokeToken(mine, 'jti-theirs', NOW),
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
  insertSession: (_, mine, their) => insertSession(mine, session(their, newUserId())),
  insertApplication: (_, mine, their) => {
    const record = registration(their)
    return insertApplication(mine, record, keysOf(record))
  },
  insertCode: (_, mine, their) => insertCode(mine, code(their)),
  insertFamily: (_, mine, their) => insertFamily(mine, family(their)),
  insertRefreshToken: (_, mine, their) => insertRefreshToken(mine, refreshToken(their, newFamilyId())),
}

/** Every row of one business unit, table by table. */
async function rowsOf(handle: Handle, their: Scoped): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {}
  for (const table of tablesOfBusinessUnits()) {
    const found = await handle.db
      .withTables<Record<string, { business_unit_id: string }>>()
      .selectFrom(table)
      .selectAll()
      .where('business_unit_id', '=', their.businessUnitId)
      .execute()
    rows[table] = found.map(row => JSON.stringify(row)).sort()
  }
  return rows
}

onBothEngines('tenancy', engine => {
  async function neighbours() {
    const store = engine.store()
    for (const name of ['AgentApi', 'PatronApi']) {
      const texts = { description: name, audience: `https://${name}`, baseUrl: 'https://api.example' }
      await upsertApi(store, { name, ...texts, tryPath: null, position: 1 })
    }
    const [their, mine] = [await addBusinessUnit(store), await addBusinessUnit(store)]
    await store.db.deleteFrom('revoked_tokens').execute()
    const theirs = await furnish(their)
    return { theirs, their, mine, before: await rowsOf(store, their) }
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
