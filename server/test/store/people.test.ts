import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOUR, MINUTE } from '../../src/lib/clock.ts'
import { NO_DETAILS } from '../../src/registry/people/details.ts'
import { listApis, listScopes, upsertApi, upsertScope } from '../../src/store/business-units/apis.ts'
import {
  editBusinessUnit,
  findBusinessUnit,
  findBusinessUnitByNumber,
  findPlatform,
  insertBusinessUnit,
  listSwitchedOnApis,
  setBusinessUnitActive,
  switchOnApis,
} from '../../src/store/business-units/business-units.ts'
import { listBusinessUnits } from '../../src/store/business-units/unit-list.ts'
import { inBusinessUnit } from '../../src/store/handle.ts'
import { findProfile, insertProfile, listProfiles } from '../../src/store/people/profiles/profiles.ts'
import {
  endSession,
  findSession,
  insertSession,
  listSessionsOfBusinessUnit,
  listSessionsOfUser,
  touchSession,
} from '../../src/store/people/sessions.ts'
import { consumeSetupLink, findSetupLink, insertSetupLink } from '../../src/store/people/setup-links.ts'
import { countUsers, listUsers } from '../../src/store/people/user-list.ts'
import { findByNames } from '../../src/store/people/user-words.ts'
import {
  anyUser,
  findPasswordHash,
  findUser,
  findUserByName,
  holdUser,
  insertUser,
  replacePasswordHash,
  setContact,
  setDetails,
  setSecurityProfile,
  setUserActive,
} from '../../src/store/people/users.ts'
import { onBothEngines } from './engines.ts'
import {
  addBusinessUnit,
  addUser,
  businessUnit,
  NOW,
  newHash,
  newUserId,
  profile,
  session,
  user,
} from './records.ts'

const ALL_USERS = { search: null, active: null, profileId: null }

const ALL_UNITS = { search: null, active: null } as const

