import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { test } from 'node:test'
import { awayTo, drip, HUNDRED_MEGABYTES, pour } from '../support/hostile-answers.ts'
import { type Listening, startListening } from '../support/listening.ts'
import { errorOf, send } from '../support/wire/answer.ts'
import { edit, register } from '../support/wire/management.ts'
import { makeClientKey, objectPath, requestClaims, signWith } from '../support/wire/request-object.ts'
import { MANAGER, onStage, type Stage } from '../support/wire/stage.ts'

const KEY = makeClientKey('ES256', 'one')

/** The two addresses of an application that a browser makes us ask, and how their failure is told. */
const PLACES = [
  { field: 'requestUris', error: 'invalid_request_uri' },
  { field: 'jwksUri', error: 'invalid_request_object' },
] as const

/** Sends one request for which a stranger must be asked. Out: the error, and the stranger, who is stopped already. */
async function ask(stage: Stage, { field }: (typeof PLACES)[number], handle: RequestListener) {
  const stranger = await startListening(createServer(handle))
  try {
    const url = `http://127.0.0.1:${stranger.port}/place`
    const client = await register(stage)
    await edit(stage, client.id, { metadata: { [field]: field === 'requestUris' ? [url] : url } })
    const object =
      field === 'requestUris'
        ? { request_uri: url }
        : { request: await signWith(KEY, requestClaims(stage, client)) }
    const manager = await stage.person(MANAGER)
    const asked = manager.get(objectPath(client, { ...object, redirect_uri: client.callbackUrl }))
    // Whoever waits for a stranger keeps nobody else waiting.
    assert.equal((await send(`${stage.url}/healthz`)).status, 200)
    return { error: errorOf(await asked), stranger }
  } finally {
    await stranger.stop()
  }
}

function assertCut(stranger: Listening): void {
  assert.equal(stranger.connections(), 1)
  assert.ok(stranger.bytesOut() < HUNDRED_MEGABYTES / 4, `${stranger.bytesOut()} bytes were sent`)
}

onStage('what a request object leads to', stage => {
  test('X081 neither a request_uri nor a jwks_uri that redirects leads any further', async () => {
    const canary = await startListening(createTcpServer(socket => socket.destroy()))
    try {
      for (const place of PLACES) {
        const { error, stranger } = await ask(stage(), place, awayTo(canary.port))
        assert.deepEqual([error, stranger.connections()], [place.error, 1], place.field)
      }
      assert.equal(canary.connections(), 0)
    } finally {
      await canary.stop()
    }
  })

  test('X084 a request object or a key set of 100 MB is cut, and one that drips is given up', async () => {
    for (const place of PLACES) {
      for (const handle of [pour, drip]) {
        const { error, stranger } = await ask(stage(), place, handle)
        assert.equal(error, place.error, place.field)
        assertCut(stranger)
      }
    }
  })
})
