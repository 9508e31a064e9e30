import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { SAMPLE_EXTERNAL_ID } from '@latchkey/contract/catalogue/catalogue.ts'
import { makeTestDeps, makeTestNodes } from '../../../test/support/test-deps.ts'
import { DAY } from '../../lib/clock.ts'
import { isApplicationId } from '../../lib/ids.ts'
import { aliasOf, checkRegistration } from '../../registry/applications/application.ts'
import type { Registration } from '../../registry/model.ts'
import { BUILT_IN_APIS } from '../../registry/people/profiles.ts'
import { listApplications } from '../../store/applications/application-list.ts'
import { setApplicationActive } from '../../store/applications/applications.ts'
import { NO_CONDITIONS } from '../../store/applications/lists/conditions.ts'
import { listUnsealed } from '../../store/audit/audit.ts'
import { inBusinessUnit, type Scoped } from '../../store/handle.ts'
import { anyUser } from '../../store/people/users.ts'
import { ensurePlatform } from '../bootstrap.ts'
import type { Deps } from '../deps.ts'
import { createFirstOperator, makeSetupLink } from '../people/setup.ts'
import { checkPassword } from '../people/sign-in.ts'
import { makeSample } from './sample.ts'
import { openStage } from './stage.ts'

const address = { exampleBaseUrl: 'http://localhost:3001' }
const options = { password: 'a password for the sample', ...address }

async function platformFor(t: TestContext): Promise<Deps> {
  const { deps, close } = await makeTestDeps()
  t.after(close)
  await ensurePlatform(deps, address)
  return deps
}

async function scopeOf(deps: Deps, number: string): Promise<Scoped> {
  const found = await deps.known.businessUnitByNumber(number)
  assert.ok(found !== null)
  return inBusinessUnit(deps.store, found.unit.id)
}

async function applicationsOf(scope: Scoped) {
  return listApplications(scope, {
    kinds: ['internal', 'catalogue', 'authorization'],
    search: null,
    active: null,
    conditions: NO_CONDITIONS,
    sort: 'name',
    descending: false,
    after: null,
    limit: 10,
  })
}

