import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { GERMAN as DOOR } from '../src/http/words/german/german.ts'
import { GERMAN as LETTERS } from '../src/registry/mail/german.ts'
import { catalogueFaults } from './support/catalogue-faults.ts'
import { type Literal, literalsOf } from './support/literals.ts'
import { isTest, readSourceTree } from './support/source-tree.ts'

/** Where sentences are made that people read on a page or a screen of ours. */
const TO_PEOPLE = [
  /^server\/src\/registry\/(?!applications\/dynamic\/(?!registration-token))/,
  /^server\/src\/http\/(?!words|api\/shapes|oauth\/(?!authorize|logout))/,
  /^server\/src\/services\/(applications\/(?!dynamic)|business-units|people\/(?!logout\/deliver))/,
  /^server\/src\/protocol\/(authorization\/|openid\/(id-token-hint|logout-request|sector)|redirect-uri|key-set|parameters)/,
  /^contract\/src\/(names|applications\/(callback-url|note-text))\.ts/,
]

/** What programs alone read, or what is an example. */
const TO_PROGRAMS = new Set([
  // RFC 6749 §5.2: the description of an error at an endpoint is ASCII, and for developers.
  'This endpoint takes {0} only.',
])

const files = readSourceTree(join(import.meta.dirname, '../..')).filter(
  ({ path }) => path.endsWith('.ts') && !isTest(path) && /^(server|contract)\/src\//.test(path),
)
const german = files.filter(({ path }) => /\/german(\/|\.ts$)/.test(path))
const code = files.filter(file => !german.includes(file))
/** Each room keeps what it says; both are of one server. */
const GERMAN = [...DOOR, LETTERS]
const catalogue = new Map(GERMAN.flatMap(part => Object.entries(part)))

function isSentence({ text, before }: Literal): boolean {
  return !before.endsWith('html') && /^[A-Z{][^\n]*\s[^\n]*[.?]$/.test(text) && /[a-z]{2}/.test(text)
}

describe('the German of the server', () => {
  test('holds every message that a page says', () => {
    const said = code.flatMap(({ path, text }) =>
      literalsOf(text)
        .filter(({ before }) => /\bsay\($/.test(before))
        .map(literal => `${literal.text} (${path})`),
    )
    assert.ok(said.length > 100)
    assert.deepEqual(
      said.filter(each => !catalogue.has(each.slice(0, each.lastIndexOf(' (')))),
      [],
    )
  })

  test('holds every sentence that is answered to a person', () => {
    const missing = code
      .filter(({ path }) => TO_PEOPLE.some(room => room.test(path)))
      .flatMap(({ path, text }) =>
        literalsOf(text)
          .filter(literal => isSentence(literal) && !TO_PROGRAMS.has(literal.text))
          .filter(literal => !catalogue.has(literal.text))
          .map(literal => `${path}: ${literal.text}`),
      )
    assert.deepEqual(missing, [])
  })

  test('holds nothing that no code says, nothing twice, and messages that can be read', () => {
    // Pages and letters are catalogues of their own: both may say the same.
    assert.deepEqual([...catalogueFaults(DOOR, code), ...catalogueFaults([LETTERS], code)], [])
  })
})
