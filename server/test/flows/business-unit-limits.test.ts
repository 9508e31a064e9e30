import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listAuditOfTarget } from '../../src/store/audit/audit.ts'
import { inBusinessUnit } from '../../src/store/handle.ts'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, at, listAt, textAt } from '../support/wire/answer.ts'
import { askForEdit } from '../support/wire/choices.ts'
import { call, edit, register } from '../support/wire/management.ts'
import { HARBOUR, MANAGER, OTHER_MANAGER, type Stage, SUPERVISOR } from '../support/wire/stage.ts'

const NONE = { accessToken: null, refreshIdle: null, refreshLongest: null }

async function setLimits(stage: Stage, limits: unknown, by = MANAGER): Promise<Answer> {
  return call(await stage.person(by), 'PATCH /business-unit', { body: { limits } })
}

async function limitsOf(stage: Stage, by = MANAGER): Promise<unknown> {
  return at((await call(await stage.person(by), 'GET /me')).json(), 'businessUnit', 'limits')
}

function pathsIn(answer: Answer): readonly string[] {
  return listAt(answer.json(), 'errors').map(fault => textAt(fault, 'path'))
}

onInsideStage('the limits of a business unit', stage => {
  test('begin as none, are set one by one and taken back, for this business unit alone', async () => {
    assert.deepEqual(await limitsOf(stage()), NONE)
    for (const [limits, after] of [
      [{ accessToken: 600 }, { ...NONE, accessToken: 600 }],
      [
        { refreshIdle: 300, refreshLongest: 63_072_000 },
        { accessToken: 600, refreshIdle: 300, refreshLongest: 63_072_000 },
      ],
      [{}, { accessToken: 600, refreshIdle: 300, refreshLongest: 63_072_000 }],
      [NONE, NONE],
    ] as const) {
      const answer = await setLimits(stage(), limits)
      assert.deepEqual([answer.status, at(answer.json(), 'limits')], [200, after])
      assert.deepEqual(await limitsOf(stage()), after)
    }
    assert.deepEqual(await limitsOf(stage(), OTHER_MANAGER), NONE)
  })

  test('are refused outside the bounds with every fault at its field, and then nothing is changed', async () => {
    const wrong = { accessToken: 59, refreshIdle: 31_536_001, refreshLongest: 300 }
    const answer = await setLimits(stage(), wrong)
    assert.equal(answer.status, 400)
    assert.deepEqual(pathsIn(answer), ['/limits/accessToken', '/limits/refreshIdle'])
    for (const limits of [
      { accessToken: 60.5 },
      { accessToken: '60' },
      { accessToken: -1 },
      { other: 60 },
      null,
      60,
    ]) {
      const refused = await setLimits(stage(), limits)
      assert.equal(refused.status, 400, JSON.stringify(limits))
      assert.ok(pathsIn(refused).every(path => path.startsWith('/limits')))
    }
    const empty = await call(await stage().person(MANAGER), 'PATCH /business-unit', { body: {} })
    assert.equal(empty.status, 400)
    assert.deepEqual(await limitsOf(stage()), NONE)
  })

  test('are not for who may not edit the business unit', async () => {
    assert.equal((await setLimits(stage(), { accessToken: 60 }, SUPERVISOR)).status, 403)
    assert.deepEqual(await limitsOf(stage()), NONE)
  })

  test('go into the history with what they were and are, and setting what is set does not', async () => {
    const { known, store } = stage().deps
    const unit = (await known.businessUnitByNumber(HARBOUR))?.unit ?? assert.fail()
    const changes = async () => {
      const entries = await listAuditOfTarget(inBusinessUnit(store, unit.id), unit.id, {
        before: null,
        limit: 99,
      })
      return entries.filter(({ action }) => action === 'business-unit.edited').map(entry => entry.changes)
    }
    const before = (await changes()).length
    await setLimits(stage(), { accessToken: 600, refreshIdle: 600 })
    await setLimits(stage(), { accessToken: 600 })
    await setLimits(stage(), NONE)
    const [second, first, ...rest] = await changes()
    assert.equal(rest.length, before)
    assert.deepEqual(first, [
      { field: 'limits.accessToken', before: null, after: '600 s' },
      { field: 'limits.refreshIdle', before: null, after: '600 s' },
    ])
    assert.deepEqual(
      second?.map(({ after }) => after),
      [null, null],
    )
  })

  test('bound what applications choose, and never make an edit fail that leaves their lifetimes alone', async () => {
    const client = await register(stage())
    await edit(stage(), client.id, { lifetimes: { accessToken: 3600 } })
    await setLimits(stage(), { accessToken: 600 })
    const beyond = await askForEdit(stage(), client.id, { lifetimes: { accessToken: 601 } })
    assert.deepEqual([beyond.status, pathsIn(beyond)], [400, ['/lifetimes/accessToken']])
    await edit(stage(), client.id, { lifetimes: { refreshIdle: 900 } })
    await edit(stage(), client.id, { lifetimes: { accessToken: 3600 }, scopes: ['RealTimeApi'] })
    const shown = (await call(await stage().person(MANAGER), `GET /applications/${client.id}`)).json()
    assert.deepEqual(at(shown, 'lifetimes'), { accessToken: 3600, refreshIdle: 900, refreshLongest: null })
    const effective = { accessToken: 600, refreshIdle: 900, refreshLongest: 7_776_000 }
    assert.deepEqual(at(shown, 'effectiveLifetimes'), effective)
    await setLimits(stage(), NONE)
  })

  test('of two who set different limits at once both get theirs', async () => {
    const [one, other] = await Promise.all([
      setLimits(stage(), { accessToken: 600 }),
      setLimits(stage(), { refreshIdle: 600 }),
    ])
    assert.deepEqual([one.status, other.status], [200, 200])
    assert.deepEqual(await limitsOf(stage()), { accessToken: 600, refreshIdle: 600, refreshLongest: null })
    await setLimits(stage(), NONE)
  })
})
