import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readModules } from '../server/test/support/module-links.ts'
import { unusedExports } from './unused-exports.ts'

function unusedIn(files: Readonly<Record<string, string>>): string[] {
  return unusedExports(readModules(Object.entries(files).map(([path, text]) => ({ path, text }))))
}

test('an export that nothing imports is named, whatever its kind', () => {
  const a = [
    'export const one = 1',
    'export async function two() {}',
    'export function* three() {}',
    'export class Four {}',
    'export type Five = 5',
    'export interface Six {}',
    'const seven = 7',
    'export { seven as eight }',
  ].join('\n')
  const names = ['one', 'two', 'three', 'Four', 'Five', 'Six', 'eight']
  assert.deepEqual(
    unusedIn({ 'contract/src/a.ts': a }),
    names.map(name => `contract/src/a.ts exports ${name}, which nothing imports`),
  )
})

test('an export counts as used when a file, a test or a re-export takes it', () => {
  const files = {
    'contract/src/a.ts': 'export const a = 1\nexport const b = 2\nexport type C = 3\nexport const d = 4',
    'contract/src/b.ts': "import { a as other } from './a.ts'\nother()",
    'contract/src/a.test.ts': "import { b, type C } from './a.ts'",
    'web/console/x.tsx': "export { d } from '@latchkey/contract/a.ts'",
  }
  assert.deepEqual(unusedIn(files), [])
})

test('taking the whole module uses all of it', () => {
  const a = 'export const a = 1\nexport const b = 2'
  for (const text of [
    "import * as all from './a.ts'",
    "const all = await import('./a.ts')",
    "export * from './a.ts'",
  ]) {
    assert.deepEqual(unusedIn({ 'contract/src/a.ts': a, 'contract/src/b.ts': text }), [], text)
  }
})

test('what only a comment or a string exports or imports does not count', () => {
  const files = {
    'contract/src/a.ts': "// export const old = 1\nexport const a = 'export const b = 2'",
    'contract/src/b.ts': "// import { a } from './a.ts'",
  }
  assert.deepEqual(unusedIn(files), ['contract/src/a.ts exports a, which nothing imports'])
})

test('programs, and types that the guard gives to others, are exempt', () => {
  const files = {
    'server/src/main.ts': 'export const main = 1',
    'guard/src/verify.ts': 'export type Options = {}\nexport const verify = 1',
  }
  assert.deepEqual(unusedIn(files), ['guard/src/verify.ts exports verify, which nothing imports'])
})
