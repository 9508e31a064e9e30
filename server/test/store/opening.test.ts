import assert from 'node:assert/strict'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, test } from 'node:test'
import { inspect } from 'node:util'
import { Client } from 'pg'
import { findApplication } from '../../src/store/applications/applications.ts'
import { findPlatform, insertBusinessUnit } from '../../src/store/business-units/business-units.ts'
import { inBusinessUnit, type Store, together } from '../../src/store/handle.ts'
import { migrations } from '../../src/store/migrations.ts'
import { openStore } from '../../src/store/open.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { onBothEngines, onPostgres } from './engines.ts'
import { addApplication, addBusinessUnit, businessUnit } from './records.ts'
import { schemaOf } from './schema-of.ts'

type MigrationTables = {
  migrations: { name: string; timestamp: string }
  migration_lock: { id: string; is_locked: number }
}

function migrationTables(store: Store) {
  return store.db.withTables<MigrationTables>()
}

/** The only value of the only row, such as the answer to `pragma journal_mode` or `show statement_timeout`. */
async function settingOf(store: Store, question: string): Promise<unknown> {
  const { rows } = await store.db.executeQuery<Record<string, unknown>>({
    ...store.db.selectFrom('apis').selectAll().compile(),
    sql: question,
    parameters: [],
  })
  return Object.values(rows[0] ?? {})[0]
}

onBothEngines('opening a store', engine => {
  test('a store that is opened again keeps its rows and its schema', async () => {
    const place = await engine.emptyPlace()
    const first = await engine.open(place)
    const unit = { ...businessUnit(), platform: true }
    await insertBusinessUnit(first, unit)
    const before = await schemaOf(first)
    assert.ok(before.length > 40)
    const second = await engine.open(place)
    assert.deepEqual(await schemaOf(second), before)
    assert.equal((await findPlatform(second))?.id, unit.id)
  })

  test('a database whose migration was cut short is brought to the schema of a fresh one', async () => {
    const place = await engine.emptyPlace()
    const store = await engine.open(place)
    const names = Object.keys(migrations).sort()
    for (const undone of [names.at(-1) ?? '', ...names.slice(20)]) {
      await migrationTables(store).deleteFrom('migrations').where('name', '=', undone).execute()
    }
    await store.db.schema.dropTable('outbox').execute()
    await store.db.schema.dropIndex('sessions_by_user').execute()
    await migrationTables(store).deleteFrom('migrations').where('name', '>=', '0002-05').execute()
    const again = await engine.open(place)
    assert.deepEqual(await schemaOf(again), await schemaOf(engine.store()))
    const done = await migrationTables(again)
      .selectFrom('migrations')
      .select('name')
      .orderBy('name')
      .execute()
    assert.deepEqual(
      done.map(row => row.name),
      names,
    )
  })

  test('default classes that a client registered go over into its metadata, what else there is stays', async () => {
    const place = await engine.emptyPlace()
    const store = await engine.open(place)
    const scope = await addBusinessUnit(store)
    const [moved, plain] = [await addApplication(scope), await addApplication(scope)]
    for (const [{ id, registered }, defaultAcrValues] of [
      [moved, ['urn:example:high', 'two words', '1']],
      [plain, []],
    ] as const) {
      await store.db
        .updateTable('applications')
        .set({ default_acr_values: null, registered: JSON.stringify({ ...registered, defaultAcrValues }) })
        .where('id', '=', id)
        .execute()
    }
    await migrationTables(store).deleteFrom('migrations').where('name', '>=', '0019-05').execute()
    const again = inBusinessUnit(await engine.open(place), scope.businessUnitId)
    const now = await findApplication(again, moved.id)
    assert.deepEqual(now?.metadata.defaultAcrValues, ['urn:example:high', '1'])
    assert.deepEqual(now?.registered, moved.registered)
    assert.deepEqual((await findApplication(again, plain.id))?.metadata.defaultAcrValues, [])
  })

  test('a database of a newer program is refused and left as it is', async () => {
    const place = await engine.emptyPlace()
    const store = await engine.open(place)
    const before = await schemaOf(store)
    const newer = { name: '9999-01-time-travel', timestamp: new Date(0).toISOString() }
    await migrationTables(store).insertInto('migrations').values(newer).execute()
    await assert.rejects(openStore(place), /newer version of Latchkey \(it holds 9999-01-time-travel\)/)
    assert.deepEqual(await schemaOf(store), before)
  })

  test('migrations run in the order in which they are listed', () => {
    const names = Object.keys(migrations)
    assert.deepEqual(names.toSorted(), names)
    for (const name of names) assert.match(name, /^\d{4}-\d{2}-[a-z-]+$/)
  })

  test('a transaction is committed whole, or not at all', async () => {
    const store = engine.store()
    const [one, two] = [businessUnit(), businessUnit()]
    const failing = store.transact(async tx => {
      await insertBusinessUnit(tx, one)
      throw new Error('changed my mind')
    })
    await assert.rejects(failing, /changed my mind/)
    assert.equal(await store.transact(tx => insertBusinessUnit(tx, one)), true)
    assert.equal(await store.transact(async tx => insertBusinessUnit(tx, two)), true)
    assert.equal(await insertBusinessUnit(store, two), false)
  })

  test('work is done again when the engine asks for it, up to five times, and for no other reason', async () => {
    const work = async (faults: number, code: string) => {
      let times = 0
      const outcome = engine.store().transact(async () => {
        times += 1
        if (times <= faults) throw Object.assign(new Error('contention'), { code })
      })
      const failed = await outcome.then(
        () => false,
        () => true,
      )
      return [times, failed]
    }
    assert.deepEqual(await work(2, '40001'), [3, false])
    assert.deepEqual(await work(4, '40P01'), [5, false])
    assert.deepEqual(await work(5, '40001'), [5, true])
    assert.deepEqual(await work(2, '23505'), [3, false])
    assert.deepEqual(await work(1, '23503'), [1, true])
  })

  test('using the store inside its own transaction is an error, not a wait without end', async () => {
    const store = engine.store()
    const wrong = /use the handle that it was given/
    await assert.rejects(
      store.transact(() => findPlatform(store)),
      wrong,
    )
    await assert.rejects(
      store.transact(() => store.transact(async () => 1)),
      wrong,
    )
    await assert.rejects(
      store.transact(() => together(inBusinessUnit(store, businessUnit().id), async () => 1)),
      wrong,
    )
    assert.equal(await store.transact(tx => findPlatform(tx)), null)
    assert.equal(await findPlatform(store), null)
  })

  test('milliseconds and counts come back as numbers', async () => {
    const store = engine.store()
    const unit = { ...businessUnit(), createdAt: 8_640_000_000_000_000 }
    await insertBusinessUnit(store, unit)
    const row = await store.db
      .selectFrom('business_units')
      .select(eb => ['created_at', eb.fn.countAll<number>().over().as('count')])
      .where('id', '=', unit.id)
      .executeTakeFirst()
    assert.deepEqual({ ...row }, { created_at: 8_640_000_000_000_000, count: 1 })
  })
})

