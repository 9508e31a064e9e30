import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../../src/lib/clock.ts'
import { sweep } from '../../src/services/sweep.ts'
import { type InsideStage, onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, at, errorOf, textAt } from '../support/wire/answer.ts'
import { askForEdit } from '../support/wire/choices.ts'
import { type Client, call, freshName, register, setStatus } from '../support/wire/management.ts'
import { authorizePath, clientCredentials, codeFor, pkce, redeem, tokensFor } from '../support/wire/oauth.ts'
import { AGENT, type EngineName, MANAGER, OTHER_MANAGER } from '../support/wire/stage.ts'

async function nameOf(stage: InsideStage, id: string): Promise<string> {
  return textAt((await call(await stage.person(MANAGER), `GET /applications/${id}`)).json(), 'name')
}

async function remove(stage: InsideStage, id: string): Promise<Answer> {
  const manager = await stage.person(MANAGER)
  const etag = (await call(manager, `GET /applications/${id}`)).headers.get('etag') ?? '"0"'
  return call(manager, `DELETE /applications/${id}`, { headers: { 'if-match': etag } })
}

async function removed(stage: InsideStage): Promise<Client> {
  const client = await register(stage)
  await setStatus(stage, client.id, 'deactivate')
  assert.equal((await remove(stage, client.id)).status, 200)
  return client
}

async function restore(stage: InsideStage, id: string, body: object = {}, by = MANAGER): Promise<Answer> {
  return call(await stage.person(by), `POST /deleted-applications/${id}/restore`, { body })
}

async function deletedIds(stage: InsideStage, by = MANAGER): Promise<readonly string[]> {
  const items: unknown = at((await call(await stage.person(by), 'GET /deleted-applications')).json(), 'items')
  assert.ok(Array.isArray(items))
  return items.map(item => textAt(item, 'id'))
}

