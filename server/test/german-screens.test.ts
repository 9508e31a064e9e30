import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { GERMAN } from '../../web/kit/words/german/german.ts'
import { catalogueFaults } from './support/catalogue-faults.ts'
import { literalsOf } from './support/literals.ts'
import { isTest, readSourceTree } from './support/source-tree.ts'

/** Names that are the same in every language. */
const NAMES = new Set(
  'Edge,Opera,ChromeOS,Samsung Internet,Vivaldi,Firefox,Chrome,Safari,Windows,Android,Linux,Mozilla,Escape,Latchkey'.split(
    ',',
  ),
)

/** Attributes and properties whose text people read. */
const READ =
  /\s(?:label|title|description|help|placeholder|aria-label|alt|action|leave|what|name)="([^"{}]*)"/g

/** Text between tags, as far as it begins with a letter. */
const BETWEEN = /(?:[^=]>|[}])\s*(\p{L}[^<>{}=;()`'"]*?)\s*(?:<\/|<\w|\{)/gu

const files = readSourceTree(join(import.meta.dirname, '../..')).filter(
  ({ path }) => /^web\/.*\.tsx?$/.test(path) && !isTest(path),
)
const code = files.filter(({ path }) => !path.includes('/words/german/'))
const catalogue = new Map(GERMAN.flatMap(part => Object.entries(part)))

function isShown(text: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(text) && !/^\w+\.\w/.test(text) && !NAMES.has(text)
}

/** Words of a screen that no `say` was asked for. */
function unsaid(path: string, text: string): string[] {
  const plain = text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '')
  const markup = path.endsWith('.tsx')
    ? [...plain.matchAll(READ), ...plain.matchAll(BETWEEN)].map(([, shown = '']) => shown)
    : []
  const literals = literalsOf(text).filter(
    ({ before }) => !/\b(say|saying|Error|import|from)\(?$/.test(before),
  )
  return [...markup, ...literals.map(literal => literal.text)]
    .filter(shown => isShown(shown) && !catalogue.has(shown))
    .map(shown => `${path}: ${shown}`)
}

describe('the German of the screens', () => {
  test('holds every message that a screen says', () => {
    const said = code.flatMap(({ path, text }) =>
      literalsOf(text)
        .filter(({ before }) => /\bsay(ing)?\($/.test(before))
        .map(literal => ({ path, message: literal.text })),
    )
    assert.ok(said.length > 100)
    assert.deepEqual(
      said.filter(({ message }) => !catalogue.has(message)),
      [],
    )
  })

  test('is asked for every word that is shown', () => {
    assert.deepEqual(
      code.flatMap(({ path, text }) => unsaid(path, text)),
      [],
    )
  })

  test('holds nothing that no screen says, nothing twice, and messages that can be read', () => {
    assert.deepEqual(catalogueFaults(GERMAN, code), [])
  })
})