describe('the embedded store', () => {
  test('it keeps what it commits: WAL, full synchronisation, foreign keys, five seconds of patience', async () => {
    const folder = makeTempFolder()
    const store = await openStore({ databaseUrl: null, dataFolder: folder.path })
    assert.equal(await settingOf(store, 'pragma journal_mode'), 'wal')
    assert.equal(await settingOf(store, 'pragma synchronous'), 2)
    assert.equal(await settingOf(store, 'pragma foreign_keys'), 1)
    assert.equal(await settingOf(store, 'pragma busy_timeout'), 5000)
    await store.close()
    folder.remove()
  })

  test('its folder is made, and nobody else can read folder or files', async () => {
    const folder = makeTempFolder()
    const dataFolder = join(folder.path, 'deep', 'data')
    const store = await openStore({ databaseUrl: null, dataFolder })
    await insertBusinessUnit(store, businessUnit())
    const mode = (name: string) => statSync(join(dataFolder, name)).mode & 0o777
    assert.deepEqual(
      [mode('.'), mode('latchkey.db'), mode('latchkey.db-wal'), mode('latchkey.db-shm')],
      [0o700, 0o600, 0o600, 0o600],
    )
    await store.close()
    folder.remove()
  })

  test('a file that is no database is refused', async () => {
    const folder = makeTempFolder()
    writeFileSync(join(folder.path, 'latchkey.db'), 'a letter to my aunt '.repeat(100))
    const opening = openStore({ databaseUrl: null, dataFolder: folder.path })
    await assert.rejects(opening, /latchkey\.db.*not a database/s)
    folder.remove()
  })

  test('a transaction has the right to write from its first moment', async () => {
    const folder = makeTempFolder()
    const store = await openStore({ databaseUrl: null, dataFolder: folder.path })
    const other = new DatabaseSync(join(folder.path, 'latchkey.db'), { timeout: 0 })
    await store.transact(async tx => {
      assert.throws(() => other.exec('begin immediate'), /locked/)
      assert.equal(await findPlatform(tx), null)
    })
    other.exec('begin immediate')
    other.close()
    await store.close()
    folder.remove()
  })

  test('a value that SQLite would twist is refused', async () => {
    const folder = makeTempFolder()
    const store = await openStore({ databaseUrl: null, dataFolder: folder.path })
    const query = store.db.selectFrom('apis').selectAll().where('name', '=', 'x').compile()
    const twisted = store.db.executeQuery({ ...query, parameters: [true] })
    await assert.rejects(twisted, /cannot keep a value of type boolean/)
    await store.close()
    folder.remove()
  })

  test('more different statements than are remembered all work', async () => {
    const folder = makeTempFolder()
    const store = await openStore({ databaseUrl: null, dataFolder: folder.path })
    for (let round = 0; round < 2; round++) {
      for (let index = 0; index < 900; index++) {
        assert.equal(await settingOf(store, `select ${index} as value`), index)
      }
    }
    await store.close()
    folder.remove()
  })
})

