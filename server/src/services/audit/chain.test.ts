import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { newBusinessUnitId } from '../../keys/random.ts'
import type { AuditEntry } from '../../registry/model.ts'
import { beginningOf, linkHash } from './chain.ts'

const entry: AuditEntry = {
  id: 'aud_01934f6a5b7c70008000000000000001',
  at: 1_767_225_600_000,
  class: 'A',
  actor: { kind: 'user', id: 'usr_1', name: 'kim@harbour.example' },
  action: 'application.deactivated',
  targetKind: 'application',
  targetId: 'app_1',
  changes: [{ field: 'status', before: 'active', after: 'inactive' }],
  requestId: 'req_1',
  address: null,
}

describe('a link', () => {
  test('has the hash that any other program would compute', () => {
    assert.equal(
      linkHash('0'.repeat(64), 1, entry),
      'c2e3d85516eda32e3b3988689ceb6843263b782f88e0e33a887ba17be9ed298d',
    )
  })

  test('does not depend on the order in which the members of an entry were written', () => {
    const { requestId, changes, ...rest } = entry
    const [change] = changes
    assert.ok(change !== undefined)
    const { after, before, field } = change
    const turned = { changes: [{ after, field, before }], requestId, ...rest }
    assert.equal(linkHash('', 1, turned), linkHash('', 1, entry))
  })

  const others: readonly (readonly [string, Partial<AuditEntry>])[] = [
    ['id', { id: 'aud_2' }],
    ['time', { at: 1_767_225_600_001 }],
    ['class', { class: 'B' }],
    ['kind of actor', { actor: { ...entry.actor, kind: 'application' } }],
    ['actor', { actor: { ...entry.actor, id: 'usr_2' } }],
    ['name of the actor', { actor: { ...entry.actor, name: 'lee@harbour.example' } }],
    ['action', { action: 'application.activated' }],
    ['kind of target', { targetKind: 'secret' }],
    ['target', { targetId: 'app_2' }],
    ['changes', { changes: [] }],
    ['value before', { changes: [{ field: 'status', before: null, after: 'inactive' }] }],
    ['value after', { changes: [{ field: 'status', before: 'active', after: 'active' }] }],
    ['request', { requestId: 'req_2' }],
    ['address', { address: '192.0.2.1' }],
    ['border between two texts', { targetKind: 'applicationapp_', targetId: '1' }],
  ]
  for (const [what, change] of others) {
    test(`has another hash when its ${what} is another`, () => {
      assert.notEqual(linkHash('', 1, { ...entry, ...change }), linkHash('', 1, entry))
    })
  }

  test('has another hash in another place or after another link', () => {
    const hashes = [linkHash('a', 1, entry), linkHash('a', 2, entry), linkHash('b', 1, entry)]
    assert.equal(new Set(hashes).size, 3)
  })
})

test('an entry with an address has another hash than the same without, and with another address', () => {
  const hashes = [null, '', '192.0.2.1', '192.0.2.2'].map(address => linkHash('', 1, { ...entry, address }))
  assert.equal(new Set(hashes).size, 4)
  assert.equal(hashes[2], '9d2820d4c57b4d062973e30f2c81150cc7164da23fb54b3cda8f55f4de6d201d')
})

test('the chains of two business units begin differently', () => {
  assert.notEqual(beginningOf(newBusinessUnitId()), beginningOf(newBusinessUnitId()))
})
