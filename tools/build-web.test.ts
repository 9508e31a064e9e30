import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { makeTempFolder } from '../server/test/support/temp-folder.ts'
import { hashSources } from './build-web.ts'

test('the web counts as stale when a source of it changes, and only then', t => {
  const folder = makeTempFolder()
  t.after(() => folder.remove())
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true })
    writeFileSync(join(folder.path, path), text)
    return hashSources(folder.path)
  }
  write('package-lock.json', '{}')
  write('contract/src/names.ts', 'export const a = 1')
  const before = write('web/console/page.tsx', 'export const page = 1')
  assert.match(before, /^[0-9a-f]{64}$/)

  assert.equal(write('web/dist/index.html', '<!doctype html>'), before)
  assert.equal(write('web/node_modules/other/a.js', ''), before)
  assert.equal(write('server/src/main.ts', ''), before)

  const seen = new Set([before])
  for (const [path, text] of [
    ['web/console/page.tsx', 'export const page = 2'],
    ['web/console/other.tsx', ''],
    ['contract/src/names.ts', 'export const a = 2'],
    ['package-lock.json', '{ }'],
    ['web/index.html', '<!doctype html>'],
    ['tools/web/compress-assets.ts', 'export const effort = 11'],
  ] as const) {
    const hash = write(path, text)
    assert.ok(!seen.has(hash), path)
    seen.add(hash)
  }
})
