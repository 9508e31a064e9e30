import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { OFFERED_FOR } from '../../src/registry/applications/transfer.ts'
import { findApplication, findOwner, insertApplication } from '../../src/store/applications/applications.ts'
import { insertSecret, listSecrets } from '../../src/store/applications/credentials.ts'
import { OF_COLUMNS, OF_TABLES } from '../../src/store/applications/transfers/decisions.ts'
import { moveApplication } from '../../src/store/applications/transfers/move-application.ts'
import {
  answerTransfer,
  countAnswered,
  countOffered,
  countOfferedTo,
  findGiven,
  insertTransfer,
  listOfferedTo,
  withdrawTransfer,
} from '../../src/store/applications/transfers/transfers.ts'
import { upsertApi } from '../../src/store/business-units/apis.ts'
import type { Scoped } from '../../src/store/handle.ts'
import { sweepExpired } from '../../src/store/sweep.ts'
import { findFamily } from '../../src/store/tokens/token-families.ts'
import { onBothEngines } from './engines.ts'
import { furnish } from './furnish.ts'
import { ACTOR, addApplication, addBusinessUnit, keysOf, NOW, secret } from './records.ts'
import { transferOf } from './transfer-record.ts'

onBothEngines('transfers', engine => {
  async function two() {
    const store = engine.store()
    return { from: await addBusinessUnit(store), to: await addBusinessUnit(store) }
  }

  function moveTo(to: Scoped, arrival: Parameters<typeof keysOf>[0]) {
    return { to: to.businessUnitId, arrival, owners: [], keys: keysOf(arrival), at: NOW + 1, by: ACTOR }
  }

  /** The tables or columns of the database itself. */
  async function namesIn(table: string | null): Promise<string[]> {
    const tables = await engine.store().db.introspection.getTables()
    if (table !== null) {
      return tables.find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? []
    }
    return (
      tables
        .filter(({ columns }) => columns.some(({ name }) => name === 'application_id'))
        .map(({ name }) => name)
        // Its rows are written anew by whoever is findable.
        .filter(name => name !== 'application_search')
    )
  }

  test('no table that names an application, and no column of it, was forgotten', async () => {
    assert.deepEqual((await namesIn(null)).toSorted(), Object.keys(OF_TABLES).toSorted())
    assert.deepEqual((await namesIn('applications')).toSorted(), Object.keys(OF_COLUMNS).toSorted())
  })

  test('an application that moves takes what moves along, and of what ends nothing is left on either side', async () => {
    const { from, to } = await two()
    const texts = { description: '', audience: 'https://agent', baseUrl: 'https://api.example' }
    await upsertApi(engine.store(), { name: 'AgentApi', ...texts, tryPath: null, position: 1 })
    const theirs = await furnish(from)
    const { db } = engine.store()
    // What is furnished is external; the move asks for an internal one with everything that hangs on one.
    const { id } = theirs.application
    await db.updateTable('applications').set({ kind: 'internal' }).where('id', '=', id).execute()
    await db.insertInto('clients').values({ id, business_unit_id: from.businessUnitId }).execute()
    const before = await findApplication(from, id)
    assert.ok(before !== null)
    const { version } = before
    assert.equal(await moveApplication(from, { id, version }, moveTo(to, before)), true)
    const count = async (table: string, scope: Scoped) => {
      const { rows } = await sql<{ n: number | string }>`select count(*) as n from ${sql.table(table)}
        where business_unit_id = ${scope.businessUnitId} and application_id = ${id}`.execute(db)
      return Number(rows[0]?.n)
    }
    for (const [table, decision] of Object.entries(OF_TABLES)) {
      const [left, arrived] = [await count(table, from), await count(table, to)]
      if (decision !== 'stays') assert.equal(left, 0, table)
      if (decision !== 'moves') assert.equal(arrived, 0, table)
      else assert.ok(arrived > 0, table)
    }
    const family = await findFamily(from, theirs.live.id)
    assert.equal(family?.revokedAt, NOW + 1)
    assert.equal(await findApplication(from, id), null)
    assert.equal(await findOwner(engine.store(), id), to.businessUnitId)
    const after = await findApplication(to, id)
    assert.deepEqual([after?.owners, after?.tags, after?.version], [[], [], version + 1])
    assert.equal(after?.statusChangedAt, NOW + 1)
    assert.equal(await insertSecret(from, secret(id), 5), false, 'the giver adds nothing any more')
    assert.equal(await insertSecret(to, secret(id), 5), true)
    assert.equal((await listSecrets(to, id)).length, 1)
  })

  test('what was changed, contained or given away meanwhile does not move, and of ten who move it one does', async () => {
    const { from, to } = await two()
    const { id, ...application } = await addApplication(from)
    const move = moveTo(to, { id, ...application })
    assert.equal(await moveApplication(from, { id, version: 7 }, move), false)
    assert.equal(await moveApplication(to, { id, version: 1 }, move), false)
    const ten = await Promise.all(
      Array.from({ length: 10 }, () =>
        engine.store().transact(tx => moveApplication({ ...from, ...tx }, { id, version: 1 }, move)),
      ),
    )
    assert.deepEqual(ten.filter(Boolean), [true])
  })

  test('a name that somebody has there is a clash, and nothing moves', async () => {
    const { from, to } = await two()
    const application = await addApplication(from)
    const other = { ...application, businessUnitId: to.businessUnitId }
    const same = { ...other, id: (await addApplication(from)).id }
    await engine.store().db.deleteFrom('clients').where('id', '=', same.id).execute()
    assert.equal(await insertApplication(to, same, keysOf(same)), 'inserted')
    await assert.rejects(moveApplication(from, { id: application.id, version: 1 }, moveTo(to, application)))
    assert.notEqual(await findApplication(from, application.id), null)
    assert.equal(await findOwner(engine.store(), application.id), from.businessUnitId)
  })

  test('an application is on offer once, ten at once too, and again after the offer ended by itself', async () => {
    const { from, to } = await two()
    const application = await addApplication(from)
    const offer = () => insertTransfer(from, transferOf(application, to.businessUnitId))
    assert.equal((await Promise.all(Array.from({ length: 10 }, offer))).filter(Boolean).length, 1)
    assert.equal(await countOffered(from, NOW, 9), 1)
    const late = NOW + OFFERED_FOR
    assert.equal(await countOffered(from, late, 9), 0)
    const again = { ...transferOf(application, null), createdAt: late, endsAt: late + OFFERED_FOR }
    assert.equal(await insertTransfer(from, again), true)
    assert.deepEqual(
      (await listOfferedTo(to, { before: null, limit: 9 })).map(({ state }) => state),
      ['ended'],
    )
  })

  test('what waits and what was answered is counted as far as asked, by indexes that hold nothing else', async () => {
    const { from, to } = await two()
    const offers = []
    for (let n = 0; n < 3; n++) {
      const offer = transferOf(await addApplication(from), to.businessUnitId)
      await insertTransfer(from, offer)
      offers.push(offer)
    }
    const [first, second] = offers
    assert.ok(first !== undefined && second !== undefined)
    assert.deepEqual([await countOfferedTo(to, NOW, 9), await countOfferedTo(to, NOW, 2)], [3, 2])
    assert.equal(await countOfferedTo(to, first.endsAt, 9), 0)
    assert.equal(await countOfferedTo(from, NOW, 9), 0)
    await answerTransfer(to, first.id, { state: 'declined', words: null, at: NOW })
    await withdrawTransfer(from, second.id, NOW)
    assert.equal(await countOfferedTo(to, NOW, 9), 1)
    assert.deepEqual([await countAnswered(from, NOW, 9), await countAnswered(from, NOW + 1, 9)], [1, 0])
    assert.equal(await countAnswered(to, NOW, 9), 0)
    if (engine.name !== 'sqlite') return
    for (const [query, index] of [
      [`to_business_unit_id = 'b' and state = 'offered' and ends_at > 1`, 'application_transfers_waiting'],
      [
        `business_unit_id = 'b' and state in ('accepted', 'declined') and answered_at >= 1`,
        'application_transfers_answered',
      ],
    ] as const) {
      const plan = await sql<{ detail: string }>`explain query plan select id from application_transfers
        where ${sql.raw(query)}`.execute(engine.store().db)
      assert.match(plan.rows.map(({ detail }) => detail).join(), new RegExp(`${index}\\b`))
    }
  })

  test('an offer is answered or withdrawn once, whoever is faster, by its receiver or its giver, in time', async () => {
    const { from, to } = await two()
    const stranger = await addBusinessUnit(engine.store())
    const offer = transferOf(await addApplication(from), to.businessUnitId)
    await insertTransfer(from, offer)
    const yes = { state: 'accepted', words: null, at: NOW } as const
    for (const scope of [from, stranger]) assert.equal(await answerTransfer(scope, offer.id, yes), false)
    for (const scope of [to, stranger]) assert.equal(await withdrawTransfer(scope, offer.id, NOW), false)
    assert.equal(await answerTransfer(to, offer.id, { ...yes, at: offer.endsAt }), false)
    assert.equal(await withdrawTransfer(from, offer.id, offer.endsAt), false)
    const ten = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        n % 2 === 0 ? answerTransfer(to, offer.id, yes) : withdrawTransfer(from, offer.id, NOW),
      ),
    )
    assert.equal(ten.filter(Boolean).length, 1)
    assert.equal(await countOfferedTo(to, NOW, 9), 0)
    assert.notEqual((await findGiven(from, offer.id))?.state, 'offered')
    const later = offer.endsAt + 401 * 24 * 3_600_000
    await sweepExpired(engine.store(), later, 100)
    assert.equal(await findGiven(from, offer.id), null)
  })
})