onPostgres('connections and leases', engine => {
  test('connections have their name and limits, and other users of pg are left alone', async () => {
    const place = await engine.emptyPlace()
    const store = await engine.open(place)
    assert.equal(await settingOf(store, 'show application_name'), 'latchkey')
    assert.equal(await settingOf(store, 'show statement_timeout'), '4s')
    const client = new Client({ connectionString: place.databaseUrl ?? '' })
    await client.connect()
    const { rows } = await client.query('select 1::bigint as one')
    await client.end()
    assert.deepEqual(rows, [{ one: '1' }])
  })

  test('two transactions that wait for each other both end well', async () => {
    const store = engine.store()
    const [one, two] = [businessUnit(), businessUnit()]
    await insertBusinessUnit(store, one)
    await insertBusinessUnit(store, two)
    const bothHold = Promise.withResolvers<void>()
    let holding = 0
    const rename = (ids: readonly (typeof one.id)[], name: string) =>
      store.transact(async tx => {
        for (const id of ids) {
          await tx.db.updateTable('business_units').set({ name }).where('id', '=', id).execute()
          holding += 1
          if (holding === 2) bothHold.resolve()
          await bothHold.promise
        }
      })
    await Promise.all([rename([one.id, two.id], 'first'), rename([two.id, one.id], 'second')])
    const rows = await store.db
      .selectFrom('business_units')
      .select('name')
      .where('id', 'in', [one.id, two.id])
      .execute()
    assert.equal(new Set(rows.map(row => row.name)).size, 1)
  })

  test('a migration lease that was left behind runs out', async () => {
    const place = await engine.emptyPlace()
    const store = await engine.open(place)
    const [last = ''] = Object.keys(migrations).sort().reverse()
    const lock = migrationTables(store)
    await lock.deleteFrom('migrations').where('name', '=', last).execute()
    const sinceTwentySix = Math.floor(Date.now() / 1000) - 1_767_225_600
    await lock
      .updateTable('migration_lock')
      .set({ is_locked: sinceTwentySix + 2 })
      .execute()
    await engine.open(place)
    const row = await lock.selectFrom('migration_lock').select('is_locked').executeTakeFirstOrThrow()
    assert.equal(row.is_locked, 0)
    const done = await lock.selectFrom('migrations').select('name').where('name', '=', last).execute()
    assert.equal(done.length, 1)
  })

  test('a server that is not there is named as the reason, without the password', async () => {
    const databaseUrl = 'postgres://latchkey:sesame@127.0.0.1:1/latchkey'
    await assert.rejects(openStore({ databaseUrl, dataFolder: '/nowhere' }), (error: Error) => {
      assert.match(error.message, /^The PostgreSQL database cannot be reached: /)
      assert.doesNotMatch(inspect(error), /sesame/)
      return true
    })
  })
})
