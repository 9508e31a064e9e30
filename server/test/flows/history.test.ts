import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, listAt, textAt } from '../support/wire/answer.ts'
import { call, edit, register } from '../support/wire/management.ts'
import { MANAGER, onStage, SUPERVISOR } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

onStage('the history of an application', stage => {
  async function scene() {
    const { id } = await register(stage())
    const [manager, supervisor] = [await stage().person(MANAGER), await stage().person(SUPERVISOR)]
    await edit(stage(), id, { scopes: ['ReportingApi'] })
    await call(supervisor, `POST /applications/${id}/notes`, { body: { text: 'Seen.' } })
    await call(manager, `POST /applications/${id}/deactivate`)
    const path = `/applications/${id}/history`
    const actions = async (query: string) =>
      listAt((await call(manager, `GET ${path}${query}`)).json(), 'items').map(entry => at(entry, 'action'))
    return { path, manager, actions }
  }

  test('is narrowed to what was done and to who did it', async () => {
    const { actions } = await scene()
    assert.equal((await actions('')).length, 4)
    assert.deepEqual(await actions('?group=settings'), ['application.edited', 'application.registered'])
    assert.deepEqual(await actions('?group=status'), ['application.deactivated'])
    assert.deepEqual(await actions('?group=secrets'), [])
    assert.deepEqual(await actions(`?actor=${SUPERVISOR}`), ['application.note-added'])
    assert.deepEqual(await actions(`?actor=${MANAGER}&group=notes`), [])
    assert.deepEqual(await actions('?actor=nobody'), [])
  })

  test('has an address for each entry', async () => {
    const { path, manager } = await scene()
    const entry = at((await call(manager, `GET ${path}`)).json(), 'items', 0)
    const one = await call(manager, `GET ${path}/${textAt(entry, 'id')}`)
    assert.deepEqual(one.json(), entry)
    const elsewhere = await scene()
    problemOf(await call(manager, `GET ${elsewhere.path}/${textAt(entry, 'id')}`), 404)
  })

  test('refuses a group that there is not, and a cursor of a list that was narrowed in another way', async () => {
    const { path, manager } = await scene()
    problemOf(await call(manager, `GET ${path}?group=everything`), 400)
    for (let count = 0; count < 51; count++) {
      await call(manager, `POST ${path.replace('history', 'notes')}`, { body: { text: `No ${count}` } })
    }
    const answer = await call(manager, `GET ${path}?group=notes`)
    const cursor = encodeURIComponent(textAt(answer.json(), 'nextCursor'))
    const next = await call(manager, `GET ${path}?group=notes&cursor=${cursor}`)
    assert.equal(listAt(next.json(), 'items').length, 2)
    problemOf(await call(manager, `GET ${path}?cursor=${cursor}`), 400)
    problemOf(await call(manager, `GET ${path}?group=settings&cursor=${cursor}`), 400)
  })
})
