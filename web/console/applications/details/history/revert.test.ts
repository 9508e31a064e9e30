import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Application, exampleApplication } from '@latchkey/contract/applications/applications.ts'
import type { HistoryEntry } from '@latchkey/contract/audit/history.ts'
import { mayBeReverted, revertOf } from './revert.ts'

const application: Application = {
  ...exampleApplication,
  scopes: ['RealTimeApi'],
  optionalScopes: [],
  lifetimes: { accessToken: 300, refreshIdle: null, refreshLongest: null },
  metadata: { ...exampleApplication.metadata, requirePkce: false, jwksUri: 'https://a.example/jwks' },
}

function entryOf(...changes: (readonly [string, string | null, string | null])[]): HistoryEntry {
  return {
    id: 'aud_1',
    at: '2026-11-22T09:00:00.000Z',
    action: 'application.edited',
    actor: { id: 'usr_1', name: 'kim@harbour.example' },
    changes: changes.map(([field, before, after]) => ({ field, before, after })),
  }
}

test('an edit of every kind of field is put back by one edit, group by group', () => {
  const entry = entryOf(
    ['scopes', 'RealTimeApi PatronApi', 'RealTimeApi'],
    ['optionalScopes', 'PatronApi', ''],
    ['metadata.requirePkce', 'on', 'off'],
    ['metadata.jwksUri', null, 'https://a.example/jwks'],
    ['lifetimes.accessToken', null, '300 s'],
  )
  const { patch, changes, changedAgain, cannot } = revertOf(entry, application)
  assert.deepEqual(patch, {
    scopes: ['RealTimeApi', 'PatronApi'],
    optionalScopes: ['PatronApi'],
    metadata: { requirePkce: true, jwksUri: null },
    lifetimes: { accessToken: null },
  })
  assert.equal(changes.length, 5)
  assert.deepEqual([changedAgain, cannot], [[], []])
})

test('what stands again as it did is left alone, and with nothing else there is nothing to revert', () => {
  const { patch, changes } = revertOf(entryOf(['scopes', 'RealTimeApi', 'PatronApi']), application)
  assert.deepEqual([patch, changes], [null, []])
})

test('a field that was changed again since is told, and shown from what stands now', () => {
  const { changes, changedAgain } = revertOf(entryOf(['scopes', 'AgentApi', 'PatronApi']), application)
  assert.deepEqual(changes, [{ field: 'scopes', before: 'RealTimeApi', after: 'AgentApi' }])
  assert.deepEqual(changedAgain, ['scopes'])
})

test('fields that no edit can set, and values that nobody could have set, are named and left out', () => {
  const { patch, cannot } = revertOf(
    entryOf(
      ['registered.logoUri', 'https://a.example', null],
      ['metadata.subjectType', 'unheard-of', 'public'],
      ['metadata.__proto__', 'x', 'y'],
      ['metadata.requirePkce', 'on', 'off'],
    ),
    application,
  )
  assert.deepEqual(patch, { metadata: { requirePkce: true } })
  assert.deepEqual(cannot, ['registered.logoUri', 'metadata.subjectType', 'metadata.__proto__'])
})

test('only an edit can be reverted', () => {
  assert.equal(mayBeReverted(entryOf()), true)
  assert.equal(mayBeReverted({ ...entryOf(), action: 'secret.revoked' }), false)
})