onBothEngines('business units and people', engine => {
  test('a business unit is found by its id and by its number as it was kept', async () => {
    const { createdAt, ...unit } = businessUnit()
    assert.equal(await insertBusinessUnit(engine.store(), { ...unit, createdAt }), true)
    assert.deepEqual(await findBusinessUnit(engine.store(), unit.id), unit)
    assert.deepEqual(await findBusinessUnitByNumber(engine.store(), unit.number), unit)
    assert.equal(await findBusinessUnitByNumber(engine.store(), '1'), null)
    assert.equal(await findBusinessUnit(engine.store(), businessUnit().id), null)
  })

  test('a number belongs to one business unit', async () => {
    const unit = businessUnit()
    await insertBusinessUnit(engine.store(), unit)
    const second = { ...businessUnit(), number: unit.number }
    assert.equal(await insertBusinessUnit(engine.store(), second), false)
    assert.equal(await findBusinessUnit(engine.store(), second.id), null)
  })

  test('there is at most one platform', async () => {
    const store = await engine.freshStore()
    await insertBusinessUnit(store, businessUnit())
    assert.equal(await findPlatform(store), null)
    const platform = { ...businessUnit(), platform: true }
    assert.equal(await insertBusinessUnit(store, platform), true)
    assert.equal(await insertBusinessUnit(store, { ...businessUnit(), platform: true }), false)
    assert.equal((await findPlatform(store))?.id, platform.id)
  })

  test('a business unit is switched off once, and keeps its settings', async () => {
    const scope = await addBusinessUnit(engine.store())
    assert.equal(await setBusinessUnitActive(scope, true, NOW), false)
    assert.equal(await setBusinessUnitActive(scope, false, NOW + 1), true)
    assert.equal(await setBusinessUnitActive(scope, false, NOW + 2), false)
    const limits = { accessToken: null, refreshIdle: 300_000, refreshLongest: 86_400_000 }
    const choices = {
      implicitAllowed: true,
      dynamicRegistrationAllowed: false,
      refreshGrace: 0,
      leakPolicy: 'alert',
    } as const
    await editBusinessUnit(scope, { ...choices, limits })
    const unit = await findBusinessUnit(scope, scope.businessUnitId)
    assert.deepEqual([unit?.active, unit?.statusChangedAt, unit?.implicitAllowed], [false, NOW + 1, true])
    assert.deepEqual([unit?.dynamicRegistrationAllowed, unit?.limits, unit?.refreshGrace], [false, limits, 0])
    assert.equal(unit?.leakPolicy, 'alert')
  })

  test('APIs and scopes are listed by position, and a second upsert brings them up to date', async () => {
    const store = await engine.freshStore()
    const api = (name: string, position: number) => ({
      name,
      description: `What ${name} does`,
      audience: `https://${name}.example`,
      baseUrl: 'https://api.example',
      tryPath: position === 1 ? '/agents' : null,
      position,
    })
    const scope = {
      name: 'AgentApi',
      apiName: 'AgentApi',
      description: 'Agents',
      withoutUser: true,
      sensitive: true,
    }
    await upsertApi(store, api('PatronApi', 2))
    await upsertApi(store, api('AgentApi', 1))
    await upsertScope(store, { ...scope, name: 'AgentApi.read', position: 3 })
    await upsertScope(store, { ...scope, position: 2 })
    await upsertApi(store, { ...api('PatronApi', 0), description: 'Customers' })
    await upsertScope(store, {
      ...scope,
      name: 'AgentApi.read',
      withoutUser: false,
      sensitive: false,
      position: 1,
    })
    const { position: _, ...agent } = api('AgentApi', 1)
    assert.deepEqual(
      (await listApis(store)).map(found => [found.name, found.description]),
      [
        ['PatronApi', 'Customers'],
        ['AgentApi', 'What AgentApi does'],
      ],
    )
    assert.deepEqual((await listApis(store))[1], agent)
    assert.deepEqual(await listScopes(store), [
      { ...scope, name: 'AgentApi.read', withoutUser: false, sensitive: false },
      scope,
    ])
    const unit = await addBusinessUnit(store)
    await switchOnApis(unit, [])
    assert.deepEqual(await listSwitchedOnApis(unit), [])
    await switchOnApis(unit, ['AgentApi'])
    await switchOnApis(unit, ['AgentApi', 'PatronApi'])
    assert.deepEqual(await listSwitchedOnApis(unit), ['PatronApi', 'AgentApi'])
  })

  test('a user is found by id in the business unit, and by name on the whole platform', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { nameKey, passwordHash, createdAt, ...kept } = user(scope)
    assert.equal(await insertUser(scope, { ...kept, nameKey, passwordHash, createdAt }), true)
    assert.deepEqual(await findUser(scope, kept.id), kept)
    assert.deepEqual(await findUserByName(engine.store(), nameKey), { user: kept, passwordHash })
    assert.equal(await findUserByName(engine.store(), `${nameKey}x`), null)
    assert.equal(await findUser(scope, newUserId()), null)
  })

  test('a user name taken in one business unit is taken in all, and nothing is written', async () => {
    const [one, two] = [await addBusinessUnit(engine.store()), await addBusinessUnit(engine.store())]
    const first = user(one)
    await insertUser(one, first)
    const second = user(two, first.nameKey)
    assert.equal(await insertUser(two, second), false)
    assert.equal(await findUser(two, second.id), null)
    assert.equal((await findUserByName(engine.store(), first.nameKey))?.user.id, first.id)
  })

  test('users are found by the beginnings of their names, as many as asked, the inactive left out', async () => {
    const scope = await addBusinessUnit(engine.store())
    const other = await addBusinessUnit(engine.store())
    const names = ['Kim Quay', 'Kim Straße', 'Kimberly Quayle', 'Ada Kim-Lund', 'Akim Quay']
    const made = []
    for (const [index, fullName] of names.entries()) {
      const record = { ...user(scope, `${index}x${newHash().slice(0, 12)}@harbour.example`), fullName }
      await insertUser(scope, record)
      made.push(record)
    }
    await insertUser(other, { ...user(other), fullName: 'Kim Quay' })
    const found = async (typed: string, most = 9) =>
      (await findByNames(scope, typed, most)).map(({ fullName }) => fullName)
    assert.deepEqual(await found('kim'), ['Kim Quay', 'Kim Straße', 'Kimberly Quayle', 'Ada Kim-Lund'])
    assert.deepEqual(await found('kim', 2), ['Kim Quay', 'Kim Straße'])
    assert.deepEqual(await found('qu KIM'), ['Kim Quay', 'Kimberly Quayle'])
    assert.deepEqual(await found('kim STRASSE'), ['Kim Straße'])
    assert.deepEqual(await found(made[3]?.userName ?? ''), ['Ada Kim-Lund'])
    await setUserActive(scope, made[0]?.id ?? newUserId(), false, NOW)
    assert.deepEqual(await found('kim quay'), ['Kimberly Quayle'])
  })

  test('a user whose insert fails leaves the user name free', async () => {
    const scope = await addBusinessUnit(engine.store())
    const record = user(scope)
    const sameId = { ...record, id: await addUser(scope) }
    await assert.rejects(insertUser(scope, sameId), /unique/i)
    assert.equal(await findUserByName(engine.store(), record.nameKey), null)
    assert.equal(await insertUser(scope, record), true)
  })

  test('a name with U+0000 is nobody, on either engine', async () => {
    assert.equal(await findUserByName(engine.store(), 'a\0b'), null)
    assert.equal(await findBusinessUnitByNumber(engine.store(), '45\0'), null)
  })

  test('any user at all is noticed', async () => {
    const store = await engine.freshStore()
    const scope = await addBusinessUnit(store)
    assert.equal(await anyUser(store), false)
    await insertUser(scope, user(scope))
    assert.equal(await anyUser(store), true)
  })

  test('a user is deactivated once, and gets another password and profile', async () => {
    const scope = await addBusinessUnit(engine.store())
    await insertProfile(scope, profile('prf_manager', 'Manager'))
    const record = user(scope)
    await insertUser(scope, record)
    assert.equal(await setUserActive(scope, record.id, false, NOW + 1), true)
    assert.equal(await setUserActive(scope, record.id, false, NOW + 2), false)
    assert.equal((await findUser(scope, record.id))?.statusChangedAt, NOW + 1)
    const change = (before: string) =>
      replacePasswordHash(scope, record.id, { before, after: '$argon2id$two' })
    assert.deepEqual([await change('$argon2id$other'), await change(record.passwordHash)], [false, true])
    assert.equal(await findPasswordHash(scope, record.id), '$argon2id$two')
    assert.equal(await setSecurityProfile(scope, record.id, 'prf_manager'), true)
    const contact = { ...record.contact, email: null, emailVerified: false, phone: '+1 555 0100' }
    assert.equal(await setContact(scope, record.id, contact, NOW + 3), true)
    const changed = await findUser(scope, record.id)
    assert.deepEqual(
      [changed?.contact, changed?.details],
      [contact, { ...record.details, updatedAt: NOW + 3 }],
    )
    const found = await findUserByName(engine.store(), record.nameKey)
    assert.deepEqual(
      [found?.user.active, found?.passwordHash, found?.user.securityProfileId],
      [false, '$argon2id$two', 'prf_manager'],
    )
    assert.equal(await findPasswordHash(scope, newUserId()), null)
    assert.equal(await setSecurityProfile(scope, newUserId(), 'prf_manager'), false)
    assert.equal(await setUserActive(scope, newUserId(), false, NOW), false)
    assert.equal(await setContact(scope, newUserId(), contact, NOW), false)
  })

  test('what is said of a user changes field by field, for whoever knows when it last did', async () => {
    const scope = await addBusinessUnit(engine.store())
    const record = user(scope)
    await insertUser(scope, record)
    const said = async () => (await findUser(scope, record.id))?.details
    assert.deepEqual(await said(), { ...NO_DETAILS, updatedAt: NOW }, 'of the moment it was made')
    const kept = { nickname: 'Kimmy', updatedAt: NOW + 1 }
    assert.equal(await setDetails(scope, record.id, kept, NOW - 1), false)
    assert.equal(await setDetails(scope, record.id, kept, NOW), true)
    assert.equal(await setDetails(scope, record.id, { nickname: 'late' }, NOW), false)
    assert.equal(await setDetails(scope, newUserId(), kept, NOW), false)
    assert.equal(await setDetails(scope, record.id, { locale: 'de', updatedAt: NOW + 2 }, NOW + 1), true)
    assert.deepEqual(await said(), { ...NO_DETAILS, ...kept, locale: 'de', updatedAt: NOW + 2 })
  })

  test('a user is held only while active and with the password that was checked', async () => {
    const scope = await addBusinessUnit(engine.store())
    const record = user(scope)
    await insertUser(scope, record)
    assert.equal(await holdUser(scope, record.id, record.passwordHash), true)
    assert.equal(await holdUser(scope, record.id, '$argon2id$other'), false)
    assert.equal(await holdUser(scope, newUserId(), record.passwordHash), false)
    await setUserActive(scope, record.id, false, NOW)
    assert.equal(await holdUser(scope, record.id, record.passwordHash), false)
  })

  test('the sessions of a business unit are listed until they are ended or over', async () => {
    const scope = await addBusinessUnit(engine.store())
    const [live, ended, over] = [newUserId(), newUserId(), newUserId()].map(id => session(scope, id))
    assert.ok(live !== undefined && ended !== undefined && over !== undefined)
    for (const each of [live, ended, { ...over, endsAt: NOW }]) await insertSession(scope, each)
    await endSession(scope, ended.id, NOW)
    assert.deepEqual(await listSessionsOfBusinessUnit(scope, NOW, 9), [live])
    assert.deepEqual(await listSessionsOfBusinessUnit(scope, NOW, 0), [])
  })

  test('security profiles are listed by name, and a name is taken once per business unit', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { nameKey, createdAt, ...kept } = profile('prf_b', 'Bookings')
    assert.equal(await insertProfile(scope, { ...kept, nameKey, createdAt }), true)
    assert.equal(await insertProfile(scope, profile('prf_c', 'Bookings')), false)
    assert.equal(await insertProfile(scope, profile('prf_b', 'Other')), false)
    assert.equal(await insertProfile(scope, { ...profile('prf_a', 'Zed'), system: false, scopes: [] }), true)
    assert.deepEqual(await findProfile(scope, 'prf_b'), kept)
    assert.equal(await findProfile(scope, 'prf_c'), null)
    const listed = await listProfiles(scope)
    assert.deepEqual(
      listed.map(found => [found.name, found.system, found.scopes.length]),
      [
        ['Agent', true, 2],
        ['Bookings', true, 2],
        ['Zed', false, 0],
      ],
    )
  })

  test('a permission that this version does not know permits nothing', async () => {
    const scope = await addBusinessUnit(engine.store())
    await scope.db
      .updateTable('security_profiles')
      .set({ permissions: 'api-applications:view toString spaceships:launch' })
      .where('business_unit_id', '=', scope.businessUnitId)
      .execute()
    assert.deepEqual((await findProfile(scope, 'prf_agent'))?.permissions, ['api-applications:view'])
  })

  test('a session is found until it is ended, and only the first end counts', async () => {
    const scope = await addBusinessUnit(engine.store())
    const kept = session(scope, newUserId())
    await insertSession(scope, kept)
    assert.deepEqual(await findSession(engine.store(), kept.hash), kept)
    assert.equal(await findSession(engine.store(), newHash()), null)
    assert.equal(await endSession(scope, kept.id, NOW + 1), true)
    assert.equal(await endSession(scope, kept.id, NOW + 2), false)
    assert.equal(await findSession(engine.store(), kept.hash), null)
  })

  test('the sessions of a user that nobody ended are listed, latest used first', async () => {
    const scope = await addBusinessUnit(engine.store())
    const [one, two] = [newUserId(), newUserId()]
    const old = session(scope, one)
    const late = { ...session(scope, one), lastSeenAt: NOW + 1 }
    const over = session(scope, one)
    for (const each of [old, late, over, session(scope, two)]) await insertSession(scope, each)
    await endSession(scope, over.id, NOW)
    assert.deepEqual(await listSessionsOfUser(scope, one), [late, old])
    assert.deepEqual(await listSessionsOfUser(scope, newUserId()), [])
  })

  test('users and business units are listed in pages without gap or overlap', async () => {
    const store = await engine.freshStore()
    const scopes = [await addBusinessUnit(store), await addBusinessUnit(store), await addBusinessUnit(store)]
    const scope = scopes[0] ?? assert.fail()
    const people = [user(scope), user(scope), user(scope)]
    for (const each of people) await insertUser(scope, each)
    const first = await listUsers(scope, ALL_USERS, { after: null, limit: 2 })
    const rest = await listUsers(scope, ALL_USERS, { after: first.at(-1)?.id ?? '', limit: 2 })
    assert.deepEqual(
      [...first, ...rest].map(found => found.id),
      people.map(made => made.id),
    )
    assert.deepEqual(await countUsers(scope, ALL_USERS), { count: people.length, more: false })
    const page = await listBusinessUnits(store, ALL_UNITS, { after: null, limit: 2 })
    const last = await listBusinessUnits(store, ALL_UNITS, { after: page.at(-1)?.number ?? '', limit: 2 })
    assert.deepEqual([page.length, last.length], [2, 1])
    assert.deepEqual(
      [...page, ...last].map(found => found.id),
      scopes.map(made => made.businessUnitId),
    )
  })

  test('when a session was last seen only moves forward', async () => {
    const scope = await addBusinessUnit(engine.store())
    const kept = session(scope, newUserId())
    await insertSession(scope, kept)
    await touchSession(scope, kept.hash, NOW + MINUTE)
    await touchSession(scope, kept.hash, NOW - HOUR)
    assert.equal((await findSession(engine.store(), kept.hash))?.lastSeenAt, NOW + MINUTE)
  })

  test('a setup link works once, and not after its end', async () => {
    const store = engine.store()
    const [hash, late] = [newHash(), newHash()]
    await insertSetupLink(store, { hash, createdAt: NOW, expiresAt: NOW + HOUR })
    await insertSetupLink(store, { hash: late, createdAt: NOW, expiresAt: NOW + HOUR })
    assert.equal(await findSetupLink(store, hash, NOW), true)
    assert.equal(await consumeSetupLink(store, hash, NOW), true)
    assert.equal(await findSetupLink(store, hash, NOW), false)
    assert.equal(await consumeSetupLink(store, hash, NOW), false)
    assert.equal(await findSetupLink(store, late, NOW + HOUR), false)
    assert.equal(await consumeSetupLink(store, late, NOW + HOUR), false)
    assert.equal(await consumeSetupLink(store, newHash(), NOW), false)
  })

  test('a record of one business unit is not written through the scope of another', async () => {
    const scope = await addBusinessUnit(engine.store())
    const other = inBusinessUnit(engine.store(), businessUnit().id)
    await assert.rejects(insertUser(scope, user(other)), /through the scope/)
    await assert.rejects(insertSession(scope, session(other, newUserId())), /through the scope/)
  })
})
