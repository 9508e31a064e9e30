import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, at, listAt, send, textAt } from '../support/wire/answer.ts'
import { type Client, call, register } from '../support/wire/management.ts'
import { basic } from '../support/wire/oauth.ts'
import {
  type EngineName,
  MANAGER,
  OTHER_MANAGER,
  onBothStages,
  type Stage,
  SUPERVISOR,
} from '../support/wire/stage.ts'

/** Asks as a client at some address does, behind a proxy that says so. */
function askFrom(url: string, client: Client, from: string, path = '/oauth2/token'): Promise<Answer> {
  const form = path === '/oauth2/token' ? { grant_type: 'client_credentials' } : { token: 'x' }
  return send(`${url}${path}`, {
    method: 'POST',
    headers: { ...basic(client.id, client.secret ?? ''), 'x-forwarded-for': from },
    body: new URLSearchParams(form),
  })
}

async function setRanges(
  stage: Stage,
  { id }: Client,
  ranges: readonly string[],
  by = MANAGER,
): Promise<Answer> {
  const person = await stage.person(by)
  const etag = (await call(person, `GET /applications/${id}`)).headers.get('etag') ?? '"1"'
  const headers = { 'if-match': etag }
  return call(person, `PUT /applications/${id}/address-ranges`, { body: { ranges }, headers })
}

for (const engine of ['sqlite', 'postgres'] as const satisfies readonly EngineName[]) {
  onInsideStage(
    `address ranges of an application (${engine})`,
    stage => {
      test('let it prove itself from there alone, and what is refused is told with its address', async () => {
        const client = await register(stage())
        const { url } = stage()
        assert.equal((await askFrom(url, client, '198.51.100.1')).status, 200, 'from everywhere until then')
        const set = await setRanges(stage(), client, ['203.0.113.9/24', '2001:DB8:12::/48'])
        assert.equal(set.status, 200, set.text)
        assert.deepEqual(at(set.json(), 'ranges'), ['203.0.113.0/24', '2001:db8:12::/48'])
        for (const from of ['203.0.113.200', '::ffff:203.0.113.1', '2001:db8:12:ffff::1']) {
          assert.equal((await askFrom(url, client, from)).status, 200, from)
        }
        for (const path of ['/oauth2/token', '/oauth2/introspect', '/oauth2/revoke']) {
          const refused = await askFrom(url, client, '198.51.100.1', path)
          assert.deepEqual([refused.status, at(refused.json(), 'error')], [401, 'invalid_client'], path)
          assert.match(refused.text, /may not ask from 198\.51\.100\.1/)
        }
        await stage().deps.refusals.flush()
        await stage().deps.credentialUses.flush()
        const manager = await stage().person(MANAGER)
        const told = (await call(manager, `GET /applications/${client.id}/refusals`)).json()
        assert.equal(at(told, 'items', 0, 'reason'), 'client_address_refused')
        const secret = listAt((await call(manager, `GET /applications/${client.id}`)).json(), 'secrets')[0]
        assert.notEqual(at(secret, 'lastUsedFrom'), '198.51.100.1', 'what was refused is no use')
        assert.equal((await setRanges(stage(), client, [])).status, 200)
        assert.equal((await askFrom(url, client, '198.51.100.1')).status, 200)
      })

      test('tell nothing to whoever cannot prove to be the application', async () => {
        const client = await register(stage())
        await setRanges(stage(), client, ['203.0.113.0/24'])
        const stranger = { ...client, secret: 'lks_wrong' }
        const [inside, outside] = [
          await askFrom(stage().url, stranger, '203.0.113.1'),
          await askFrom(stage().url, stranger, '198.51.100.1'),
        ]
        const words = (answer: Answer) => [answer.status, at(answer.json(), 'error_description')]
        assert.deepEqual(words(outside), words(inside))
        assert.doesNotMatch(outside.text, /address/)
      })

      test('are read from the end of what proxies say, so that nobody chooses an address', async () => {
        const client = await register(stage())
        await setRanges(stage(), client, ['203.0.113.0/24'])
        const { url } = stage()
        assert.equal((await askFrom(url, client, '203.0.113.1, 198.51.100.1')).status, 401)
        assert.equal((await askFrom(url, client, '198.51.100.1, 203.0.113.1')).status, 200)
        assert.equal(
          (await askFrom(url, client, '203.0.113.1, 127.0.0.1')).status,
          200,
          'past a trusted proxy',
        )
        assert.equal((await askFrom(url, client, 'somewhere')).status, 401)
      })

      test('are checked, versioned, written down, and not for everybody', async () => {
        const client = await register(stage())
        const manager = await stage().person(MANAGER)
        const path = `/applications/${client.id}/address-ranges`
        const bad = await setRanges(stage(), client, ['office', '10.0.0.0/8', '0.0.0.0/0'])
        assert.equal(bad.status, 400)
        assert.deepEqual(
          listAt(bad.json(), 'errors').map(fault => at(fault, 'path')),
          ['/ranges/0', '/ranges/2'],
        )
        assert.equal((await setRanges(stage(), client, Array<string>(21).fill('10.0.0.1'))).status, 400)
        assert.equal((await setRanges(stage(), client, ['10.0.0.1'], SUPERVISOR)).status, 403)
        assert.equal((await setRanges(stage(), client, ['10.0.0.1'], OTHER_MANAGER)).status, 404)
        const etag = (await call(manager, `GET ${path}`)).headers.get('etag') ?? ''
        const headers = { 'if-match': etag }
        const both = await Promise.all(
          ['10.0.0.1', '10.0.0.2'].map(range =>
            call(manager, `PUT ${path}`, { body: { ranges: [range] }, headers }),
          ),
        )
        assert.deepEqual(new Set(both.map(({ status }) => status)), new Set([200, 412]))
        const seen = await call(await stage().person(SUPERVISOR), `GET ${path}`, {
          headers: { 'x-forwarded-for': '192.0.2.44' },
        })
        assert.equal(textAt(seen.json(), 'yourAddress'), '192.0.2.44')
        const history = await call(manager, `GET /applications/${client.id}/history?group=settings`)
        const entry = listAt(history.json(), 'items')[0]
        assert.equal(at(entry, 'action'), 'application.addresses-set')
        assert.equal(at(entry, 'changes', 0, 'before'), null)
      })
    },
    { engine, trustedProxies: ['127.0.0.1'] },
  )
}

onBothStages('address ranges without a trusted proxy', stage => {
  test('count the address of the connection, on every node within a second, whatever a header says', async () => {
    const client = await register(stage())
    const other = await stage().secondProcess()
    assert.equal((await askFrom(other, client, '203.0.113.1')).status, 200)
    assert.equal((await setRanges(stage(), client, ['203.0.113.0/24'])).status, 200)
    const began = Date.now()
    assert.equal((await askFrom(stage().url, client, '203.0.113.1')).status, 401)
    while ((await askFrom(other, client, '203.0.113.1')).status === 200) {
      assert.ok(Date.now() - began < 1000, 'it is let in there')
    }
    assert.equal((await setRanges(stage(), client, ['127.0.0.1'])).status, 200)
    assert.equal((await askFrom(stage().url, client, '203.0.113.1')).status, 200)
  })
})
