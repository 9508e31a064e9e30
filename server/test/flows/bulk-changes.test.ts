import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { type Answer, at, listAt, textAt } from '../support/wire/answer.ts'
import { call, register } from '../support/wire/management.ts'
import { AGENT, MANAGER, OTHER_MANAGER, onBothStages, SUPERVISOR } from '../support/wire/stage.ts'

onBothStages('bulk changes', stage => {
  const asked = async (operation: string, body?: unknown, by = MANAGER): Promise<Answer> =>
    call(await stage().person(by), operation, body === undefined ? {} : { body })

  async function planned(body: object, by = MANAGER): Promise<string> {
    const answer = await asked('POST /bulk-changes', body, by)
    assert.equal(answer.status, 201, answer.text)
    assert.equal(at(answer.json(), 'state'), 'planned')
    return textAt(answer.json(), 'id')
  }

  async function ended(id: string): Promise<unknown> {
    for (let tries = 0; tries < 200; tries++) {
      const now = (await asked(`GET /bulk-changes/${id}`)).json()
      if (at(now, 'state') !== 'running') return now
      await pause(50)
    }
    throw new Error('It does not end.')
  }

  async function carriedOut(body: object): Promise<unknown> {
    const id = await planned(body)
    assert.equal((await asked(`POST /bulk-changes/${id}/start`)).status, 200)
    return ended(id)
  }

  const counts = (bulk: unknown): string[] =>
    listAt(bulk, 'counts').map(
      each => `${String(at(each, 'count'))} ${String(at(each, 'reason') ?? at(each, 'state'))}`,
    )

  async function some(count: number): Promise<string[]> {
    const ids: string[] = []
    for (; count > 0; count--) ids.push((await register(stage())).id)
    return ids
  }

  test('change nothing before they are started, then each application by itself, and say what did not change', async () => {
    const ids = await some(3)
    const foreign = await register(stage(), { by: OTHER_MANAGER })
    await asked(`POST /applications/${ids[0]}/deactivate`, {})
    const body = { action: 'deactivate', reason: 'Moved to Day', ids: [...ids, foreign.id, 'app_x', ids[1]] }
    const id = await planned(body)
    const plan = (await asked(`GET /bulk-changes/${id}`)).json()
    assert.deepEqual(counts(plan), ['2 not-found', '1 already', '2 waiting'])
    assert.deepEqual(at(plan, 'effects', 'signIns'), { count: 0, more: false })
    assert.equal(at((await asked(`GET /applications/${ids[1]}`)).json(), 'status'), 'active')
    // A plan is seen and started by whoever made it alone.
    for (const by of [SUPERVISOR, OTHER_MANAGER]) {
      assert.equal((await asked(`GET /bulk-changes/${id}`, undefined, by)).status, 404)
    }
    assert.deepEqual(
      listAt((await asked('GET /bulk-changes')).json(), 'items').map(each => textAt(each, 'id')),
      [],
    )
    for (let times = 0; times < 2; times++) {
      assert.equal((await asked(`POST /bulk-changes/${id}/start`)).status, 200)
    }
    const done = await ended(id)
    assert.deepEqual(counts(done), ['2 changed', '2 not-found', '1 already'])
    const one = (await asked(`GET /applications/${ids[1]}`)).json()
    assert.deepEqual([at(one, 'status'), at(one, 'statusReason')], ['inactive', 'Moved to Day'])
    const history = listAt((await asked(`GET /applications/${ids[1]}/history`)).json(), 'items')
    assert.equal(at(history[0], 'action'), 'application.deactivated')
    const refused = (await asked(`GET /bulk-changes/${id}/items?state=refused`)).json()
    const told = listAt(refused, 'items').map(each => [textAt(each, 'applicationId'), at(each, 'name')])
    assert.deepEqual(
      new Map(told.map(([id, name]) => [id, name])),
      new Map([
        [foreign.id, null],
        ['app_x', null],
      ]),
    )
    const listed = listAt((await asked('GET /bulk-changes', undefined, SUPERVISOR)).json(), 'items')
    assert.equal(textAt(listed[0], 'id'), id)
    assert.equal((await asked(`GET /bulk-changes/${id}`, undefined, OTHER_MANAGER)).status, 404)
    assert.equal((await asked('GET /bulk-changes', undefined, AGENT)).status, 403)
  })

  test('are chosen by a filter as the list takes it, and are undone by a bulk change of their own', async () => {
    const ids = await some(2)
    await carriedOut({ action: 'add-tag', tag: 'To Undo', ids })
    const done = await carriedOut({
      action: 'add-owner',
      owner: SUPERVISOR,
      filter: { tag: 'to-undo', status: 'active' },
    })
    assert.deepEqual([counts(done), at(done, 'owner', 'userName')], [['2 changed'], SUPERVISOR])
    const listed = (await asked(`GET /applications?owner=${SUPERVISOR}&tag=to-undo`)).json()
    assert.equal(listAt(listed, 'items').length, 2)
    assert.ok(typeof at(done, 'undoUntil') === 'string')
    const undone = await carriedOut({ action: 'undo', undoOf: textAt(done, 'id') })
    assert.deepEqual([counts(undone), at(undone, 'undoes')], [['2 changed'], 'add-owner'])
    const now = (await asked(`GET /bulk-changes/${textAt(done, 'id')}`)).json()
    assert.deepEqual([at(now, 'undoneBy'), at(now, 'undoUntil')], [textAt(undone, 'id'), null])
    const again = await asked('POST /bulk-changes', { action: 'undo', undoOf: textAt(done, 'id') })
    assert.deepEqual([again.status, at(again.json(), 'type')], [409, '/problems/bulk-over'])
    const after = (await asked(`GET /applications?owner=${SUPERVISOR}&tag=to-undo`)).json()
    assert.equal(listAt(after, 'items').length, 0)
  })

  test('are planned once, however often the same request is sent', async () => {
    const ids = await some(1)
    const send = async (tag: string) =>
      call(await stage().person(MANAGER), 'POST /bulk-changes', {
        body: { action: 'add-tag', tag, ids },
        headers: { 'idempotency-key': 'bulk-1' },
      })
    const answers = await Promise.all(Array.from({ length: 5 }, () => send('once')))
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]))
    assert.equal(new Set(answers.map(answer => textAt(answer.json(), 'id'))).size, 1)
    assert.equal((await send('twice')).status, 409)
  })

  test('are refused whole where what is asked for is none', async () => {
    const [id] = await some(1)
    for (const [body, path] of [
      [{ action: 'add-tag', ids: [id] }, '/tag'],
      [{ action: 'add-tag', tag: ' ', ids: [id] }, '/tag'],
      [{ action: 'activate', tag: 'x', ids: [id] }, '/tag'],
      [{ action: 'activate' }, '/ids'],
      [{ action: 'activate', ids: [id], filter: {} }, '/ids'],
      [{ action: 'activate', ids: [] }, '/ids'],
      [{ action: 'activate', filter: { search: 'nothing has this name' } }, '/filter'],
      [{ action: 'activate', filter: { cursor: 'c' } }, '/filter/cursor'],
      [{ action: 'set-owner', owner: OTHER_MANAGER, ids: [id] }, '/owner'],
      [{ action: 'set-owner', ids: [id] }, '/owner'],
      [{ action: 'deactivate', reason: 'a\u0000b', ids: [id] }, '/reason'],
      [{ action: 'undo', ids: [id] }, '/undoOf'],
    ] as const) {
      const answer = await asked('POST /bulk-changes', body)
      assert.deepEqual([answer.status, at(answer.json(), 'errors', 0, 'path')], [400, path], answer.text)
    }
    assert.equal((await asked('POST /bulk-changes', { action: 'undo', undoOf: 'blk_none' })).status, 404)
    const body = { action: 'add-tag', tag: 'x', ids: [id] }
    assert.equal((await asked('POST /bulk-changes', body, SUPERVISOR)).status, 403)
  })
})
