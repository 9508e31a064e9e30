import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'

const root = join(import.meta.dirname, '../../..')
const folder = 'server/test/requirements'

/** How many requirements there are: none may be lost from the map. */
const ROWS = 250
const ID = /^[A-Z][0-9]{2}$/

type Row = readonly string[]
type Covered = { readonly id: string; readonly file: string; readonly name: string }

/** The rows of the table under a heading of the map, cell by cell. */
function tableUnder(heading: string): readonly Row[] {
  const text = readFileSync(join(root, 'docs/requirements.md'), 'utf8')
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

/** The names of the tests in a file, as they are written. */
function testsIn(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return Array.from(text.matchAll(/\btest\(\s*(['"`])((?:\\.|(?!\1).)*)\1/gs), ([, , name = '']) =>
    name.replaceAll("\\'", "'"),
  )
}

const files = globSync(`${folder}/*.test.ts`, { cwd: root }).filter(file => !file.endsWith('/map.test.ts'))
const written = files.flatMap(file => testsIn(file).map(name => ({ file, name })))

describe('the map of requirements', () => {
  test('finds tests to compare with', () => assert.ok(written.length > 100, `only ${written.length}`))

  test('holds every requirement, each either covered or waiting', () => {
    const ids = [...new Set(covered.map(row => row.id)), ...waiting.map(row => row.id)]
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    )
    assert.equal(ids.length, ROWS)
  })

  test('says of every waiting requirement what it waits for', () => {
    assert.deepEqual(
      waiting.filter(row => row.why === ''),
      [],
    )
  })

  test('names only tests that are written', () => {
    const lost = covered.filter(row => !written.some(one => one.file === row.file && one.name === row.name))
    assert.deepEqual(lost, [])
  })

  test('names every test that is written', () => {
    const unnamed = written.filter(
      one =>
        !covered.some(
          row => row.file === one.file && row.name === one.name && one.name.startsWith(`${row.id} `),
        ),
    )
    assert.deepEqual(unnamed, [])
  })
})
