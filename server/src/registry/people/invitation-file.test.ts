import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readInvitationFile, rowLanguage } from './invitation-file.ts'

const HEADER = 'user name,full name,security profile,language'

function read(text: string) {
  const rows = readInvitationFile(text)
  return rows.ok ? rows.value : rows.error.rule
}

const KIM = {
  line: 2,
  userName: 'kim@a.example',
  fullName: 'Quay, "Kim"',
  securityProfile: 'Agent',
  language: 'de',
}

test('a file is read whatever separates its cells and lines, in whatever order its columns stand', () => {
  assert.deepEqual(read(`${HEADER}\nkim@a.example,"Quay, ""Kim""",Agent,de`), [KIM])
  assert.deepEqual(read(`\uFEFF${HEADER}\r\nkim@a.example,"Quay, ""Kim""",Agent,de\r\n`), [KIM])
  const german = 'Sicherheitsprofil;Benutzername;Sprache;Name\nAgent;kim@a.example;de;"Quay, ""Kim"""\n'
  assert.deepEqual(read(german), [KIM])
})

test('columns that may be missing are empty, unknown ones are passed over, and lines are counted as they stand', () => {
  const text =
    'E-Mail,Shoe size,Profile\n\na@a.example,42,Agent\n"b@a.example","4\n2",Agent\nc@a.example,1,Agent'
  const rows = read(text)
  assert.ok(typeof rows !== 'string')
  assert.deepEqual(
    rows.map(row => [row.line, row.userName, row.fullName, row.language]),
    [
      [3, 'a@a.example', '', ''],
      [4, 'b@a.example', '', ''],
      [6, 'c@a.example', '', ''],
    ],
  )
})

test('what is no such file is refused, with the rule', () => {
  for (const [text, rule] of [
    ['', 'columns'],
    ['kim@a.example,Agent', 'columns'],
    [HEADER, 'empty'],
    [`${HEADER}\n\n , ,\n`, 'empty'],
    [`${HEADER}\n"kim@a.example,Agent`, 'quotes'],
    [`${HEADER}\n${'a@a.example,,Agent\n'.repeat(501)}`, 'rows'],
    [`${HEADER}\n${'x'.repeat(60_001)}`, 'length'],
    ['__proto__,constructor\nx,y', 'columns'],
  ] as const) {
    assert.equal(read(text), rule, text.slice(0, 40))
  }
  assert.equal(read(`${HEADER}\n${'a@a.example,,Agent\n'.repeat(500)}`).length, 500)
})

test('a language is one of ours, or is not said', () => {
  const row = { ...KIM, language: '' }
  const said = (language: string) => rowLanguage({ ...row, language })
  assert.deepEqual(
    [said(''), said('DE'), said('en')].map(each => each.ok && each.value),
    [null, 'de', 'en'],
  )
  assert.equal(said('fr').ok, false)
})
