import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'

const root = join(import.meta.dirname, '../../..')
const folder = 'server/test/regressions'

/** How many faults there are: none may be lost from the map. */
const ROWS = 91
const ID = /^X[0-9]{3}$/

type Covered = { readonly id: string; readonly file: string; readonly name: string }

/** The rows of the table under a heading of the map, cell by cell. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const text = readFileSync(join(root, 'docs/regressions.md'), 'utf8')
  const section = text.split(/^## /m).find(part => part.startsWith(`${heading}\n`)) ?? ''
  return section
    .split('\n')
    .filter(line => line.startsWith('| '))
    .map(line => line.split(/(?<!\\)\|/).map(cell => cell.trim().replaceAll('\\|', '|')))
    .map(cells => cells.slice(1, -1))
    .filter(([id = '']) => ID.test(id))
}

const covered: readonly Covered[] = tableUnder('Covered').map(([id = '', , file = '', name = '']) => ({
  id,
  file: file.replaceAll('`', ''),
  name,
}))
const waiting = tableUnder('Waiting').map(([id = '', , why = '']) => ({ id, why }))

function testsIn(file: string): readonly Covered[] {
  const text = readFileSync(join(root, file), 'utf8')
  return Array.from(text.matchAll(/\btest\(\s*(['"`])((?:\\.|(?!\1).)*)\1/gs), ([, , written = '']) => {
    const name = written.replaceAll("\\'", "'")
    return { id: name.slice(0, 4), file, name }
  })
}

const files = globSync(`${folder}/*.test.ts`, { cwd: root }).filter(file => !file.endsWith('/map.test.ts'))
const written = files.flatMap(testsIn)
const inOrder = (rows: readonly Covered[]) =>
  rows.map(({ id, file, name }) => `${id} ${file} ${name}`).toSorted()

describe('the map of regressions', () => {
  test('finds tests to compare with', () => assert.ok(written.length > 80, `only ${written.length}`))

  test('holds every fault, each either covered or waiting', () => {
    const ids = [...new Set(covered.map(row => row.id)), ...waiting.map(row => row.id)]
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    )
    assert.equal(ids.length, ROWS)
  })

  test('says of every waiting fault what it waits for', () => {
    assert.deepEqual(
      waiting.filter(row => row.why === ''),
      [],
    )
  })

  test('names every test that is written, and no other', () => {
    assert.deepEqual(inOrder(covered), inOrder(written))
  })
})
