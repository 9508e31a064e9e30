import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, at, listAt, textAt } from '../support/wire/answer.ts'
import { call } from '../support/wire/management.ts'
import { AGENT, MANAGER, OTHER_MANAGER, onBothStages, SUPERVISOR } from '../support/wire/stage.ts'

onBothStages('views of the list', stage => {
  const asked = async (operation: string, body?: unknown, by = MANAGER): Promise<Answer> =>
    call(await stage().person(by), operation, body === undefined ? {} : { body })
  const views = async (by = MANAGER) =>
    listAt((await asked('GET /list-views', undefined, by)).json(), 'items')

  async function saved(name: string, more: object = {}, by = MANAGER): Promise<string> {
    const answer = await asked('POST /list-views', { name, query: {}, ...more }, by)
    assert.equal(answer.status, 201, answer.text)
    return textAt(answer.json(), 'id')
  }

  async function clear(by = MANAGER): Promise<void> {
    for (const view of await views(by)) await asked(`DELETE /list-views/${textAt(view, 'id')}`, undefined, by)
  }

  test('are kept for who saved them, with all that the list takes, and nobody else reaches them', async () => {
    const query = { owner: 'none', status: 'active', idle: '90d', sort: '-created', tag: 'night' }
    const id = await saved('Nobody answers', { query, columns: 'vendor.used' })
    const [view] = await views()
    assert.deepEqual(view, { id, name: 'Nobody answers', query, columns: 'vendor.used', default: false })
    for (const by of [SUPERVISOR, OTHER_MANAGER]) {
      assert.deepEqual(await views(by), [])
      assert.equal((await asked(`PATCH /list-views/${id}`, { name: 'Stolen' }, by)).status, 404)
      assert.equal((await asked(`DELETE /list-views/${id}`, undefined, by)).status, 404)
    }
    assert.equal((await asked('GET /list-views', undefined, AGENT)).status, 403)
    assert.equal((await asked(`DELETE /list-views/${id}`)).status, 204)
    assert.equal((await asked(`DELETE /list-views/${id}`)).status, 404)
  })

  test('one is shown at first at most, and a change touches what it names alone', async () => {
    const [one, two] = [await saved('One', { default: true }), await saved('Two', { default: true })]
    assert.deepEqual(
      (await views()).map(view => [textAt(view, 'id'), at(view, 'default')]),
      [
        [one, false],
        [two, true],
      ],
    )
    const renamed = await asked(`PATCH /list-views/${two}`, { name: ' Zwei ' })
    assert.deepEqual(
      [at(renamed.json(), 'name'), at(renamed.json(), 'default'), at(renamed.json(), 'query')],
      ['Zwei', true, {}],
    )
    await clear()
  })

  test('have names of their own, are twenty at most, and narrow by what the list takes', async () => {
    await saved('Twice')
    const again = await asked('POST /list-views', { name: 'TWICE ', query: {} })
    assert.deepEqual([again.status, at(again.json(), 'errors', 0, 'rule')], [400, 'taken'])
    for (const body of [
      { name: 'x', query: { status: 'gone' } },
      { name: 'x', query: { cursor: 'c' } },
      { name: 'x', query: {}, columns: 'a..b' },
      { name: '', query: {} },
      { name: 'x' },
    ]) {
      assert.equal((await asked('POST /list-views', body)).status, 400, JSON.stringify(body))
    }
    // Ten at once, of which no more are kept than fit.
    for (let count = 0; count < 14; count++) await saved(`View ${count}`)
    const many = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        asked('POST /list-views', { name: `More ${index}`, query: {} }),
      ),
    )
    assert.equal(many.filter(({ status }) => status === 201).length, 5)
    assert.equal((await views()).length, 20)
    await clear()
  })

  test('are saved once, however often the same request is sent', async () => {
    const send = async () =>
      call(await stage().person(MANAGER), 'POST /list-views', {
        body: { name: 'Once', query: {} },
        headers: { 'idempotency-key': 'view-1' },
      })
    const [first, second] = [await send(), await send()]
    assert.deepEqual(second.json(), first.json())
    assert.equal((await views()).length, 1)
    await clear()
  })
})
