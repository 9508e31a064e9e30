import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { GERMAN } from '../../web/kit/words/german/german.ts'
import { catalogueFaults } from './support/catalogue-faults.ts'
import { literalsOf } from './support/literals.ts'
import { isTest, readSourceTree } from './support/source-tree.ts'

/** Names that are the same in every language. */
const NAMES = new Set(
  'Edge,Opera,ChromeOS,Samsung Internet,Vivaldi,Firefox,Chrome,Safari,Windows,Android,Linux,Mozilla,Escape,Enter,Palette,Control+K Meta+K,Latchkey,Bearer,Lift,pkce,code_challenge_method,usePKCE,business_unit'.split(
    ',',
  ),
)

/** Attributes and properties whose text people read. */
const READ =
  /\s(?:label|title|description|help|placeholder|aria-label|alt|action|leave|what|name)="([^"{}]*)"/g

/** Text between tags, as far as it begins with a letter. */
const BETWEEN =
  /(?:[^=]>|[}])\s*(?!(?:as|satisfies|export|return|interface|function|const|type|from|else|catch|finally|import)\b)(\p{L}[^<>{}=()`'"]*?)\s*(?:<\/|<\w|\{)/gu

const files = readSourceTree(join(import.meta.dirname, '../..')).filter(
  ({ path }) => /^web\/.*\.tsx?$/.test(path) && !isTest(path),
)
const code = files.filter(({ path }) => !path.includes('/words/german/'))
const catalogue = new Map(GERMAN.flatMap(part => Object.entries(part)))

/** A sentence or a title: not the name of a file, a component or a thing that has the same name everywhere. */
function isShown(text: string): boolean {
  const begins = /^(\p{Lu}\p{Ll}|\p{Lu}+ \p{L}|\{0\},? \p{L}{2})/u.test(text)
  return begins && !/^\w+\.\w/.test(text) && !/^\p{Lu}\w*\p{Ll}\p{Lu}\w*$/u.test(text) && !NAMES.has(text)
}

/** Words of a screen that no `say` was asked for. */
function unsaid(path: string, text: string): string[] {
  const plain = text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '')
  // What stands in quotation marks is judged as a literal.
  const bare = plain.replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "''")
  const between = path.endsWith('.tsx') ? [...bare.matchAll(BETWEEN)] : []
  const markup = [...(path.endsWith('.tsx') ? plain.matchAll(READ) : [])]
  const literals = literalsOf(text).filter(
    ({ before }) => !/\b(say|saying|Error|import|from)\(?$/.test(before),
  )
  // Literals are looked up: whoever says them may stand elsewhere. What stands in the markup is said by nobody.
  const loose = literals.map(literal => literal.text).filter(read => isShown(read) && !catalogue.has(read))
  const bareWords = [
    ...markup.map(([, read = '']) => read).filter(isShown),
    ...between.map(([, read = '']) => read),
  ]
  return [...loose, ...bareWords].filter(read => !NAMES.has(read)).map(read => `${path}: ${read}`)
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
