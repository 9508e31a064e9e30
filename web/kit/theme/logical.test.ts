import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const ROOT = join(import.meta.dirname, '../../..')

/** What names left or right, where a page that reads from right to left wants start or end. */
const PHYSICAL =
  /(?:^|[\s;{])(?:(?:margin|padding|border)-(?:left|right)(?:-\w+)*|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)\b/

function sheets(): string[] {
  const found = readdirSync(join(ROOT, 'web'), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.css') && !/(?:^|\/)(?:node_modules|dist)\//.test(path))
    .map(path => `web/${path}`)
  return [...found, 'server/src/http/pages/pages.css']
}

test('a physical property is told from a logical one', () => {
  for (const line of [
    '  margin-left: 4px;',
    'a{left:0}',
    '  border-right-color: red;',
    'text-align: left;',
  ]) {
    assert.match(line, PHYSICAL, line)
  }
  for (const line of [
    '  margin-inline-start: 4px;',
    '  inset-inline-end: 0;',
    'text-align: start;',
    '.left:hover {',
  ]) {
    assert.doesNotMatch(line, PHYSICAL, line)
  }
})

test('no sheet names left or right, so that a page reads from right to left as well', () => {
  const all = sheets()
  assert.ok(all.length > 10)
  const found = all.flatMap(path =>
    readFileSync(join(ROOT, path), 'utf8')
      .split('\n')
      .flatMap((line, index) => (PHYSICAL.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  )
  assert.deepEqual(found, [])
})
