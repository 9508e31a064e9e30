import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR } from '../../src/lib/clock.ts'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, at, listAt, textAt } from '../support/wire/answer.ts'
import { call, edit, register } from '../support/wire/management.ts'
import { clientCredentials } from '../support/wire/oauth.ts'
import { AGENT, type EngineName, MANAGER, OTHER_MANAGER, SUPERVISOR } from '../support/wire/stage.ts'

function idsOf(answer: Answer): readonly string[] {
  assert.equal(answer.status, 200, answer.text)
  return listAt(answer.json(), 'items').map(item => textAt(item, 'id'))
}

for (const engine of ['sqlite', 'postgres'] as const satisfies readonly EngineName[]) {
  onInsideStage(
    `what the list answers (${engine})`,
    stage => {
      const found = async (query: string, by = MANAGER) =>
        idsOf(await call(await stage().person(by), `GET /applications?${query}`))
      const userId = async (by: string) =>
        textAt((await call(await stage().person(by), 'GET /me')).json(), 'user', 'id')
      const changed = async (id: string, body: unknown) => {
        const manager = await stage().person(MANAGER)
        const etag = (await call(manager, `GET /applications/${id}`)).headers.get('etag') ?? ''
        return call(manager, `PATCH /applications/${id}`, { body, headers: { 'if-match': etag } })
      }

      test('it is narrowed by scope, tag, owner and the implicit grant, all of it together', async () => {
        const { id } = await register(stage(), { scopes: ['CustomApi'] })
        await edit(stage(), id, { tags: ['Night Shift', 'night-shift', '東京'], owners: [SUPERVISOR] })
        const one = (await call(await stage().person(MANAGER), `GET /applications/${id}`)).json()
        assert.deepEqual(listAt(one, 'tags'), ['night-shift', '東京'])
        assert.equal(textAt(listAt(one, 'owners')[0], 'userName'), SUPERVISOR)
        for (const query of [
          'scope=CustomApi',
          'tag=NIGHT%20shift',
          `owner=${SUPERVISOR.toUpperCase()}`,
          `owner=${await userId(SUPERVISOR)}`,
          `scope=CustomApi&tag=${encodeURIComponent('東京')}&owner=${SUPERVISOR}&status=active&type=internal`,
        ]) {
          assert.deepEqual(await found(query), [id], query)
        }
        for (const query of [
          'scope=customapi',
          'scope=Custom',
          'tag=night',
          'tag=a%2Cb',
          'scope=%00',
          'legacy=implicit&scope=CustomApi',
          `owner=${await userId(OTHER_MANAGER)}`,
          'owner=nobody@nowhere.example',
          `tag=night-shift&owner=${MANAGER}`,
        ]) {
          assert.deepEqual(await found(query), [], query)
        }
        assert.deepEqual(await found(`owner=${OTHER_MANAGER}`), [], 'of another business unit')
        const wrong = await call(await stage().person(MANAGER), 'GET /applications?idle=5d&legacy=yes')
        assert.equal(wrong.status, 400)
        assert.deepEqual(
          listAt(wrong.json(), 'errors').map(fault => textAt(fault, 'path')),
          ['/idle', '/legacy'],
        )
      })

      test('a cursor goes with its filter and with no other', async () => {
        for (let count = 0; count < 2; count++) {
          const { id } = await register(stage())
          await edit(stage(), id, { tags: ['paged'] })
        }
        const manager = await stage().person(MANAGER)
        const page = (await call(manager, 'GET /applications?tag=paged&limit=1')).json()
        const cursor = encodeURIComponent(textAt(page, 'nextCursor'))
        assert.equal((await found(`tag=paged&limit=1&cursor=${cursor}`)).length, 1)
        const other = await call(manager, `GET /applications?limit=1&cursor=${cursor}`)
        assert.equal(other.status, 400)
      })

      test('who registers it is its first owner; an edit refuses who cannot be one, by the place', async () => {
        const { id } = await register(stage())
        assert.ok((await found(`owner=${MANAGER}&limit=100`)).includes(id))
        const theirs = await userId(OTHER_MANAGER)
        const refused = await changed(id, { owners: [AGENT, theirs, AGENT], tags: ['a,b'] })
        assert.equal(refused.status, 400)
        assert.deepEqual(
          listAt(refused.json(), 'errors').map(fault => [textAt(fault, 'path'), textAt(fault, 'rule')]),
          [
            ['/tags/0', 'characters'],
            ['/owners/1', 'unknown'],
            ['/owners/2', 'duplicate'],
          ],
        )
        const stale = await call(await stage().person(MANAGER), `PATCH /applications/${id}`, {
          body: { owners: [] },
          headers: { 'if-match': '"999"' },
        })
        assert.equal(stale.status, 412)
        await edit(stage(), id, { owners: [AGENT, MANAGER] })
        const history = (await call(await stage().person(MANAGER), `GET /applications/${id}/history`)).json()
        assert.deepEqual(at(history, 'items', 0, 'changes'), [
          { field: 'owners', before: MANAGER, after: `${AGENT} ${MANAGER}` },
        ])
      })

      test('an owner who is deactivated is shown as such, and what nobody else owns is found', async () => {
        const { id } = await register(stage())
        await edit(stage(), id, { owners: [AGENT] })
        assert.deepEqual((await found('owner=none&limit=100')).includes(id), false)
        const manager = await stage().person(MANAGER)
        const agent = await userId(AGENT)
        assert.equal((await call(manager, `POST /users/${agent}/deactivate`)).status, 200)
        assert.ok((await found('owner=none&limit=100')).includes(id))
        const one = (await call(manager, `GET /applications/${id}`)).json()
        assert.equal(at(one, 'owners', 0, 'status'), 'inactive')
        await edit(stage(), id, { owners: [AGENT, MANAGER] })
        assert.equal((await found('owner=none&limit=100')).includes(id), false)
        assert.equal((await call(manager, `POST /users/${agent}/activate`)).status, 200)
      })

      test('an application that was deleted while its owner left comes back without an active owner', async () => {
        const { id } = await register(stage())
        await edit(stage(), id, { owners: [AGENT] })
        const manager = await stage().person(MANAGER)
        const application = `/applications/${id}`
        const named = await call(manager, `GET /users/suggestions?search=${AGENT}`)
        const agent = textAt(named.json(), 'items', 0, 'id')
        assert.equal((await call(manager, `POST ${application}/deactivate`, { body: {} })).status, 200)
        const etag = (await call(manager, `GET ${application}`)).headers.get('etag') ?? ''
        const gone = await call(manager, `DELETE ${application}`, { headers: { 'if-match': etag } })
        assert.equal(gone.status, 200, gone.text)
        assert.equal((await call(manager, `POST /users/${agent}/deactivate`)).status, 200)
        assert.equal((await found('owner=none&limit=100')).includes(id), false, 'while it is deleted')
        const back = await call(manager, `POST /deleted-applications/${id}/restore`, { body: {} })
        assert.equal(back.status, 200, back.text)
        assert.ok((await found('owner=none&limit=100')).includes(id))
        assert.equal((await call(manager, `POST /users/${agent}/activate`)).status, 200)
        assert.equal((await found('owner=none&limit=100')).includes(id), false)
      })

      test('what was not given a token for long, and whose secret ends soon, is found', async () => {
        const [used, idle] = [await register(stage()), await register(stage())]
        const manager = await stage().person(MANAGER)
        await call(manager, `POST /applications/${idle.id}/secrets`, {
          body: { expiresAt: new Date(stage().deps.clock() + 130 * DAY).toISOString() },
        })
        assert.equal((await found('secretEnds=90d&limit=100')).includes(idle.id), false)
        for (let days = 0; days < 104; days += 8) {
          stage().advance(8 * DAY)
          if (days > 80) await clientCredentials(stage().url, used)
        }
        await stage().deps.applicationUses.flush()
        const later = async (query: string) => {
          const again = await stage().newPerson(MANAGER)
          return idsOf(await call(again, `GET /applications?${query}&limit=100`))
        }
        const quiet = await later('idle=90d')
        assert.deepEqual([quiet.includes(idle.id), quiet.includes(used.id)], [true, false])
        const ending = await later('secretEnds=30d')
        assert.deepEqual([ending.includes(idle.id), ending.includes(used.id)], [true, false])
        const again = await stage().newPerson(MANAGER)
        const one = (await call(again, `GET /applications/${used.id}`)).json()
        assert.ok(Date.parse(textAt(one, 'lastUsedAt')) > stage().deps.clock() - 9 * DAY - HOUR)
      })
    },
    { engine },
  )
}
