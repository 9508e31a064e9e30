import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, at, listAt, numberAt, textAt } from '../support/wire/answer.ts'
import { call, register } from '../support/wire/management.ts'
import { tokensFor } from '../support/wire/oauth.ts'
import { AGENT, MANAGER, OTHER_MANAGER, onFreshStage, SUPERVISOR } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

onFreshStage('what hangs on a user', stage => {
  const as = (who: string) => stage().person(who)

  async function idOf(userName: string): Promise<string> {
    const users = listAt((await call(await as(MANAGER), 'GET /users')).json(), 'items')
    return textAt(
      users.find(user => textAt(user, 'userName') === userName),
      'id',
    )
  }

  const standing = async (id: string, who = MANAGER): Promise<Answer> =>
    call(await as(who), `GET /users/${id}/standing`)

  const count = (answer: Answer, what: string) => numberAt(answer.json(), what, 'count')

  test('is counted before they are deactivated: browsers, sign-ins, consents, and what nobody else owns', async () => {
    const id = await idOf(AGENT)
    const before = await standing(id)
    assert.equal(before.status, 200, before.text)
    const client = await register(stage(), { scopes: ['RealTimeApi'] })
    await tokensFor(stage(), client, {}, AGENT)
    const manager = await as(MANAGER)
    const own = async (owners: readonly string[]) => {
      const etag = (await call(manager, `GET /applications/${client.id}`)).headers.get('etag') ?? ''
      const body = { owners }
      const done = await call(manager, `PATCH /applications/${client.id}`, {
        body,
        headers: { 'if-match': etag },
      })
      assert.equal(done.status, 200, done.text)
    }
    await own([AGENT])
    const after = await standing(id)
    for (const what of ['signIns', 'consents', 'owns', 'ownsAlone']) {
      assert.equal(count(after, what), count(before, what) + 1, what)
    }
    assert.ok(listAt(after.json(), 'sessions').length >= 1)
    assert.notEqual(at(after.json(), 'lastSignInAt'), null)
    await own([AGENT, MANAGER])
    const shared = await standing(id)
    assert.deepEqual(
      [count(shared, 'owns'), count(shared, 'ownsAlone')],
      [count(after, 'owns'), count(before, 'ownsAlone')],
    )
  })

  test('signing out everywhere ends every session, and the user may sign in again', async () => {
    const id = await idOf(SUPERVISOR)
    const first = await as(SUPERVISOR)
    assert.equal((await call(first, 'GET /me')).status, 200)
    const ended = await call(await as(MANAGER), `POST /users/${id}/end-sessions`)
    assert.equal(ended.status, 200, ended.text)
    assert.ok(numberAt(ended.json(), 'ended') >= 1)
    problemOf(await call(first, 'GET /me'), 401)
    assert.deepEqual(listAt((await standing(id)).json(), 'sessions'), [])
    const again = await call(await as(MANAGER), `POST /users/${id}/end-sessions`)
    assert.equal(numberAt(again.json(), 'ended'), 0)
    const log = await call(await as(MANAGER), `GET /audit/entries?target=${id}`)
    assert.match(log.text, /user\.signed-out/)
  })

  test('is nobody’s business without the permission, nor in another business unit', async () => {
    const id = await idOf(AGENT)
    problemOf(await standing(id, AGENT), 403)
    problemOf(await standing(id, OTHER_MANAGER), 404)
    problemOf(await call(await as(OTHER_MANAGER), `POST /users/${id}/end-sessions`), 404)
    problemOf(await call(await as(AGENT), `POST /users/${id}/end-sessions`), 403)
    problemOf(await standing('usr_nobody'), 404)
  })
})
