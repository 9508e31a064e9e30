import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'

const web = join(import.meta.dirname, '../web')
const core = dirname(createRequire(join(web, 'package.json')).resolve('@mantine/core/styles.css'))
/** The notices are of another package and are built on this one. */
const BESIDE = ['Notification']
const BASE = ['baseline', 'default-css-variables', 'global']

const read = (path: string): string => readFileSync(path, 'utf8')
const imported = [
  ...read(join(web, 'kit/theme/component-styles.ts')).matchAll(/'@mantine\/core\/styles\/(\w[\w-]*)\.css'/g),
].map(([, name = '']) => name)

/** The components of Mantine that the sources import by name. */
function usedComponents(): ReadonlySet<string> {
  const sources = globSync('**/*.tsx', { cwd: web, exclude: ['**/node_modules/**', 'dist/**'] })
  const lists = sources.flatMap(source => [
    ...read(join(web, source)).matchAll(/import \{([^}]*)\} from '@mantine\/core'/g),
  ])
  const names = lists.flatMap(([, list = '']) => list.split(',').map(name => name.trim()))
  return new Set([...names.filter(name => /^[A-Z]\w*$/.test(name)), ...BESIDE])
}

/** The sheets that a component needs: its own, and those of all that it is built on. */
function sheetsOf(component: string): ReadonlySet<string> {
  const seen = new Set<string>()
  const sheets = new Set<string>()
  const follow = (file: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    const sheet = basename(file, '.module.mjs')
    if (existsSync(join(core, 'styles', `${sheet}.css`))) sheets.add(sheet)
    for (const [, link = ''] of read(file).matchAll(/from "(\.[^"]+)"/g)) follow(join(dirname(file), link))
  }
  for (const file of globSync(`esm/**/${component}.mjs`, { cwd: core })) follow(join(core, file))
  return sheets
}

test('the styles of every component that a page uses are there, and none that no page uses', () => {
  const needed = new Set([...usedComponents()].flatMap(component => [...sheetsOf(component)]))
  assert.ok(needed.has('UnstyledButton') && needed.has('ModalBase'), 'what a component is built on is found')
  assert.deepEqual(imported.toSorted(), [...BASE, ...needed].toSorted())
})

test('they stand in the order of the whole sheet, on which they are written to rely', () => {
  const whole = read(join(core, 'styles.css'))
  const places = imported.map(name => whole.indexOf(read(join(core, 'styles', `${name}.css`)).trim()))
  assert.ok(places.every(place => place >= 0))
  assert.deepEqual(
    imported,
    imported.toSorted((a, b) => (places[imported.indexOf(a)] ?? 0) - (places[imported.indexOf(b)] ?? 0)),
  )
})
