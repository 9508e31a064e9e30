import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkNote, mayChangeNote, noteChange, SHOWN_OF_NOTE } from './note.ts'

test('a fault of the text stands at its field', () => {
  const checked = checkNote(' ')
  assert.ok(!checked.ok)
  assert.deepEqual(
    checked.error.map(({ path, rule }) => [path, rule]),
    [['/text', 'required']],
  )
})

test('who wrote a note may change it, and who may edit applications; nobody else', () => {
  const by = (kind: 'user' | 'application', id: string) => ({ createdBy: { kind, id, name: 'Kim' } })
  const own = by('user', 'usr_1')
  assert.equal(mayChangeNote(own, 'usr_1', ['api-applications:view']), true)
  assert.equal(mayChangeNote(own, 'usr_2', ['api-applications:view', 'api-applications:create']), false)
  assert.equal(mayChangeNote(own, 'usr_2', ['api-applications:view', 'api-applications:edit']), true)
  assert.equal(mayChangeNote(by('application', 'usr_1'), 'usr_1', []), false)
})

test('the history shows a short note whole, before and after', () => {
  assert.deepEqual(noteChange(null, 'New'), { field: 'note', before: null, after: 'New' })
  assert.deepEqual(noteChange('Old', 'New'), { field: 'note', before: 'Old', after: 'New' })
  assert.deepEqual(noteChange('Old', null), { field: 'note', before: 'Old', after: null })
})

test('of a long note the history shows where it differs, and says that it is cut', () => {
  const body = 'a👍'.repeat(4000)
  const { before, after } = noteChange(`${body}old`, `${body}new`)
  assert.match(before ?? '', /^… (a👍)+old \(cut: the note has 8,003 characters\)$/u)
  assert.match(after ?? '', /new \(cut/)
  const deleted = noteChange(body, null)
  assert.ok((deleted.before ?? '').startsWith('a👍'))
  assert.ok(Array.from(deleted.before ?? '').length < SHOWN_OF_NOTE + 60)
})
