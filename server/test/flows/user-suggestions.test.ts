import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE } from '../../src/lib/clock.ts'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { at, listAt, textAt } from '../support/wire/answer.ts'
import { call } from '../support/wire/management.ts'
import { AGENT, type EngineName, MANAGER, OTHER_MANAGER, SUPERVISOR } from '../support/wire/stage.ts'

for (const engine of ['sqlite', 'postgres'] as const satisfies readonly EngineName[]) {
  onInsideStage(
    `suggestions of users (${engine})`,
    stage => {
      const ask = async (search: string, by = MANAGER) =>
        call(await stage().person(by), `GET /users/suggestions?search=${encodeURIComponent(search)}`)
      const found = async (search: string, by = MANAGER) => {
        const answer = await ask(search, by)
        assert.equal(answer.status, 200, answer.text)
        return listAt(answer.json(), 'items').map(user => textAt(user, 'userName'))
      }

      test('are by the beginning of a user name or of any name, of the own business unit alone', async () => {
        assert.deepEqual(await found('MANAG'), [MANAGER])
        assert.deepEqual(await found('manager@harb'), [MANAGER])
        assert.deepEqual(await found('harbour sup'), [SUPERVISOR])
        assert.deepEqual(await found('ａｇｅｎｔ'), [AGENT])
        assert.deepEqual((await found('harbour')).length, 3)
        assert.deepEqual(await found('manager', OTHER_MANAGER), [OTHER_MANAGER])
        assert.deepEqual(await found('anager'), [])
        assert.deepEqual(await found('manager nobody'), [])
      })

      test('are none of what no name begins with, whatever it is', async () => {
        for (const search of [
          '',
          ' ',
          '%',
          '_',
          '@',
          "'",
          '\u0000@',
          '\u{10ffff}',
          '"; drop',
          '@'.repeat(200),
        ]) {
          assert.deepEqual(await found(search), [], JSON.stringify(search))
        }
        const none = await call(await stage().person(MANAGER), 'GET /users/suggestions')
        assert.deepEqual(at(none.json(), 'items'), [])
        assert.equal((await ask('x'.repeat(201))).status, 400)
      })

      test('say no more than who it is, and nothing to who may not see the users', async () => {
        const [first] = listAt((await ask('agent')).json(), 'items')
        assert.deepEqual(Object.keys(Object(first)).toSorted(), ['fullName', 'id', 'userName'])
        for (const by of [SUPERVISOR, AGENT]) assert.equal((await ask('manager', by)).status, 403)
      })

      test('leave out who is inactive, from that moment', async () => {
        const manager = await stage().person(MANAGER)
        const id = textAt((await ask('agent')).json(), 'items', 0, 'id')
        assert.equal((await call(manager, `POST /users/${id}/deactivate`)).status, 200)
        assert.deepEqual(await found('agent'), [])
        assert.equal((await call(manager, `POST /users/${id}/activate`)).status, 200)
        assert.deepEqual(await found('agent'), [AGENT])
      })

      test('are given for a while only to who asks without end, and to others all the same', async () => {
        stage().advance(2 * MINUTE)
        const statuses = new Set<number>()
        for (let n = 0; n < 250; n++) statuses.add((await ask('manager')).status)
        assert.deepEqual([...statuses], [200, 429])
        assert.equal((await ask('manager', OTHER_MANAGER)).status, 200)
        stage().advance(2 * MINUTE)
        assert.equal((await ask('manager')).status, 200)
      })
    },
    { engine },
  )
}
