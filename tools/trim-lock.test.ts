import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { root } from './test-files.ts'
import { trimLock } from './trim-lock.ts'

const read = (file: string) => readFileSync(join(root, file), 'utf8')

describe('the lock file', () => {
  test('says nothing of the Node that npm itself runs on: run node tools/trim-lock.ts after an install', () => {
    const text = read('package-lock.json')
    assert.ok(trimLock(text) === text, 'package-lock.json holds "engines"')
  })

  test('is trimmed of that and of nothing else', () => {
    const lock = { name: 'x', packages: { '': { engines: { node: '1' } }, a: { version: '1', engines: {} } } }
    assert.deepEqual(JSON.parse(trimLock(JSON.stringify(lock))), {
      name: 'x',
      packages: { '': {}, a: { version: '1' } },
    })
  })

  test('names no registry, and pins the Node that everything runs on', () => {
    assert.doesNotMatch(read('package-lock.json'), /"resolved": "http/)
    const manifest: { engines?: unknown; devDependencies: Record<string, string> } = JSON.parse(
      read('package.json'),
    )
    assert.match(manifest.devDependencies['node'] ?? '', /^\^24\./)
    assert.equal(manifest.engines, undefined, 'npm would print a warning on the Node that the README names')
  })
})
