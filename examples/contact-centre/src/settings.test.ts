import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readSettings } from './settings.ts'

describe('the settings of the example', () => {
  test('have defaults that fit a server with defaults', () => {
    const settings = { issuer: 'http://localhost:3000', host: '127.0.0.1', port: 3001 }
    assert.deepEqual(readSettings({}), { ok: true, settings })
  })

  test('put the example one port above the server', () => {
    const read = readSettings({ LATCHKEY_PORT: '8080' })
    assert.equal(read.ok && read.settings.port, 8081)
  })

  test('let the port be named, even when the port of the server has no neighbour', () => {
    const read = readSettings({ LATCHKEY_PORT: '65535', LATCHKEY_EXAMPLE_PORT: '4000' })
    assert.equal(read.ok && read.settings.port, 4000)
    assert.equal(readSettings({ LATCHKEY_PORT: '65535' }).ok, false)
  })

  test('report all faults together', () => {
    const read = readSettings({ LATCHKEY_URL: 'nowhere', LATCHKEY_HOST: '', LATCHKEY_EXAMPLE_PORT: '-1' })
    assert.deepEqual(read, {
      ok: false,
      faults: [
        'LATCHKEY_URL is not an http address.',
        'LATCHKEY_HOST is empty.',
        'LATCHKEY_EXAMPLE_PORT is not a port number.',
      ],
    })
  })
})
