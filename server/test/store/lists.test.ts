import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameKey } from '@latchkey/contract/names.ts'
import { type CompiledQuery, type KyselyPlugin, sql } from 'kysely'
import { isApplicationId } from '../../src/lib/ids.ts'
import {
  type ApplicationListQuery,
  countApplications,
  listApplications,
} from '../../src/store/applications/application-list.ts'
import { insertApplication, setApplicationActive } from '../../src/store/applications/applications.ts'
import { replaceClient } from '../../src/store/applications/dynamic-clients.ts'
import { NO_CONDITIONS } from '../../src/store/applications/lists/conditions.ts'
import { writeGrams } from '../../src/store/applications/search-index.ts'
import type { Scoped, Store } from '../../src/store/handle.ts'
import { onBothEngines } from './engines.ts'
import { ACTOR, addBusinessUnit, NOW, REGISTERED, registration } from './records.ts'

const all: ApplicationListQuery = {
  kinds: ['internal', 'authorization'],
  search: null,
  active: null,
  conditions: NO_CONDITIONS,
  sort: 'name',
  descending: false,
  after: null,
  limit: 1000,
}

/** The same numbers in every run, so that a failure can be looked at again. */
function createDice(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return (state >>> 8) % below
  }
}

const PIECES = [
  'a',
  'b',
  'ab',
  'é',
  'ß',
  'İ',
  '文',
  '👩‍🚀',
  ' ',
  '-',
  "'",
  '"',
  '%',
  '_',
  '\\',
  '*',
  'OR',
  'ſ',
  'ﬁ',
]

type Known = { readonly id: string; readonly name: string; readonly vendor: string; readonly active: boolean }

