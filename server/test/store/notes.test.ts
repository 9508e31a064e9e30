import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deleteNote, editNote, findNote, insertNote, listNotes } from '../../src/store/applications/notes.ts'
import { onBothEngines } from './engines.ts'
import { noteOn } from './note-record.ts'
import { ACTOR, addApplication, addBusinessUnit, NOW } from './records.ts'

onBothEngines('notes', engine => {
  async function place() {
    const scope = await addBusinessUnit(engine.store())
    return { scope, application: await addApplication(scope) }
  }

  test('a note is found as it was kept, in every script and over several lines', async () => {
    const { scope, application } = await place()
    const note = noteOn(application.id, '# Überblick\n\n- 日本語 👩‍💻\n\t`code`')
    await insertNote(scope, note, 9)
    assert.deepEqual(await findNote(scope, application.id, note.id), note)
    assert.equal(await findNote(scope, application.id, 'nte_\0'), null)
  })

  test('notes are listed newest first, a page at a time, of one application alone', async () => {
    const { scope, application } = await place()
    const other = await addApplication(scope)
    await insertNote(scope, noteOn(other.id), 9)
    const notes = [1, 2, 3].map(count => ({
      ...noteOn(application.id, `No ${count}`),
      id: `nte_0000000000${count}`,
    }))
    for (const note of notes) await insertNote(scope, note, 9)
    const texts = async (before: string | null) =>
      (await listNotes(scope, application.id, { before, limit: 2 })).map(({ text }) => text)
    assert.deepEqual(await texts(null), ['No 3', 'No 2'])
    assert.deepEqual(await texts('nte_00000000002'), ['No 1'])
  })

  test('an edit is kept with who made it and when, and only on the version that was read', async () => {
    const { scope, application } = await place()
    const note = noteOn(application.id)
    await insertNote(scope, note, 9)
    const edit = { text: 'Nobody needs to be asked.', at: NOW + 5, by: ACTOR }
    assert.equal(await editNote(scope, note, edit), true)
    assert.equal(await editNote(scope, note, { ...edit, text: 'Late.' }), false)
    assert.deepEqual(await findNote(scope, application.id, note.id), {
      ...note,
      text: edit.text,
      edited: { at: NOW + 5, by: ACTOR },
      version: 2,
    })
  })

  test('of ten who edit and delete one version at once, one wins', async () => {
    const { scope, application } = await place()
    const note = noteOn(application.id)
    await insertNote(scope, note, 9)
    const won = await Promise.all(
      Array.from({ length: 10 }, (_, count) =>
        count % 2 === 0
          ? editNote(scope, note, { text: `By ${count}`, at: NOW, by: ACTOR })
          : deleteNote(scope, note),
      ),
    )
    assert.equal(won.filter(Boolean).length, 1)
  })

  test('of ten who add at once, no more than may are kept', async () => {
    const { scope, application } = await place()
    const added = await Promise.all(
      Array.from({ length: 10 }, () => insertNote(scope, noteOn(application.id), 3)),
    )
    assert.equal(added.filter(Boolean).length, 3)
    const kept = await listNotes(scope, application.id, { before: null, limit: 20 })
    assert.equal(kept.length, 3)
    assert.equal(await deleteNote(scope, { ...noteOn(application.id), ...kept[0] }), true)
    assert.equal(await insertNote(scope, noteOn(application.id), 3), true)
  })

  test('a deleted note is gone, once, and not by an older version', async () => {
    const { scope, application } = await place()
    const note = noteOn(application.id)
    await insertNote(scope, note, 9)
    assert.equal(await deleteNote(scope, { ...note, version: 2 }), false)
    assert.equal(await deleteNote(scope, note), true)
    assert.equal(await deleteNote(scope, note), false)
    assert.equal(await findNote(scope, application.id, note.id), null)
  })
})
