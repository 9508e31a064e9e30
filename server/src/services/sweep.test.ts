import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeTestDeps } from '../../test/support/test-deps.ts'
import { sha256Hex } from '../keys/hash.ts'
import { HOUR } from '../lib/clock.ts'
import { findSetupLink, insertSetupLink } from '../store/people/setup-links.ts'
import { sweep } from './sweep.ts'

test('everything that has outlived its use goes, in several batches if need be, and the rest stays', async t => {
  const now = Date.UTC(2026, 0, 1)
  const { deps, close } = await makeTestDeps({ clock: () => now })
  t.after(close)
  const live = sha256Hex('live')
  await deps.store.transact(async tx => {
    for (let index = 0; index < 450; index++) {
      const hash = sha256Hex(`over ${index}`)
      await insertSetupLink(tx, { hash, createdAt: now - 2 * HOUR, expiresAt: now - HOUR })
    }
    await insertSetupLink(tx, { hash: live, createdAt: now - HOUR, expiresAt: now + HOUR })
  })
  assert.equal(await sweep(deps), 450)
  assert.equal(await sweep(deps), 0)
  assert.equal(await findSetupLink(deps.store, live, now), true)
})
