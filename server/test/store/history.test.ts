import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { newRecordId } from '../../src/keys/random.ts'
import type { AuditEntry } from '../../src/registry/model.ts'
import { appendAudit } from '../../src/store/audit/audit.ts'
import { findHistoryEntry, listHistory } from '../../src/store/audit/history.ts'
import type { Scoped } from '../../src/store/handle.ts'
import { onBothEngines } from './engines.ts'
import { auditEntry } from './entries.ts'
import { addBusinessUnit, newApplicationId } from './records.ts'

const ALL = { actorName: null, actions: null }

onBothEngines('the history of an application', engine => {
  const kim = { kind: 'user', id: 'usr_1', name: 'kim@harbour.example' } as const
  const lee = { kind: 'user', id: 'usr_2', name: 'lee@harbour.example' } as const

  async function scene() {
    const scope = await addBusinessUnit(engine.store())
    const id = newApplicationId()
    const add = async (what: Partial<AuditEntry>): Promise<AuditEntry> => {
      const entry = auditEntry(id, { id: newRecordId('aud'), ...what })
      await appendAudit(scope, entry)
      // Ids of one millisecond are in no order.
      await new Promise(done => setTimeout(done, 2))
      return entry
    }
    const edited = await add({ actor: kim })
    const added = await add({ actor: lee, action: 'secret.added' })
    const revoked = await add({ actor: kim, action: 'secret.revoked' })
    await add({ actor: kim, class: 'B' })
    return { scope, id, edited, added, revoked }
  }

  test('is narrowed to who did it, what was done, and both', async () => {
    const { scope, id, edited, added, revoked } = await scene()
    const list = (actorName: string | null, actions: readonly string[] | null, limit = 9) =>
      listHistory(scope, id, { actorName, actions }, { before: null, limit })
    const secrets = ['secret.added', 'secret.revoked']
    assert.deepEqual(await list(null, null), [revoked, added, edited])
    assert.deepEqual(await list(kim.name, null), [revoked, edited])
    assert.deepEqual(await list(null, secrets), [revoked, added])
    assert.deepEqual(await list(null, secrets, 1), [revoked])
    assert.deepEqual(await list(lee.name, secrets), [added])
    assert.deepEqual(await list('kim', null), [])
    assert.deepEqual(await list('kim\0', null), [])
    assert.deepEqual(await list(null, []), [])
  })

  test('is paged across several actions as one list', async () => {
    const { scope, id, added, revoked } = await scene()
    const actions = ['secret.added', 'secret.revoked']
    const next = { before: revoked.id, limit: 1 }
    assert.deepEqual(await listHistory(scope, id, { actorName: null, actions }, next), [added])
  })

  test('has each entry by its id, of this application alone, and no refused attempt', async () => {
    const { scope, id, edited } = await scene()
    assert.deepEqual(await findHistoryEntry(scope, id, edited.id), edited)
    assert.equal(await findHistoryEntry(scope, newApplicationId(), edited.id), null)
    assert.equal(await findHistoryEntry(scope, id, 'aud_\0'), null)
    const attempt = auditEntry(id, { class: 'B' })
    await appendAudit(scope, attempt)
    assert.equal(await findHistoryEntry(scope, id, attempt.id), null)
  })

  /** How the engine reads what is narrowed to one column, in SQL as the store asks. */
  async function planOf(scope: Scoped, column: 'action' | 'actor_name'): Promise<string> {
    const explain = sql.raw(engine.name === 'sqlite' ? 'explain query plan' : 'explain')
    return scope.db.transaction().execute(async tx => {
      // An empty table is read whole, which says nothing of a full one.
      if (engine.name === 'postgres') {
        await sql`set local enable_seqscan = off`.execute(tx)
        await sql`set local enable_bitmapscan = off`.execute(tx)
        await sql`set local enable_sort = off`.execute(tx)
      }
      const { rows } = await sql<Record<string, unknown>>`${explain} select * from audit_entries
        where business_unit_id = ${scope.businessUnitId} and target_id = ${'app_1'}
          and target_kind = 'application' and class = 'A' and ${sql.ref(column)} = ${'x'} and id < ${'aud_9'}
        order by id desc limit 51`.execute(tx)
      return rows.map(row => String(row['detail'] ?? row['QUERY PLAN'])).join('\n')
    })
  }

  test('is read by an index of who, and by one of what, already in order', async () => {
    const scope = await addBusinessUnit(engine.store())
    for (const [column, index] of [
      ['action', 'audit_entries_by_action'],
      ['actor_name', 'audit_entries_by_actor'],
    ] as const) {
      const plan = await planOf(scope, column)
      assert.match(plan, new RegExp(index), plan)
      assert.doesNotMatch(plan, /sort|temp b-tree/i, plan)
    }
    assert.deepEqual(await listHistory(scope, newApplicationId(), ALL, { before: null, limit: 1 }), [])
  })
})
