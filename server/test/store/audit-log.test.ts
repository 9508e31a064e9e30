import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../../src/lib/clock.ts'
import type { AuditEntry } from '../../src/registry/model.ts'
import { appendAudit, listSealed, setSeal } from '../../src/store/audit/audit.ts'
import { findHead, insertHead, lastHead, listHeads, listHeadsAfter } from '../../src/store/audit/log/heads.ts'
import { findLogEntry, type LogFilter, listActions, listLog } from '../../src/store/audit/log/log.ts'
import { eraseUpTo, findRetention, setKeepDays, unitsThatErase } from '../../src/store/audit/log/retention.ts'
import type { Scoped } from '../../src/store/handle.ts'
import { onBothEngines } from './engines.ts'
import { auditEntry } from './entries.ts'
import { addBusinessUnit, NOW } from './records.ts'

const ALL: LogFilter = {
  actor: null,
  actions: null,
  targetKind: null,
  targetId: null,
  requestId: null,
  from: null,
  until: null,
}

const lee = { kind: 'user', id: 'usr_2', name: 'lee@harbour.example' } as const

/** Entries of a log, an hour apart, sealed in their order. */
async function write(scope: Scoped, entries: readonly Partial<AuditEntry>[]): Promise<void> {
  for (const [index, changes] of entries.entries()) {
    const entry = auditEntry('app_1', { at: NOW + index, ...changes })
    await appendAudit(scope, entry)
    await setSeal(scope, entry.id, index + 1, `hash ${index + 1}`)
  }
}

const ENTRIES: readonly Partial<AuditEntry>[] = [
  { requestId: 'req_a' },
  { action: 'user.created', targetKind: 'user', targetId: 'usr_9', actor: lee },
  { action: 'application.edited', targetId: 'app_2', actor: lee },
  { action: 'secret.added', targetId: 'app_2', address: '192.0.2.1' },
  { action: 'user.created', targetKind: 'user', targetId: 'usr_8' },
]

async function placesOf(
  scope: Scoped,
  filter: Partial<LogFilter>,
  order: 'newest-first' | 'oldest-first' = 'newest-first',
) {
  const found = await listLog(scope, { ...ALL, ...filter }, { after: null, limit: 10, order })
  return found.map(({ seq }) => seq)
}

onBothEngines('the log of a business unit', engine => {
  test('is narrowed by each filter and by all of them together', async () => {
    const scope = await addBusinessUnit(engine.store())
    await write(scope, ENTRIES)
    await write(await addBusinessUnit(engine.store()), ENTRIES)
    const cases: readonly (readonly [Partial<LogFilter>, readonly number[]])[] = [
      [{}, [5, 4, 3, 2, 1]],
      [{ actor: lee.name }, [3, 2]],
      [{ actions: ['user.created'] }, [5, 2]],
      [{ actions: ['user.created', 'secret.added', 'none'] }, [5, 4, 2]],
      [{ actions: [] }, []],
      [{ actor: lee.name, actions: ['user.created', 'secret.added'] }, [2]],
      [{ targetKind: 'user' }, [5, 2]],
      [{ targetId: 'app_2' }, [4, 3]],
      [{ targetId: 'app_2', actor: lee.name, actions: ['application.edited'] }, [3]],
      [{ requestId: 'req_a' }, [1]],
      [{ from: NOW + 1, until: NOW + 3 }, [3, 2]],
      [{ actions: ['user.created', 'secret.added'], from: NOW + 2 }, [5, 4]],
      [{ actor: 'nobody' }, []],
      [{ actor: 'a\0b' }, []],
    ]
    for (const [filter, expected] of cases)
      assert.deepEqual(await placesOf(scope, filter), expected, JSON.stringify(filter))
    assert.deepEqual(await placesOf(scope, {}, 'oldest-first'), [1, 2, 3, 4, 5])
    assert.deepEqual(await listActions(scope), ['application.edited', 'secret.added', 'user.created'])
  })

  test('is read page by page in both orders, entries of one moment by their places', async () => {
    const scope = await addBusinessUnit(engine.store())
    await write(
      scope,
      [1, 1, 1, 2, 2].map(at => ({ at: NOW + at })),
    )
    for (const order of ['newest-first', 'oldest-first'] as const) {
      const seen: number[] = []
      let after: { at: number; seq: number } | null = null
      for (;;) {
        const page: { at: number; seq: number }[] = await listLog(scope, ALL, { after, limit: 2, order })
        seen.push(...page.map(({ seq }) => seq))
        after = page.at(-1) ?? null
        if (page.length < 2) break
      }
      assert.deepEqual(seen, order === 'newest-first' ? [5, 4, 3, 2, 1] : [1, 2, 3, 4, 5])
    }
  })

  test('gives one entry by its id, with its address, to its own business unit alone', async () => {
    const [scope, other] = [await addBusinessUnit(engine.store()), await addBusinessUnit(engine.store())]
    await write(scope, ENTRIES)
    const [, , , entry] = await listSealed(scope, 0, 10)
    assert.ok(entry !== undefined)
    assert.equal(entry.address, '192.0.2.1')
    assert.deepEqual(await findLogEntry(scope, entry.id), entry)
    assert.equal(await findLogEntry(other, entry.id), null)
    assert.equal(await findLogEntry(scope, 'a\0b'), null)
  })

  test('has no entry that is not sealed yet', async () => {
    const scope = await addBusinessUnit(engine.store())
    const entry = auditEntry('app_1')
    await appendAudit(scope, entry)
    assert.deepEqual(await placesOf(scope, {}), [])
    assert.equal(await findLogEntry(scope, entry.id), null)
    assert.deepEqual(await listActions(scope), [])
  })
})

