import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeTestDeps } from '../../../test/support/test-deps.ts'
import { generateSigningKey } from '../../keys/signing-key.ts'
import { insertSigningKey } from '../../store/tokens/signing-keys.ts'
import { createKeyringHolder } from './keyring-holder.ts'

test('a keyring that was never read is a clear error', async t => {
  const { deps, close } = await makeTestDeps()
  t.after(close)
  const holder = createKeyringHolder(deps.store, deps.sealer, deps.clock)
  assert.throws(() => holder.current(), /have not been read yet/)
})

test('a reading finds what was committed before it was asked for, even while another one runs', async t => {
  const { deps, close } = await makeTestDeps()
  t.after(close)
  const holder = createKeyringHolder(deps.store, deps.sealer, deps.clock)
  const running = holder.reload()
  const key = await generateSigningKey('EdDSA', deps.sealer, deps.clock())
  await insertSigningKey(deps.store, key)
  const asked = [holder.reload(), holder.reload(), running]
  await Promise.all(asked)
  const kids = holder
    .current()
    .publicKeys()
    .keys.map(({ kid }) => kid)
  assert.ok(kids.includes(key.id))
})

test('the keyring stays the same while nothing changed', async t => {
  const { deps, close } = await makeTestDeps()
  t.after(close)
  const before = deps.keyring()
  await deps.reloadKeys()
  assert.equal(deps.keyring(), before)
})

test('a reading that fails leaves the keyring in use, and the next one may succeed', async t => {
  const { deps, close } = await makeTestDeps()
  t.after(close)
  const before = deps.keyring()
  const key = await generateSigningKey('EdDSA', deps.sealer, deps.clock())
  await insertSigningKey(deps.store, { ...key, sealedPrivateKey: 'AAAA' })
  await assert.rejects(deps.reloadKeys(), /cannot be opened/)
  assert.equal(deps.keyring(), before)
  const { db } = deps.store
  await db
    .updateTable('signing_keys')
    .set({ sealed_private_key: key.sealedPrivateKey })
    .where('id', '=', key.id)
    .execute()
  await deps.reloadKeys()
  assert.ok(
    deps
      .keyring()
      .publicKeys()
      .keys.some(({ kid }) => kid === key.id),
  )
})
