import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, at, listAt, textAt } from '../support/wire/answer.ts'
import type { Browser } from '../support/wire/browser.ts'
import { call, register } from '../support/wire/management.ts'
import { AGENT, MANAGER, OTHER_MANAGER, onStage, SUPERVISOR } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

onStage('notes on an application', stage => {
  /** A fresh application, and who may do what with it: a manager edits, a supervisor views. */
  async function scene() {
    const { id } = await register(stage())
    const [manager, supervisor] = [await stage().person(MANAGER), await stage().person(SUPERVISOR)]
    return { path: `/applications/${id}/notes`, id, manager, supervisor }
  }

  async function add(by: Browser, path: string, text: string): Promise<Answer> {
    const answer = await call(by, `POST ${path}`, { body: { text } })
    assert.equal(answer.status, 201, answer.text)
    return answer
  }

  const change = (by: Browser, path: string, note: Answer, text: string | null) =>
    call(by, `${text === null ? 'DELETE' : 'PATCH'} ${path}/${textAt(note.json(), 'id')}`, {
      headers: { 'if-match': note.headers.get('etag') ?? '' },
      ...(text === null ? {} : { body: { text } }),
    })

  test('whoever may view an application reads its notes and adds one; others do neither', async () => {
    const { path, supervisor, manager } = await scene()
    const added = await add(supervisor, path, '  \n\nAsk the **night shift**.\r\n')
    assert.equal(textAt(added.json(), 'text'), 'Ask the **night shift**.')
    assert.equal(textAt(added.json(), 'createdBy', 'name'), SUPERVISOR)
    assert.equal(added.headers.get('etag'), '"1"')
    const list = listAt((await call(manager, `GET ${path}`)).json(), 'items')
    assert.deepEqual(list, [added.json()])
    const agent = await stage().person(AGENT)
    problemOf(await call(agent, `GET ${path}`), 403)
    problemOf(await call(agent, `POST ${path}`, { body: { text: 'x' } }), 403)
    const other = await stage().person(OTHER_MANAGER)
    problemOf(await call(other, `GET ${path}`), 404)
    problemOf(await call(other, `POST ${path}`, { body: { text: 'x' } }), 404)
  })

  test('an author edits and deletes, so does whoever may edit applications, and nobody else', async () => {
    const { path, supervisor, manager } = await scene()
    const [own, foreign] = [await add(supervisor, path, 'Mine'), await add(manager, path, 'Theirs')]
    problemOf(await change(supervisor, path, foreign, 'Taken over'), 403)
    problemOf(await change(supervisor, path, foreign, null), 403)
    const edited = await change(manager, path, own, 'Put right')
    assert.equal(edited.status, 200)
    assert.equal(textAt(edited.json(), 'editedBy', 'name'), MANAGER)
    assert.equal(textAt(edited.json(), 'createdBy', 'name'), SUPERVISOR)
    const back = await change(supervisor, path, edited, 'Mine again')
    assert.equal(back.headers.get('etag'), '"3"')
    const deleted = await change(supervisor, path, back, null)
    assert.deepEqual([deleted.status, deleted.text], [204, ''])
    problemOf(await call(manager, `GET ${path}/${textAt(own.json(), 'id')}`), 404)
    problemOf(await change(supervisor, path, back, null), 404)
  })

  test('an edit or a deletion of what somebody changed meanwhile overwrites nothing', async () => {
    const { path, manager } = await scene()
    const note = await add(manager, path, 'First')
    await change(manager, path, note, 'Second')
    problemOf(await change(manager, path, note, 'Third'), 412)
    problemOf(await change(manager, path, note, null), 412)
    const now = await call(manager, `GET ${path}/${textAt(note.json(), 'id')}`)
    assert.equal(textAt(now.json(), 'text'), 'Second')
    assert.equal(now.headers.get('etag'), '"2"')
  })

  test('every change is in the history, with what the note said before and after', async () => {
    const { path, id, manager } = await scene()
    const note = await add(manager, path, 'One')
    const same = await change(manager, path, note, 'One\n')
    const edited = await change(manager, path, same, 'Two')
    await change(manager, path, edited, null)
    const history = listAt((await call(manager, `GET /applications/${id}/history`)).json(), 'items')
    assert.deepEqual(
      history.slice(0, 3).map(entry => [at(entry, 'action'), at(entry, 'changes', 0)]),
      [
        ['application.note-deleted', { field: 'note', before: 'Two', after: null }],
        ['application.note-edited', { field: 'note', before: 'One', after: 'Two' }],
        ['application.note-added', { field: 'note', before: null, after: 'One' }],
      ],
    )
    assert.equal(history.length, 4)
  })

  test('adding with one Idempotency-Key adds once, however often and at once it is asked', async () => {
    const { path, manager } = await scene()
    const headers = { 'idempotency-key': 'once' }
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => call(manager, `POST ${path}`, { body: { text: 'Once' }, headers })),
    )
    assert.equal(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size, 1)
    assert.equal(listAt((await call(manager, `GET ${path}`)).json(), 'items').length, 1)
    problemOf(await call(manager, `POST ${path}`, { body: { text: 'Other' }, headers }), 409)
  })

  test('notes are paged newest first by a cursor of this list alone', async () => {
    const { path, id, manager } = await scene()
    for (let count = 0; count < 51; count++) await add(manager, path, `No ${count}`)
    const first = (await call(manager, `GET ${path}`)).json()
    assert.deepEqual([listAt(first, 'items').length, textAt(first, 'items', 0, 'text')], [50, 'No 50'])
    const cursor = encodeURIComponent(textAt(first, 'nextCursor'))
    const second = (await call(manager, `GET ${path}?cursor=${cursor}`)).json()
    assert.deepEqual(
      [listAt(second, 'items').map(note => at(note, 'text')), at(second, 'nextCursor')],
      [['No 0'], null],
    )
    problemOf(await call(manager, `GET /applications/${id}/history?cursor=${cursor}`), 400)
    const elsewhere = await scene()
    problemOf(await call(manager, `GET ${elsewhere.path}?cursor=${cursor}`), 400)
  })

  test('an authorized external application has notes of each business unit for itself', async () => {
    const [manager, other] = [await stage().person(MANAGER), await stage().person(OTHER_MANAGER)]
    const entries = listAt((await call(manager, 'GET /catalogue')).json(), 'items')
    const applicationId = textAt(entries, 0, 'id')
    for (const by of [manager, other]) await call(by, 'POST /authorizations', { body: { applicationId } })
    const path = `/applications/${applicationId}/notes`
    const note = await add(manager, path, 'Ours')
    assert.deepEqual(listAt((await call(other, `GET ${path}`)).json(), 'items'), [])
    problemOf(await change(other, path, note, 'Theirs'), 404)
  })

  test('a text that breaks the rule is refused at its field', async () => {
    const { path, manager } = await scene()
    for (const [text, rule] of [
      [' \n', 'required'],
      ['a\u0000', 'characters'],
      ['a'.repeat(10_001), 'too-long'],
    ] as const) {
      const answer = await call(manager, `POST ${path}`, { body: { text } })
      assert.deepEqual(
        [answer.status, at(answer.json(), 'errors', 0, 'path'), at(answer.json(), 'errors', 0, 'rule')],
        [400, '/text', rule],
      )
    }
  })
})
