import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkNoteText, MAX_NOTE_LENGTH } from './note-text.ts'

test('a note is kept composed, with line feeds, without blank lines before and blanks behind it', () => {
  for (const [typed, kept] of [
    ['Ask Kim.', 'Ask Kim.'],
    ['\r\n \r\nOne\r\nTwo\rThree \n\n', 'One\nTwo\nThree'],
    ['    code\n\tmore', '    code\n\tmore'],
    ['Cafe\u0301', 'Caf\u00e9'],
    [
      '👩\u200d💻 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
      '👩\u200d💻 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
    ],
  ] as const) {
    assert.deepEqual(checkNoteText(typed), { ok: true, value: kept })
  }
})

test('a note that is empty, too long, or holds what cannot be seen is refused by its rule', () => {
  for (const [typed, rule] of [
    ['', 'required'],
    [' \n\t\n ', 'required'],
    ['a'.repeat(MAX_NOTE_LENGTH + 1), 'too-long'],
    ['a'.repeat(MAX_NOTE_LENGTH * 10 + 1), 'too-long'],
    ['a\u0000b', 'characters'],
    ['a\u001b[31mb', 'characters'],
    ['a\u0085b', 'characters'],
    ['a\ud800b', 'characters'],
    ['pay \u202eeman', 'characters'],
    ['a\u2066b', 'characters'],
  ] as const) {
    const verdict = checkNoteText(typed)
    assert.equal(verdict.ok ? 'ok' : verdict.rule, rule, JSON.stringify(typed.slice(0, 20)))
  }
})

test('length is counted in characters, not in the halves that some take', () => {
  assert.equal(checkNoteText('👍'.repeat(MAX_NOTE_LENGTH)).ok, true)
  assert.equal(checkNoteText('👍'.repeat(MAX_NOTE_LENGTH + 1)).ok, false)
})

test('a note that was kept is kept the same when it is saved again', () => {
  for (const typed of ['\n\n  a \r\n b\t', 'e\u0301\r\r', '1. a\n\n\n2. b']) {
    const once = checkNoteText(typed)
    assert.ok(once.ok)
    assert.deepEqual(checkNoteText(once.value), once)
  }
})
