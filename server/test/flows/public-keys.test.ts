import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { startListening } from '../support/listening.ts'
import { at } from '../support/wire/answer.ts'
import { call } from '../support/wire/management.ts'
import { AGENT, MANAGER, SUPERVISOR } from '../support/wire/stage.ts'

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const publicPem = String(publicKey.export({ type: 'spki', format: 'pem' }))
const privatePem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }))

onInsideStage('public keys', stage => {
  const read = async (text: string, by = MANAGER) =>
    call(await stage().person(by), 'POST /public-keys/read', { body: { text } })
  const fetched = async (url: string, by = MANAGER) =>
    call(await stage().person(by), 'POST /public-keys/fetch', { body: { url } })

  test('are told for what they are, by whoever may see applications', async () => {
    const answer = await read(publicPem, SUPERVISOR)
    assert.equal(answer.status, 200, answer.text)
    assert.deepEqual(at(answer.json(), 'items', 0, 'algorithms'), ['ES256'])
    assert.equal(at(answer.json(), 'items', 0, 'kind'), 'EC, P-256')
    assert.equal((await read(publicPem, AGENT)).status, 403)
  })

  test('that are private are refused without a word of them', async () => {
    const jwk = JSON.stringify(privateKey.export({ format: 'jwk' }))
    for (const text of [privatePem, jwk, `{"keys":[${jwk}]}`, jwk.slice(0, -1)]) {
      const answer = await read(text)
      assert.equal(answer.status, 400)
      assert.equal(at(answer.json(), 'errors', 0, 'path'), '/text')
      assert.match(String(at(answer.json(), 'errors', 0, 'message')), /^This is a private key\./)
      assert.equal(answer.text.includes(text.slice(-40, -30)), false)
    }
    const body = {
      vendorName: 'Keys',
      name: 'Private',
      scopes: ['RealTimeApi'],
      metadata: { tokenEndpointAuthMethod: 'private_key_jwt', jwks: privatePem },
    }
    const refused = await call(await stage().person(MANAGER), 'POST /applications', { body })
    assert.equal(refused.status, 400)
    const faults: unknown = at(refused.json(), 'errors')
    assert.match(JSON.stringify(faults), /This is a private key/)
    assert.equal(refused.text.includes('MIG'), false)
  })

  test('at a URL are fetched through every guard, and why there are none is told', async () => {
    const away = await fetched('https://nowhere.invalid/jwks.json')
    assert.equal(away.status, 200, away.text)
    assert.deepEqual(away.json(), { items: [], failure: 'unanswered', status: null })
    for (const url of ['http://10.0.0.1/jwks', 'file:///etc/passwd', 'https://192.168.0.1/', '']) {
      assert.equal((await fetched(url)).status, 400, url)
    }
    assert.equal((await fetched('https://nowhere.invalid/', SUPERVISOR)).status, 403)
  })

  test('at a URL are told as they stand, a private one without a word of it', async () => {
    const answers: Readonly<Record<string, unknown>> = {
      '/good': { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one' }] },
      '/private': { keys: [privateKey.export({ format: 'jwk' })] },
      '/none': { keys: [] },
      '/unusable': { keys: [{ ...publicKey.export({ format: 'jwk' }), use: 'enc' }] },
    }
    const server = await startListening(
      createServer((request, reply) => {
        const answer = answers[request.url ?? '']
        reply.writeHead(answer === undefined ? 404 : 200).end(JSON.stringify(answer ?? {}))
      }),
    )
    try {
      const outcomes: unknown[] = []
      for (const path of ['/good', '/private', '/none', '/unusable', '/nowhere']) {
        const answer = (await fetched(`http://127.0.0.1:${server.port}${path}`)).json()
        outcomes.push([at(answer, 'failure'), at(answer, 'status'), at(answer, 'items', 0, 'kid') ?? null])
      }
      assert.deepEqual(outcomes.slice(0, 3), [
        [null, 200, 'one'],
        ['private', 200, null],
        ['unreadable', 200, null],
      ])
      assert.equal(at(outcomes[3], 0), 'unusable')
      assert.deepEqual(outcomes[4], ['status', 404, null])
    } finally {
      await server.stop()
    }
  })
})
