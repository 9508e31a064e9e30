import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { editApplication, registerApplication } from '@latchkey/contract/applications/applications.ts'
import { deactivateApplication } from '@latchkey/contract/applications/status/status.ts'
import { apiCommand, typedCommand } from './commands.ts'

const ORIGIN = 'https://id.example.com'

/** What a shell makes of the command: the words that curl is given. */
function wordsOf(command: string): string[] {
  const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }; uuidgen() { echo key-1; }\n${command}`
  const env = { LATCHKEY_TOKEN: 'token-1', ETAG: '"7"', PATH: process.env['PATH'] ?? '' }
  return execFileSync('/bin/sh', ['-c', script], { env, encoding: 'utf8' }).split('\0').slice(0, -1)
}

test('a shell gives curl the request as it is, whatever a name holds', () => {
  const body = { name: 'It\'s $HOME `id` \\ "quoted"', vendorName: 'Überall 日本', scopes: ['AdminApi'] }
  const words = wordsOf(apiCommand(registerApplication, { body }, ORIGIN))
  assert.deepEqual(words.slice(0, 4), ['-sS', '-X', 'POST', `${ORIGIN}/api/v1/applications`])
  assert.ok(words.includes('Authorization: Bearer token-1'))
  assert.ok(words.includes('Idempotency-Key: key-1'))
  assert.deepEqual(JSON.parse(words.at(-1) ?? ''), body)
})

test('an edit takes the ETag last read, and a path its id', () => {
  const words = wordsOf(apiCommand(editApplication, { params: { id: 'app_1/x' }, body: {} }, ORIGIN))
  assert.ok(words.includes('If-Match: "7"'))
  assert.ok(words.includes(`${ORIGIN}/api/v1/applications/app_1%2Fx`))
})

test('an act without a body sends none', () => {
  const command = apiCommand(deactivateApplication, { params: { id: 'app_1' } }, ORIGIN)
  assert.doesNotMatch(command, /data-binary|Content-Type/)
})

/** What a shell makes of a command for the command line: the words it is given, and what stands on its standard input. */
function typedOf(command: string) {
  const script = `npx() { for word in "$@"; do printf '%s\\0' "$word"; done; cat; }\n${command}`
  const text = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8', input: '' })
  const parts = text.split('\0')
  return { words: parts.slice(0, -1), input: parts.at(-1) ?? '' }
}

test('a shell gives the command line the request as it is, whatever a name holds', () => {
  const body = { name: 'It\'s $HOME `id` \\ "quoted"\nJSON\n', vendorName: 'Überall 日本', scopes: [] }
  const edit = typedOf(typedCommand(editApplication, { params: { id: 'app_1' }, body }))
  assert.deepEqual(edit.words, [
    'latchkey',
    'call',
    'editApplication',
    'id=app_1',
    '--if-match',
    'current',
    '--body',
    '-',
  ])
  assert.deepEqual(JSON.parse(edit.input), body)
  const act = typedOf(typedCommand(deactivateApplication, { params: { id: "a' ; id" } }))
  assert.deepEqual(act.words, ['latchkey', 'call', 'deactivateApplication', "id=a' ; id"])
  assert.equal(act.input, '')
})
