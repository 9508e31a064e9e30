import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { test } from 'node:test'
import { startListening } from '../support/listening.ts'
import { at, send, textAt } from '../support/wire/answer.ts'
import { askForEdit } from '../support/wire/choices.ts'
import { call, register } from '../support/wire/management.ts'
import { MANAGER, onStage } from '../support/wire/stage.ts'

const HUNDRED_MEGABYTES = 100 * 1024 * 1024
const BLOCK = Buffer.alloc(65_536, '[')

const pour: RequestListener = (_, reply) => {
  let left = HUNDRED_MEGABYTES
  const more = () => {
    while (left > 0 && !reply.destroyed) {
      left -= BLOCK.length
      if (!reply.write(BLOCK)) return void reply.once('drain', more)
    }
    reply.end()
  }
  more()
}
const drip: RequestListener = (_, reply) => {
  const timer = setInterval(() => reply.write('['), 100)
  reply.once('close', () => clearInterval(timer))
}

onStage('a sector identifier of a stranger', stage => {
  test('X084 a sector document of 100 MB is cut, one that drips is given up, a redirect is not followed, and nothing is kept of any', async () => {
    const canary = await startListening(createTcpServer(socket => socket.destroy()))
    const away: RequestListener = (_, reply) => {
      reply
        .writeHead(302, { location: `http://127.0.0.1:${canary.port}/` })
        .end('["https://client.example/callback"]')
    }
    const client = await register(stage())
    const told = new Set<string>()
    try {
      for (const handle of [pour, drip, away]) {
        const stranger = await startListening(createServer(handle))
        try {
          const sectorIdentifierUri = `http://127.0.0.1:${stranger.port}/sector`
          const asked = askForEdit(stage(), client.id, {
            metadata: { subjectType: 'pairwise', sectorIdentifierUri },
          })
          // Whoever waits for a stranger keeps nobody else waiting.
          assert.equal((await send(`${stage().url}/healthz`)).status, 200)
          const answer = await asked
          assert.equal(answer.status, 400, answer.text)
          told.add(textAt(answer.json(), 'errors', 0, 'message'))
          assert.equal(stranger.connections(), 1)
          assert.ok(stranger.bytesOut() < HUNDRED_MEGABYTES / 4, `${stranger.bytesOut()} bytes were sent`)
        } finally {
          await stranger.stop()
        }
      }
      assert.deepEqual([told.size, canary.connections()], [1, 0])
    } finally {
      await canary.stop()
    }
    const stands = (await call(await stage().person(MANAGER), `GET /applications/${client.id}`)).json()
    assert.equal(at(stands, 'metadata', 'sectorIdentifierUri'), null)
  })

  test('X084 a sector identifier that no stranger can have is refused before anybody is asked', async () => {
    const client = await register(stage())
    for (const sectorIdentifierUri of [
      'http://client.example/sector',
      'https://10.0.0.1/sector',
      'https://169.254.169.254/latest/meta-data',
      'https://client.example:6379/',
      'https://user:secret@client.example/',
      'https://client.example/sector#x',
      'file:///etc/passwd',
      '',
    ]) {
      const answer = await askForEdit(stage(), client.id, { metadata: { sectorIdentifierUri } })
      assert.equal(answer.status, 400, sectorIdentifierUri)
      assert.deepEqual(
        [at(answer.json(), 'errors', 0, 'path'), at(answer.json(), 'errors', 0, 'rule')],
        ['/metadata/sectorIdentifierUri', 'url'],
      )
    }
  })
})