onBothEngines('lists and searches', engine => {
  async function keep(scope: Scoped, name: string, vendor: string, number: number): Promise<Known> {
    const active = number % 3 !== 0
    const record = registration(scope, { name, vendorName: vendor, active, createdAt: NOW + (number % 5) })
    const keys = { sortName: nameKey(name), sortVendor: nameKey(vendor), vendorId: null }
    await insertApplication(scope, record, { ...keys, aliasKey: `${number} ${keys.sortName}` })
    return { id: record.id, name: keys.sortName, vendor: keys.sortVendor, active }
  }

  test('a search finds what holds the text in its name or vendor and nothing else, whatever the text', async () => {
    const dice = createDice(11)
    const text = (most: number) =>
      Array.from({ length: 1 + dice(most) }, () => PIECES[dice(PIECES.length)] ?? '').join('')
    const [mine, theirs] = [await addBusinessUnit(engine.store()), await addBusinessUnit(engine.store())]
    const known: Known[] = []
    for (let number = 0; number < 120; number++) {
      const [name, vendor] = [`${text(8)}`, `${text(4)}`]
      known.push(await keep(mine, name, vendor, number))
      await keep(theirs, name, vendor, number)
    }
    for (let question = 0; question < 300; question++) {
      const whole = dice(4) === 0 ? (known[dice(known.length)]?.name ?? '') : text(4)
      const search = nameKey(whole)
      if (search === '') continue
      const active = [null, true, false][dice(3)] ?? null
      const expected = known.filter(
        each =>
          (each.name.includes(search) || each.vendor.includes(search)) &&
          (active === null || each.active === active),
      )
      const found = await listApplications(mine, { ...all, search, active })
      assert.deepEqual(found.map(each => each.id).sort(), expected.map(each => each.id).sort(), search)
      assert.equal(await countApplications(mine, { ...all, search, active }), expected.length, search)
    }
  })

  test('a whole id is found, and a part of one is not', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { id } = await keep(scope, 'Dialler', 'Works', 1)
    assert.deepEqual(
      (await listApplications(scope, { ...all, search: id })).map(each => each.id),
      [id],
    )
    for (const search of [id.slice(0, -1), `${id}\ud800`, 'a\0b', '\udfff'])
      assert.deepEqual(await listApplications(scope, { ...all, search }), [])
  })

  test('more hits than are looked at one by one are found in order, counted and paged alike', async () => {
    const scope = await addBusinessUnit(engine.store())
    const record = registration(scope)
    const keys = { sortName: 'another', sortVendor: 'works', aliasKey: 'another@works' }
    await insertApplication(scope, record, { ...keys, vendorId: null })
    await copies(engine.store(), scope, 3500)
    const first = await listApplications(scope, { ...all, search: 'common', limit: 7 })
    const numbers = first.map(each => each.id.slice(-4))
    assert.deepEqual(numbers, ['0001', '0002', '0003', '0004', '0005', '0006', '0007'])
    const { id } = first[6] ?? record
    const next = await listApplications(scope, {
      ...all,
      search: 'common',
      limit: 2,
      after: { key: keysOfNumber(7).sortName, id },
    })
    assert.deepEqual(
      next.map(each => each.id.slice(-4)),
      ['0008', '0009'],
    )
    assert.equal(await countApplications(scope, { ...all, search: 'common' }), 1001)
    assert.equal(await countApplications(scope, { ...all, search: 'common', active: false }), 10)
    assert.equal(await countApplications(scope, { ...all, active: true }), 1001)
    // Only the last of them holds this, and thousands hold its pieces.
    assert.equal(await countApplications(scope, { ...all, search: 'common 3500' }), 1)
  })

  function keysOfNumber(number: number) {
    const sortName = `common ${String(number).padStart(4, '0')}`
    return { sortName, sortVendor: 'works', aliasKey: `${sortName}@works` }
  }

  /** As many applications as make a search be for too much, without what else a registration writes. */
  async function copies(store: Store, scope: Scoped, count: number): Promise<void> {
    const [row] = await store.db
      .selectFrom('applications')
      .selectAll()
      .where('business_unit_id', '=', scope.businessUnitId)
      .execute()
    if (row === undefined) throw new Error('There is nothing to copy')
    const rows = Array.from({ length: count }, (_, index) => {
      const id = `${row.id.slice(0, -8)}1111${String(index + 1).padStart(4, '0')}`
      if (!isApplicationId(id)) throw new Error(`Not an id: ${id}`)
      const { sortName, sortVendor, aliasKey } = keysOfNumber(index + 1)
      const active = (index + 1) % 350 === 0 ? 0 : 1
      return {
        ...row,
        id,
        sort_name: sortName,
        sort_vendor: sortVendor,
        alias_key: aliasKey,
        active,
      } as const
    })
    await store.transact(async tx => {
      for (let from = 0; from < count; from += 250) {
        await tx.db
          .insertInto('applications')
          .values(rows.slice(from, from + 250))
          .execute()
        await writeGrams(tx.db, rows.slice(from, from + 250))
      }
    })
  }

  test('after a change of name the new one is found and the old one is not; a status moves it between lists', async () => {
    const scope = await addBusinessUnit(engine.store())
    const record = registration(scope, { name: 'Before', vendorName: 'Works' })
    const keys = { sortName: 'before', sortVendor: 'works', aliasKey: 'before@works' }
    await insertApplication(scope, record, { ...keys, vendorId: null })
    const renamed = await replaceClient(
      scope,
      { id: record.id, version: record.version },
      { ...record, name: 'After', registered: REGISTERED },
      { ...keys, sortName: 'after', aliasKey: 'after@works' },
    )
    assert.equal(renamed, true)
    const count = (query: Partial<ApplicationListQuery>) => countApplications(scope, { ...all, ...query })
    assert.equal(await count({ search: 'before' }), 0)
    assert.equal(await count({ search: 'after' }), 1)
    await setApplicationActive(scope, record.id, { active: false, at: NOW, by: ACTOR, reason: null })
    assert.equal(await count({ search: 'after', active: true }), 0)
    assert.equal(await count({ search: 'after', active: false }), 1)
  })

  test('no list reads what it does not show: every step of its plan is by an index', async () => {
    const scope = await addBusinessUnit(engine.store())
    for (const query of [
      {},
      { active: true },
      { search: 'di' },
      { sort: 'created', search: 'dialler' },
    ] as const) {
      for (const step of await plansOf(scope, { ...all, ...query, limit: 25 })) {
        assert.doesNotMatch(step, /\bSCAN (applications|application_search)\b(?! VIRTUAL)|Seq Scan/i, step)
      }
    }
  })

  /** How the engine goes about each statement of a list. */
  async function plansOf(scope: Scoped, query: ApplicationListQuery): Promise<string[]> {
    const asked: CompiledQuery[] = []
    const listening: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => result,
    }
    const lists = scope.lists.withPlugin(listening)
    const executor = lists.getExecutor()
    const compile = executor.compileQuery.bind(executor)
    executor.compileQuery = (node, queryId) => {
      const compiled = compile(node, queryId)
      asked.push(compiled)
      return compiled
    }
    await listApplications({ ...scope, lists }, query)
    await countApplications({ ...scope, lists }, query)
    assert.ok(asked.length >= 2)
    const explain = engine.name === 'sqlite' ? 'explain query plan' : 'explain'
    const steps: string[] = []
    await scope.db.transaction().execute(async tx => {
      // An empty table is read whole, which says nothing of a full one.
      if (engine.name === 'postgres') await sql`set local enable_seqscan = off`.execute(tx)
      for (const each of asked) {
        const { rows } = await tx.executeQuery<Record<string, unknown>>({
          ...each,
          sql: `${explain} ${each.sql}`,
        })
        steps.push(...rows.map(row => String(row['detail'] ?? row['QUERY PLAN'])))
      }
    })
    return steps
  }
})