onBothEngines('published heads and erasing', engine => {
  const head = (seq: number) => ({
    seq,
    hash: `h${seq}`,
    at: NOW,
    signed: 'a.b.c',
    publicKey: '{}',
    mac: 'm',
  })

  test('a head is published once for its place, by one of ten at once', async () => {
    const scope = await addBusinessUnit(engine.store())
    const won = await Promise.all(Array.from({ length: 10 }, () => insertHead(scope, head(3))))
    assert.equal(won.filter(Boolean).length, 1)
    await insertHead(scope, head(7))
    assert.deepEqual((await lastHead(scope))?.seq, 7)
    assert.deepEqual(await findHead(scope, 3), head(3))
    assert.equal(await findHead(scope, 4), null)
    assert.deepEqual(
      (await listHeads(scope, { before: 7, limit: 9 })).map(({ seq }) => seq),
      [3],
    )
    assert.deepEqual(
      (await listHeadsAfter(scope, 3, 9)).map(({ seq }) => seq),
      [7],
    )
    assert.equal(await lastHead(await addBusinessUnit(engine.store())), null)
  })

  test('entries are erased up to a place, in one business unit, and the note stays when the setting changes', async () => {
    const [scope, other] = [await addBusinessUnit(engine.store()), await addBusinessUnit(engine.store())]
    await write(scope, ENTRIES)
    await write(other, ENTRIES)
    assert.deepEqual(await findRetention(scope), { keepDays: null, erased: null })
    await setKeepDays(scope, 30)
    assert.deepEqual(await findRetention(scope), { keepDays: 30, erased: null })
    const range = { ...head(3), at: NOW + DAY }
    assert.equal(await eraseUpTo(scope, range), 3)
    await setKeepDays(scope, null)
    assert.deepEqual(await findRetention(scope), { keepDays: null, erased: range })
    assert.deepEqual(await placesOf(scope, {}), [5, 4])
    assert.deepEqual(await placesOf(other, {}), [5, 4, 3, 2, 1])
  })

  test('those that erase are listed page by page, without those that keep all', async () => {
    const store = await engine.freshStore()
    const scopes = [await addBusinessUnit(store), await addBusinessUnit(store), await addBusinessUnit(store)]
    const ids = scopes.map(({ businessUnitId }) => businessUnitId).toSorted()
    for (const scope of scopes) await setKeepDays(scope, 30)
    const [first, second, third] = ids
    assert.deepEqual(await unitsThatErase(store, 2, null), [first, second])
    assert.deepEqual(await unitsThatErase(store, 2, second ?? null), [third])
    for (const scope of scopes) await setKeepDays(scope, null)
    assert.deepEqual(await unitsThatErase(store, 2, null), [])
  })
})
