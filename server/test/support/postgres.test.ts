import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Client } from 'pg'
import { startPostgres, type TestPostgres } from './postgres.ts'

async function rows(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

describe('the PostgreSQL of the tests', () => {
  let postgres: TestPostgres
  before(async () => {
    postgres = await startPostgres()
  })
  after(() => postgres.stop())

  test('makes databases that know nothing of each other', async () => {
    const one = await postgres.createDatabase()
    const two = await postgres.createDatabase()
    await rows(one, 'create table only_here (id text)')
    await assert.rejects(rows(two, 'select * from only_here'), { code: '42P01' })
  })

  test('confirms a commit only once it is written, as in production', async () => {
    assert.deepEqual(await rows(postgres.url, 'show synchronous_commit'), [{ synchronous_commit: 'on' }])
  })

  test('takes a plain name for a database and refuses any other', async () => {
    const name = `latchkey_${process.pid}`
    const found = await rows(await postgres.createDatabase(name), 'select current_database() as name')
    assert.deepEqual(found, [{ name }])
    await assert.rejects(postgres.createDatabase('a"; drop database postgres'), /plain name/)
  })
})

test('a PostgreSQL that is stopped has dropped its databases', async () => {
  const postgres = await startPostgres()
  const url = await postgres.createDatabase()
  await postgres.stop()
  await assert.rejects(rows(url, 'select 1'))
})