describe('the sample', () => {
  test('has two business units with all seven APIs, and five users who can sign in', async t => {
    const deps = await platformFor(t)
    const sample = await makeSample(deps, options)
    assert.deepEqual([sample?.password, sample?.generated], [options.password, false])
    const users: string[] = []
    for (const { userName } of sample?.users ?? []) {
      const signedIn = await checkPassword(deps, { userName, password: options.password })
      assert.ok(signedIn.ok)
      const { businessUnitId, securityProfileId } = signedIn.value.user
      const known = await deps.known.businessUnit(businessUnitId)
      assert.deepEqual(known?.switchedOn, [...BUILT_IN_APIS])
      const { name, number, environment } = known.unit
      users.push(`${userName}: ${securityProfileId} of ${number} ${name}, ${environment}`)
    }
    assert.deepEqual(users, [
      'manager@harbour.example: manager of 4512345 Harbour Support, production',
      'supervisor@harbour.example: supervisor of 4512345 Harbour Support, production',
      'agent@harbour.example: agent of 4512345 Harbour Support, production',
      'manager@meadow.example: manager of 4598765 Meadow Clinics, sandbox',
      'operator@latchkey.example: manager of 1000000 Platform, production',
    ])
  })

  test('is played by services whose lists, too, are read within its transaction', async t => {
    const deps = await platformFor(t)
    await makeSample(deps, options)
    const harbour = await scopeOf(deps, '4512345')
    await deps.store.transact(async tx => {
      const stage = openStage(deps, tx, deps.clock())
      const [one] = await applicationsOf(inBusinessUnit(stage.deps.store, harbour.businessUnitId))
      assert.ok(one !== undefined)
      const off = { active: !one.active, at: deps.clock(), by: one.createdBy, reason: null }
      await setApplicationActive(inBusinessUnit(tx, harbour.businessUnitId), one.id, off)
      const [again] = await applicationsOf(inBusinessUnit(stage.deps.store, harbour.businessUnitId))
      assert.equal(again?.active, !one.active)
    })
  })

  test('has applications of every kind in different states, all as the rules want them', async t => {
    const deps = await platformFor(t)
    await makeSample(deps, options)
    const [catalogue, harbour, meadow] = [
      await applicationsOf(await scopeOf(deps, '1000000')),
      await applicationsOf(await scopeOf(deps, '4512345')),
      await applicationsOf(await scopeOf(deps, '4598765')),
    ]
    const shown = (each: Registration) =>
      `${each.kind} ${each.clientType} ${aliasOf(each)}${each.active ? '' : ', inactive'}`
    assert.deepEqual(catalogue.map(shown), [
      'catalogue confidential Callback Scheduler@Northwind Software',
      'catalogue confidential Speech Insights@Tallis Voice',
      'catalogue confidential Survey Desk@Quillmark',
      'catalogue public Wallboard@Brightline',
    ])
    assert.deepEqual(harbour.map(shown), [
      'internal public Agent Desktop@Harbour Support',
      'internal confidential Campaign Dialler@Harbour Support, inactive',
      'internal confidential Quality Review@Harbour Support',
      'internal confidential Report Archive@Harbour Support',
      'internal confidential Shift Planner@Harbour Support',
      'authorization confidential Speech Insights@Tallis Voice',
    ])
    assert.deepEqual(meadow.map(shown), [
      'internal confidential Appointment Reminders@Meadow Clinics',
      'authorization confidential Survey Desk@Quillmark',
    ])
    assert.equal(catalogue.find(each => each.name === 'Wallboard')?.id, SAMPLE_EXTERNAL_ID)
    for (const registration of [...catalogue, ...harbour, ...meadow]) {
      assert.equal(checkRegistration(registration, BUILT_IN_APIS).ok, true, registration.name)
    }
    for (const { description, name } of catalogue) assert.match(description, /^[A-Z].{20,}\.$/, name)
  })

  test('stands in the history as made by the sample, and what became of it as done by those who did it', async t => {
    const deps = await platformFor(t)
    await makeSample(deps, options)
    const entries = await listUnsealed(await scopeOf(deps, '4512345'), 100)
    const first = entries.filter(entry => entry.actor.kind === 'system')
    assert.deepEqual(first.map(entry => entry.action).toSorted(), [
      'application.registered',
      'business-unit.created',
      'user.created',
      'user.created',
      'user.created',
    ])
    assert.ok(first.every(entry => entry.actor.name === 'Sample'))
    const times = entries.map(entry => entry.at)
    const [oldest, newest] = [first.at(0)?.at ?? 0, Math.max(...times)]
    assert.ok(Math.min(...times) === oldest && newest <= Date.now(), 'no time runs ahead')
    assert.ok(Date.now() - oldest > 30 * DAY && Date.now() - newest < 2 * DAY)
    const actors = new Set(entries.map(entry => entry.actor.name))
    for (const name of ['manager@harbour.example', 'agent@harbour.example', 'Speech Insights']) {
      assert.ok(actors.has(name), name)
    }
  })

  test('that fails half-way leaves nothing behind, and is made whole the next time', async t => {
    const deps = await platformFor(t)
    const keyring = () => assert.fail('the power went')
    await assert.rejects(makeSample({ ...deps, keyring }, options), /the power went/)
    assert.equal(await anyUser(deps.store), false)
    assert.equal(await deps.known.businessUnitByNumber('4512345'), null)
    assert.notEqual(await makeSample(deps, options), null)
    assert.equal((await applicationsOf(await scopeOf(deps, '4512345'))).length, 6)
  })

  test('is made once: a second start changes nothing, with whatever password', async t => {
    const deps = await platformFor(t)
    await makeSample(deps, options)
    const scope = await scopeOf(deps, '4512345')
    const before = [await applicationsOf(scope), await listUnsealed(scope, 100)]
    assert.equal(await makeSample(deps, { ...options, password: 'another password' }), null)
    assert.deepEqual([await applicationsOf(scope), await listUnsealed(scope, 100)], before)
    const typed = { userName: 'manager@harbour.example', password: options.password }
    assert.equal((await checkPassword(deps, typed)).ok, true)
  })

  test('is not made on a platform that has an operator already', async t => {
    const deps = await platformFor(t)
    const link = (await makeSetupLink(deps)) ?? ''
    const operator = { userName: 'kim@company.example', fullName: 'Kim', password: 'long enough' }
    assert.equal((await createFirstOperator(deps, link, operator, 'req_test')).ok, true)
    assert.equal(await makeSample(deps, options), null)
    assert.equal(await deps.known.businessUnitByNumber('4512345'), null)
  })

  test('needs the platform to stand', async t => {
    const { deps, close } = await makeTestDeps()
    t.after(close)
    await assert.rejects(makeSample(deps, options), /platform/)
  })

  test('is made once by three nodes that start at the same moment on one PostgreSQL', async t => {
    const nodes = await makeTestNodes(t, 3)
    const made = await Promise.all(
      nodes.map(async deps => {
        await ensurePlatform(deps, address)
        return makeSample(deps, options)
      }),
    )
    assert.equal(made.filter(sample => sample !== null).length, 1)
    for (const deps of nodes) {
      assert.equal((await applicationsOf(await scopeOf(deps, '4512345'))).length, 6)
    }
  })
})

describe('what the start prints about the sample', () => {
  test('a made-up password is shown, and is the password of the users', async t => {
    const deps = await platformFor(t)
    const sample = await makeSample(deps, { ...options, password: null })
    assert.ok(sample?.generated)
    const text = sample.lines.join('\n')
    const [, password = ''] = /the password (\S+) \(shown only this once\)/.exec(text) ?? []
    const user = { userName: 'agent@harbour.example', password }
    assert.equal((await checkPassword(deps, user)).ok, true)
    for (const { userName } of sample.users) assert.ok(text.includes(userName))
  })

  test('a password that was given is not repeated', async t => {
    const deps = await platformFor(t)
    const sample = await makeSample(deps, options)
    assert.ok(sample !== null)
    assert.ok(!sample.lines.join('\n').includes(options.password))
  })

  test('the command has the id and the secret of the sample application, which may ask for its scope', async t => {
    const deps = await platformFor(t)
    const sample = await makeSample(deps, options)
    const command = sample?.lines.at(-1) ?? ''
    const [, id = '', secret] = / -u (app_\w+):(lks_\w+) /.exec(command) ?? []
    assert.ok(isApplicationId(id))
    assert.deepEqual([sample?.firstCall.clientId, sample?.firstCall.clientSecret], [id, secret])
    const client = await deps.known.client(id)
    assert.ok(client !== null)
    assert.ok(client.registration.scopes.includes('RealTimeApi'))
    assert.equal(client.secrets.length, 1)
    assert.ok(command.includes(' http://localhost:3000/oauth2/token '))
    assert.ok(command.endsWith(' http://localhost:3001/services/v1.0/agents/states'))
  })
})
