import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Client as Connection } from 'pg'
import { errorOf } from '../support/wire/answer.ts'
import { register } from '../support/wire/management.ts'
import { clientCredentials, isActive, ownToken, postAs, tokensFor } from '../support/wire/oauth.ts'
import { onPostgresStage, type Stage } from '../support/wire/stage.ts'

/** Cuts the server off its database, or lets it in again. */
async function setReachable(stage: Stage, reachable: boolean): Promise<void> {
  const url = new URL(stage.databaseUrl ?? '')
  const name = url.pathname.slice(1)
  url.pathname = '/postgres'
  const connection = new Connection({ connectionString: url.href })
  await connection.connect()
  try {
    await connection.query(`alter database ${name} with allow_connections ${reachable}`)
    if (!reachable) {
      await connection.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
        name,
      ])
    }
  } finally {
    await connection.end()
  }
}

onPostgresStage('without a database', stage => {
  test('V06 a revocation that cannot be kept is 503, and works when it is tried again', async () => {
    const client = await register(stage())
    const own = await ownToken(stage(), client)
    const { refresh } = await tokensFor(stage(), client)
    await setReachable(stage(), false)
    for (const token of [own, refresh]) {
      const answer = await postAs(stage().url, '/oauth2/revoke', client, { token })
      assert.deepEqual([answer.status, errorOf(answer)], [503, 'temporarily_unavailable'])
      assert.ok(Number(answer.headers.get('retry-after')) > 0)
    }
    await setReachable(stage(), true)
    for (const token of [own, refresh]) {
      assert.equal(await isActive(stage().url, client, token), true)
      assert.equal((await postAs(stage().url, '/oauth2/revoke', client, { token })).status, 200)
      assert.equal(await isActive(stage().url, client, token), false)
    }
    assert.equal((await clientCredentials(stage().url, client)).status, 200)
  })
})
