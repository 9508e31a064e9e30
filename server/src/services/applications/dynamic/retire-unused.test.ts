import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startInside } from '../../../../test/support/inside/inside-stage.ts'
import { at } from '../../../../test/support/wire/answer.ts'
import { call } from '../../../../test/support/wire/management.ts'
import { clientCredentials, codeFor } from '../../../../test/support/wire/oauth.ts'
import {
  makeRegistrationToken,
  manage,
  registerDynamically,
} from '../../../../test/support/wire/registration.ts'
import { MANAGER } from '../../../../test/support/wire/stage.ts'
import { DAY } from '../../../lib/clock.ts'
import { sweep } from '../../sweep.ts'
import { retireUnusedClients } from './retire-unused.ts'

for (const engine of ['sqlite', 'postgres'] as const) {
  test(`a client that nobody used in thirty days is deactivated, and one that was used stays (${engine})`, async t => {
    const stage = await startInside({ engine })
    t.after(() => stage.stop())
    const { value } = await makeRegistrationToken(stage, { expiresInSeconds: 90 * 86_400 })
    const itself = { grant_types: ['authorization_code', 'client_credentials'] }
    const unused = await registerDynamically(stage, value, itself)
    const byCode = await registerDynamically(stage, value)
    const byToken = await registerDynamically(stage, value, itself)
    await codeFor(stage, byCode)
    assert.equal((await clientCredentials(stage.url, byToken)).status, 200)
    stage.advance(30 * DAY - 60_000)
    assert.equal(await retireUnusedClients(stage.deps), 0)
    const young = await registerDynamically(stage, value, itself)
    stage.advance(60_000)
    await sweep(stage.deps)
    assert.equal(await retireUnusedClients(stage.deps), 0)
    const manager = await stage.newPerson(MANAGER)
    const read = async (id: string) => (await call(manager, `GET /applications/${id}`)).json()
    assert.equal(at(await read(unused.id), 'status'), 'inactive')
    for (const { id } of [byCode, byToken, young]) assert.equal(at(await read(id), 'status'), 'active')
    assert.equal((await clientCredentials(stage.url, unused)).status, 400)
    assert.equal((await manage(unused, 'GET')).status, 401)
    const history = (await call(manager, `GET /applications/${unused.id}/history`)).json()
    assert.equal(at(history, 'items', 0, 'action'), 'application.deactivated')
    assert.equal(at(history, 'items', 0, 'changes', 1, 'after'), 'never used in 30 days')
    // An administrator brings it back, and then it has another thirty days only if it is used.
    assert.equal((await call(manager, `POST /applications/${unused.id}/activate`)).status, 200)
    assert.equal((await clientCredentials(stage.url, unused)).status, 200)
    assert.equal(await retireUnusedClients(stage.deps), 0)
  })
}
