import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { makeTempFolder } from '../../server/test/support/temp-folder.ts'
import { compressAssets } from './compress-assets.ts'

test('a built file gets two smaller forms that unpack to the same, and none where it gains nothing', async t => {
  const folder = makeTempFolder()
  t.after(() => folder.remove())
  const script = Buffer.from('export const name = "a line that repeats"\n'.repeat(200))
  writeFileSync(join(folder.path, 'a.js'), script)
  writeFileSync(join(folder.path, 'small.css'), 'body { margin: 0 }')
  writeFileSync(join(folder.path, 'noise.png'), randomBytes(5000))
  await compressAssets(folder.path)
  assert.deepEqual(readdirSync(folder.path).sort(), ['a.js', 'a.js.br', 'a.js.gz', 'noise.png', 'small.css'])
  const [br, gz] = ['br', 'gz'].map(ending => readFileSync(join(folder.path, `a.js.${ending}`)))
  assert.ok(br && gz && br.length < script.length && gz.length < script.length)
  assert.ok(brotliDecompressSync(br).equals(script))
  assert.ok(gunzipSync(gz).equals(script))
})