for (const engine of ['sqlite', 'postgres'] as const satisfies readonly EngineName[]) {
  onInsideStage(
    `a name that was mistyped (${engine})`,
    stage => {
      test('is changed, found under the new one, and free for another', async () => {
        const client = await register(stage())
        const manager = await stage().person(MANAGER)
        const [before, after] = [await nameOf(stage(), client.id), `Renamed ${freshName()}`]
        const answer = await askForEdit(stage(), client.id, {
          name: `  ${after}  `,
          vendorName: 'Quay Works',
        })
        assert.equal(answer.status, 200, answer.text)
        assert.equal(at(answer.json(), 'name'), after)
        for (const [search, found] of [
          [after, 1],
          [`${before}`, 0],
        ] as const) {
          const list = await call(manager, `GET /applications?search=${encodeURIComponent(search)}`)
          assert.equal(at(list.json(), 'total'), found, search)
        }
        const history = await call(manager, `GET /applications/${client.id}/history`)
        assert.deepEqual(at(history.json(), 'items', 0, 'changes', 1), { field: 'name', before, after })
        assert.equal((await register(stage(), { name: before })).secret !== null, true)
        assert.equal((await clientCredentials(stage().url, client)).status, 200)
      })

      test('is refused where another has it, whatever its letters, and ten who want the same get it once', async () => {
        const [one, other] = [await register(stage()), await register(stage())]
        const name = (await nameOf(stage(), one.id)).toUpperCase()
        const taken = await askForEdit(stage(), other.id, { name })
        assert.equal(taken.status, 409, taken.text)
        assert.equal(at(taken.json(), 'errors', 0, 'path'), '/name')
        const itself = await askForEdit(stage(), one.id, { name })
        assert.equal(itself.status, 200, 'another case of its own name')
        const many = await Promise.all(Array.from({ length: 5 }, () => register(stage())))
        const wanted = freshName()
        const answers = await Promise.all(many.map(({ id }) => askForEdit(stage(), id, { name: wanted })))
        const counted = (status: number) => answers.filter(answer => answer.status === status).length
        assert.deepEqual([counted(200), counted(409)], [1, 4])
      })

      test('is judged as at the registration', async () => {
        const client = await register(stage())
        for (const name of ['', ' ', 'a:b', 'a@b', 'x'.repeat(101)]) {
          const answer = await askForEdit(stage(), client.id, { name })
          assert.equal(answer.status, 400, name)
        }
      })
    },
    { engine },
  )

  onInsideStage(
    `an application that is deleted (${engine})`,
    stage => {
      test('must be inactive, and not changed since it was read', async () => {
        const client = await register(stage())
        const manager = await stage().person(MANAGER)
        const active = await remove(stage(), client.id)
        assert.deepEqual([active.status, at(active.json(), 'type')], [409, '/problems/still-active'])
        const old = (await call(manager, `GET /applications/${client.id}`)).headers.get('etag') ?? ''
        await setStatus(stage(), client.id, 'deactivate')
        for (const [headers, status] of [
          [{ 'if-match': old }, 412],
          [{}, 428],
        ] as const) {
          const answer = await call(manager, `DELETE /applications/${client.id}`, { headers })
          assert.equal(answer.status, status)
        }
      })

      test('is found nowhere, its client id is unknown, and its name is free', async () => {
        const client = await register(stage())
        const name = await nameOf(stage(), client.id)
        const code = await codeFor(stage(), client)
        await setStatus(stage(), client.id, 'deactivate')
        assert.equal((await remove(stage(), client.id)).status, 200)
        const manager = await stage().person(MANAGER)
        for (const operation of [
          `GET /applications/${client.id}`,
          `POST /applications/${client.id}/activate`,
          `POST /applications/${client.id}/deactivate`,
          `GET /applications/${client.id}/history`,
          `GET /applications/${client.id}/refusals`,
          `GET /applications/${client.id}/consent`,
        ]) {
          assert.equal((await call(manager, operation)).status, 404, operation)
        }
        assert.equal(
          (await call(manager, `POST /applications/${client.id}/secrets`, { body: {} })).status,
          404,
        )
        const list = await call(manager, `GET /applications?search=${encodeURIComponent(name)}`)
        assert.equal(at(list.json(), 'total'), 0)
        assert.equal(errorOf(await clientCredentials(stage().url, client)), 'invalid_client')
        assert.equal(errorOf(await redeem(stage().url, client, code)), 'invalid_client')
        const page = await manager.get(authorizePath(client, pkce().challenge))
        assert.equal(page.status, 400)
        assert.equal((await register(stage(), { name })).secret !== null, true)
        assert.equal((await remove(stage(), client.id)).status, 404, 'twice')
      })

      test('comes back inactive with its secrets and what people consented to', async () => {
        const client = await register(stage())
        await tokensFor(stage(), client, {}, AGENT)
        await setStatus(stage(), client.id, 'deactivate')
        await remove(stage(), client.id)
        assert.ok((await deletedIds(stage())).includes(client.id))
        const answer = await restore(stage(), client.id)
        assert.equal(answer.status, 200, answer.text)
        assert.equal(at(answer.json(), 'status'), 'inactive')
        assert.equal(errorOf(await clientCredentials(stage().url, client)), 'unauthorized_client')
        await setStatus(stage(), client.id, 'activate')
        assert.equal((await clientCredentials(stage().url, client)).status, 200)
        const agent = await stage().person(AGENT)
        const silent = await agent.get(authorizePath(client, pkce().challenge, { prompt: 'none' }))
        assert.notEqual(silent.location()?.searchParams.get('code'), null)
        assert.ok(!(await deletedIds(stage())).includes(client.id))
        assert.equal((await restore(stage(), client.id)).status, 404, 'twice')
        const history = await call(await stage().person(MANAGER), `GET /applications/${client.id}/history`)
        assert.match(history.text, /application\.restored.*application\.deleted/s)
      })

      test('needs another name where its own was taken', async () => {
        const client = await register(stage())
        const name = await nameOf(stage(), client.id)
        await setStatus(stage(), client.id, 'deactivate')
        await remove(stage(), client.id)
        await register(stage(), { name })
        assert.equal((await restore(stage(), client.id)).status, 409)
        assert.equal((await restore(stage(), client.id, { name: 'a:b' })).status, 400)
        const answer = await restore(stage(), client.id, { name: `${name} again` })
        assert.deepEqual([answer.status, at(answer.json(), 'name')], [200, `${name} again`])
      })

      test('is nobody else’s to see or to restore', async () => {
        const client = await removed(stage())
        assert.deepEqual(await deletedIds(stage(), OTHER_MANAGER), [])
        assert.equal((await restore(stage(), client.id, {}, OTHER_MANAGER)).status, 404)
        assert.equal((await restore(stage(), client.id, {}, AGENT)).status, 403)
        assert.equal((await restore(stage(), client.id)).status, 200)
      })

      test('can be deleted and registered again and again', async () => {
        const name = freshName()
        for (let round = 0; round < 3; round++) {
          const { id } = await register(stage(), { name })
          await setStatus(stage(), id, 'deactivate')
          assert.equal((await remove(stage(), id)).status, 200)
        }
      })

      test('of a vendor is authorized anew at any time', async () => {
        const manager = await stage().person(MANAGER)
        const entries = await call(manager, 'GET /catalogue')
        const items: unknown = at(entries.json(), 'items')
        assert.ok(Array.isArray(items))
        const entry: unknown = items.find(item => at(item, 'authorized') === false)
        const id = textAt(entry, 'id')
        const authorize = () => call(manager, 'POST /authorizations', { body: { applicationId: id } })
        assert.equal((await authorize()).status, 201)
        await setStatus(stage(), id, 'deactivate')
        assert.equal((await remove(stage(), id)).status, 200)
        assert.equal((await restore(stage(), id, { name: 'Mine' })).status, 400)
        assert.equal((await restore(stage(), id)).status, 200)
        assert.equal((await remove(stage(), id)).status, 200)
        const again = await authorize()
        assert.equal(again.status, 201, again.text)
        assert.equal((await restore(stage(), id)).status, 404)
      })

      test('is gone for good after seven days, and its history stays', async () => {
        const client = await removed(stage())
        await sweep(stage().deps)
        assert.ok((await deletedIds(stage())).includes(client.id))
        stage().advance(7 * DAY)
        await stage().signInAgain(MANAGER)
        assert.equal((await restore(stage(), client.id)).status, 404)
        await sweep(stage().deps)
        assert.ok(!(await deletedIds(stage())).includes(client.id))
      })
    },
    { engine },
  )
}
