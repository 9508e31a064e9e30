import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorOf } from '../support/wire/answer.ts'
import { register } from '../support/wire/management.ts'
import { clientCredentials, isActive, ownToken, postAs, tokensFor } from '../support/wire/oauth.ts'
import { setReachable } from '../support/wire/set-reachable.ts'
import { onPostgresStage } from '../support/wire/stage.ts'

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
