import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openReaders, type ReaderLimits } from '../../src/store/readers/readers.ts'
import { openSqlite } from '../../src/store/sqlite-dialect.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

/** Counts to a number, which takes as long as the number is large. */
const COUNT = `with recursive counted(n) as (select 1 union all select n + 1 from counted where n < ?)
  select max(n) as most from counted`
const QUICK = 10
const LONG = 80_000_000

describe('readers of the embedded store', () => {
  const folder = makeTempFolder()
  const file = join(folder.path, 'latchkey.db')
  const database = openSqlite(file)
  database.exec('create table things (name text)')
  const closing: (() => Promise<void>)[] = []
  after(async () => {
    for (const close of closing) await close()
    database.close()
    folder.remove()
  })

  function open(limits: Partial<ReaderLimits> = {}, path = file) {
    const readers = openReaders(path, { threads: 1, queue: 10, patienceMs: 20_000, ...limits })
    closing.push(readers.close)
    return readers
  }

  test('a row that was committed is read at once, and one that was taken back never', async () => {
    const { read } = open({ threads: 2 })
    for (let number = 0; number < 50; number++) {
      database.prepare('insert into things values (?)').run(`thing ${number}`)
      const rows = await read<{ most: number }>('select count(*) as most from things', [])
      assert.equal(rows[0]?.most, number + 1)
    }
    database.exec("begin; insert into things values ('undone')")
    assert.equal((await read<{ most: number }>('select count(*) as most from things', []))[0]?.most, 50)
    database.exec('rollback')
  })

  test('nothing can be written through them', async () => {
    const { read } = open()
    await assert.rejects(read("insert into things values ('x')", []), { errcode: 8 })
    await assert.rejects(read('select * from nowhere', []), /no such table/)
    assert.deepEqual(await read(COUNT, [QUICK]), [{ most: QUICK }])
  })

  test('the thread that asks is free while they read', async () => {
    const { read } = open()
    let turns = 0
    const turning = setInterval(() => {
      turns += 1
    }, 1)
    await read(COUNT, [2_000_000])
    clearInterval(turning)
    assert.ok(turns > 5, String(turns))
  })

  test('more than may wait are refused at once, as what PostgreSQL has too many of', async () => {
    const { read } = open({ queue: 2 })
    const begun = Array.from({ length: 3 }, () => read(COUNT, [100_000]))
    await assert.rejects(read(COUNT, [QUICK]), { code: '53300' })
    for (const each of begun) assert.deepEqual(await each, [{ most: 100_000 }])
    assert.deepEqual(await read(COUNT, [QUICK]), [{ most: QUICK }])
  })

  test('what takes too long is given up, and others are answered meanwhile', async () => {
    const { read } = open({ threads: 2, patienceMs: 3_000 })
    // Both threads have begun, which takes its time.
    await Promise.all([read(COUNT, [QUICK]), read(COUNT, [QUICK])])
    const long = assert.rejects(read(COUNT, [LONG]), { code: '57014' })
    for (let number = 0; number < 20; number++)
      assert.deepEqual(await read(COUNT, [QUICK]), [{ most: QUICK }])
    await long
  })

  test('whoever waits for a thread that takes too long is told so as well', async () => {
    const { read } = open({ patienceMs: 500 })
    const both = [read(COUNT, [LONG]), read(COUNT, [QUICK])]
    await Promise.all(both.map(each => assert.rejects(each, { code: '57014' })))
  })

  test('a list without an end is refused before it fills the memory', async () => {
    const { read } = open()
    const endless = 'with recursive r(n) as (select 1 union all select n + 1 from r) select * from r'
    await assert.rejects(read(endless, []), /read it in pages/)
    assert.deepEqual(await read(COUNT, [QUICK]), [{ most: QUICK }])
  })

  test('a thread that ends is replaced: its question is asked once more, and no further', async () => {
    const late = join(folder.path, 'late.db')
    const readers = open({}, late)
    // There is no such file yet, so every thread ends as it begins.
    await assert.rejects(readers.read(COUNT, [QUICK]), { code: '57P01' })
    openSqlite(late).close()
    assert.deepEqual(await readers.read(COUNT, [QUICK]), [{ most: QUICK }])
  })

  test('closing fails what is under way or waits, and what is asked afterwards', async () => {
    const readers = open()
    const asked = [readers.read(COUNT, [LONG]), readers.read(COUNT, [QUICK])]
    const failed = Promise.all(asked.map(each => assert.rejects(each, /closed/)))
    await pause(50)
    await readers.close()
    await failed
    await assert.rejects(readers.read(COUNT, [QUICK]), /closed/)
  })
})
