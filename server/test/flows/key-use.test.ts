import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE } from '../../src/lib/clock.ts'
import { type InsideStage, onInsideStage } from '../support/inside/inside-stage.ts'
import { at, listAt, send } from '../support/wire/answer.ts'
import {
  asserting,
  assertionClaims,
  registerKeyHolder,
  signAssertion,
} from '../support/wire/client-assertion.ts'
import { type Client, call, edit } from '../support/wire/management.ts'
import { type ClientKey, keySetOf, makeClientKey, startPlace } from '../support/wire/request-object.ts'
import { AGENT, type EngineName, MANAGER, OTHER_MANAGER } from '../support/wire/stage.ts'

async function keysOf(stage: InsideStage, { id }: Client): Promise<unknown> {
  await stage.deps.credentialUses.flush()
  const answer = await call(await stage.signInAgain(MANAGER), `GET /applications/${id}/keys`)
  assert.equal(answer.status, 200, answer.text)
  return answer.json()
}

async function prove(stage: InsideStage, client: Client, key: ClientKey): Promise<number> {
  const now = Math.floor(stage.deps.clock() / 1000)
  const claims = assertionClaims(stage, client, { iat: now, exp: now + 60 })
  const { client_assertion = '', client_assertion_type = '' } = asserting(await signAssertion(key, claims))
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion: String(client_assertion),
    client_assertion_type: String(client_assertion_type),
  })
  return (await send(`${stage.url}/oauth2/token`, { method: 'POST', body })).status
}

const OLD = makeClientKey('ES256', 'old')
const NEW = makeClientKey('EdDSA', 'new')

for (const engine of ['sqlite', 'postgres'] as const satisfies readonly EngineName[]) {
  onInsideStage(
    `public keys of an application (${engine})`,
    stage => {
      test('say when and by whom each was added, and when and from where it was last used', async () => {
        const client = await registerKeyHolder(stage(), OLD)
        const before = await keysOf(stage(), client)
        assert.deepEqual(
          ['kid', 'kind', 'lastUsedAt', 'lastUsedFrom'].map(name => at(before, 'items', 0, name)),
          ['old', 'EC, P-256', null, null],
        )
        assert.equal(at(before, 'items', 0, 'addedBy', 'name'), MANAGER)
        assert.equal(await prove(stage(), client, NEW), 401)
        assert.equal(at(await keysOf(stage(), client), 'items', 0, 'lastUsedAt'), null)
        assert.equal(await prove(stage(), client, OLD), 200)
        const used = await keysOf(stage(), client)
        assert.equal(typeof at(used, 'items', 0, 'lastUsedAt'), 'string')
        assert.equal(at(used, 'items', 0, 'lastUsedFrom'), '127.0.0.1')

        stage().advance(10 * MINUTE)
        await stage().signInAgain(MANAGER)
        await edit(stage(), client.id, { metadata: { jwks: keySetOf(OLD, NEW) } })
        const both = await keysOf(stage(), client)
        assert.deepEqual(
          listAt(both, 'items').map(key => at(key, 'kid')),
          ['old', 'new'],
        )
        assert.equal(at(both, 'items', 0, 'addedAt'), at(before, 'items', 0, 'addedAt'))
        assert.equal(at(both, 'items', 0, 'lastUsedAt'), at(used, 'items', 0, 'lastUsedAt'))
        assert.notEqual(at(both, 'items', 1, 'addedAt'), at(before, 'items', 0, 'addedAt'))

        await edit(stage(), client.id, { metadata: { jwks: keySetOf(NEW) } })
        await edit(stage(), client.id, { metadata: { jwks: keySetOf(NEW, OLD) } })
        const again = await keysOf(stage(), client)
        assert.equal(at(again, 'items', 1, 'kid'), 'old')
        assert.equal(at(again, 'items', 1, 'lastUsedAt'), null, 'one that comes back begins anew')
      })

      test('from a URL say how fetching went: when it last succeeded, and why it last failed', async t => {
        const place = await startPlace(keySetOf(OLD))
        t.after(() => place.stop())
        const url = place.url('/jwks')
        await stage().signInAgain(MANAGER)
        const client = await registerKeyHolder(stage(), OLD, { jwks: null, jwksUri: url })
        const fresh = await keysOf(stage(), client)
        assert.deepEqual(
          ['url', 'fetchedAt', 'failed'].map(name => at(fresh, 'keySet', name)),
          [url, null, null],
        )
        assert.equal(at(fresh, 'keySet', 'addedBy', 'name'), MANAGER)
        assert.equal(await prove(stage(), client, OLD), 200)
        const good = await keysOf(stage(), client)
        assert.deepEqual(
          [at(good, 'items', 0, 'kid'), at(good, 'items', 0, 'lastUsedFrom'), at(good, 'keySet', 'failed')],
          ['old', '127.0.0.1', null],
        )
        const fetchedAt = at(good, 'keySet', 'fetchedAt')
        assert.equal(typeof fetchedAt, 'string')
        for (const [status, text, failure] of [
          [503, '', 'status'],
          [200, 'nothing of the kind', 'unreadable'],
          [200, '{"keys":[]}', 'unreadable'],
        ] as const) {
          Object.assign(place.serves, { status, text })
          stage().advance(6 * MINUTE)
          assert.equal(await prove(stage(), client, OLD), 401)
          const bad = await keysOf(stage(), client)
          assert.equal(at(bad, 'keySet', 'failed', 'failure'), failure)
          assert.equal(at(bad, 'keySet', 'failed', 'status'), status)
          assert.equal(at(bad, 'keySet', 'fetchedAt'), fetchedAt)
        }
        await stage().signInAgain(MANAGER)
        await edit(stage(), client.id, { metadata: { jwksUri: place.url('/other') } })
        const other = await keysOf(stage(), client)
        assert.deepEqual([listAt(other, 'items'), at(other, 'keySet', 'failed')], [[], null])
      })

      test('are for those who may view the application', async () => {
        await stage().signInAgain(MANAGER)
        const client = await registerKeyHolder(stage(), OLD)
        const by = async (who: string) =>
          (await call(await stage().signInAgain(who), `GET /applications/${client.id}/keys`)).status
        assert.deepEqual([await by(AGENT), await by(OTHER_MANAGER)], [403, 404])
      })
    },
    { engine },
  )
}
