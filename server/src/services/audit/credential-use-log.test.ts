import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeTestDeps } from '../../../test/support/test-deps.ts'
import { isApplicationId } from '../../lib/ids.ts'
import { listSecrets } from '../../store/applications/credentials.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { ensurePlatform } from '../bootstrap.ts'
import { makeSample } from '../sample/sample.ts'
import { createCredentialUseLog } from './credential-use-log.ts'

test('a use that could not be written while the store was away is written once it is back', async t => {
  const { deps, close } = await makeTestDeps()
  t.after(close)
  await ensurePlatform(deps, { exampleBaseUrl: 'http://localhost:3001' })
  const sample = await makeSample(deps, {
    password: 'correct horse battery',
    exampleBaseUrl: 'http://localhost:3001',
  })
  const id = sample?.firstCall.clientId ?? ''
  assert.ok(isApplicationId(id))
  const businessUnitId = (await deps.known.client(id))?.registration.businessUnitId ?? assert.fail()
  const scope = inBusinessUnit(deps.store, businessUnitId)
  const [secret] = await listSecrets(scope, id)
  assert.ok(secret !== undefined)

  let away = true
  const transact: typeof deps.store.transact = work =>
    away ? Promise.reject(new Error('away')) : deps.store.transact(work)
  const at = deps.clock() + 1000
  const log = createCredentialUseLog({ store: { ...deps.store, transact }, clock: () => at })
  log.note({ businessUnitId, credential: { kind: 'secret', secretId: secret.id }, from: '192.0.2.9' })
  await assert.rejects(log.flush(), /away/)
  away = false
  await log.flush()
  const [used] = await listSecrets(scope, id)
  assert.deepEqual([used?.lastUsedAt, used?.lastUsedFrom], [at, '192.0.2.9'])
})
