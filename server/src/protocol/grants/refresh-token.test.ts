import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type ApplicationId, isApplicationId } from '../../lib/ids.ts'
import { type AuthenticatedClient, authenticateClient } from '../client-authentication.ts'
import type { RefreshRequest } from '../token-request.ts'
import { decideRefresh, type RefreshDecision, type RefreshFacts } from './refresh-token.ts'

const SEED = 9700
const NOW = 1_700_000_000_000
const GRACE = 60_000

function applicationId(digit: string): ApplicationId {
  const id = `app_${digit.repeat(32)}`
  assert.ok(isApplicationId(id))
  return id
}

function client(id: ApplicationId): AuthenticatedClient {
  const result = authenticateClient({ clientId: id, method: 'none', secret: null }, null, {
    id,
    clientType: 'public',
    method: null,
    secrets: [],
  })
  assert.ok(result.ok)
  return result.value
}

const C1 = client(applicationId('1'))
const C2 = client(applicationId('2'))

const live: RefreshFacts = {
  applicationId: C1.id,
  scopes: ['openid', 'a', 'b'],
  audiences: ['urn:a', 'urn:b'],
  familyRevokedAt: null,
  familyEndsAt: NOW + 1,
  expiresAt: NOW + 1,
  replacedAt: null,
  successor: null,
}
const unused = { used: false, expiresAt: NOW + 1 }
const used = { used: true, expiresAt: NOW + 1 }
const replaced: RefreshFacts = { ...live, replacedAt: NOW - 1, successor: unused }
const late: RefreshFacts = { ...live, replacedAt: NOW - GRACE - 1, successor: used }
const request: RefreshRequest = { grant: 'refresh_token', refreshToken: 'lkr_1', scopes: null, resources: [] }

type Options = { readonly by?: AuthenticatedClient; readonly rotates?: boolean; readonly grace?: number }

function outcomeOf(
  facts: RefreshFacts | null,
  changes: Partial<RefreshRequest> = {},
  { by = C1, rotates = true, grace = GRACE }: Options = {},
): RefreshDecision | string {
  const result = decideRefresh({ ...request, ...changes }, by, facts, { now: NOW, rotates, grace })
  if (result.ok) return result.value
  return result.error.revokesFamily ? `${result.error.reason}, revokes` : result.error.reason
}

const all = { scopes: live.scopes, audiences: live.audiences }

describe('a refresh token', () => {
  test('is rotated where the application rotates, else kept', () => {
    assert.deepEqual(outcomeOf(live), { how: 'rotate', ...all })
    assert.deepEqual(outcomeOf(live, {}, { rotates: false }), { how: 'keep', ...all })
  })

  for (const [reason, facts, by] of [
    ['refresh_token_unknown', null, C1],
    ['refresh_token_of_another_client', live, C2],
    ['refresh_token_of_another_client', replaced, C2],
    ['refresh_token_of_another_client', late, C2],
    ['family_revoked', { ...live, familyRevokedAt: NOW - 1 }, C1],
    ['family_revoked', { ...late, familyRevokedAt: NOW - 1 }, C1],
    ['refresh_token_expired', { ...live, expiresAt: NOW }, C1],
    ['refresh_token_expired', { ...live, familyEndsAt: NOW }, C1],
    ['refresh_token_expired', { ...replaced, familyEndsAt: NOW }, C1],
    ['refresh_token_expired', { ...replaced, successor: { used: false, expiresAt: NOW } }, C1],
  ] as const) {
    test(`is refused as ${reason} without revoking anything`, () => {
      assert.equal(outcomeOf(facts, {}, { by }), reason)
    })
  }

  test('yields fewer scopes and audiences when fewer are asked for, never others', () => {
    assert.deepEqual(outcomeOf(live, { scopes: ['b'], resources: ['urn:b'] }), {
      how: 'rotate',
      scopes: ['b'],
      audiences: ['urn:b'],
    })
    assert.equal(outcomeOf(live, { scopes: ['a', 'c'] }), 'scope_not_registered')
    assert.equal(outcomeOf(live, { scopes: ['A'] }), 'scope_not_registered')
    assert.equal(outcomeOf(live, { resources: ['urn:c'] }), 'target_not_granted')
    assert.equal(outcomeOf(live, { resources: ['urn:a', 'urn:c'] }), 'target_not_granted')
  })

  test('asked for too much is not spoiled: nothing is revoked, replaced or not', () => {
    for (const facts of [live, replaced, late]) {
      assert.equal(outcomeOf(facts, { scopes: ['c'] }), 'scope_not_registered')
      assert.equal(outcomeOf(facts, { resources: ['urn:c'] }), 'target_not_granted')
    }
  })
})

describe('a refresh token that was replaced', () => {
  const repeated = { how: 'repeat', ...all }
  const reused = 'refresh_token_reused, revokes'

  test('is answered with the same successor however late, while that was never used: an answer was lost', () => {
    for (const replacedAt of [NOW, NOW - GRACE - 1, NOW - 86_400_000]) {
      assert.deepEqual(outcomeOf({ ...replaced, replacedAt }), repeated)
      assert.deepEqual(outcomeOf({ ...replaced, replacedAt }, {}, { grace: 0 }), repeated)
      assert.deepEqual(outcomeOf({ ...replaced, replacedAt }, {}, { rotates: false }), repeated)
    }
  })

  test('is answered so in the grace when the successor was used, and revokes its family after it', () => {
    const tab = { ...replaced, successor: used }
    assert.deepEqual(outcomeOf({ ...tab, replacedAt: NOW - GRACE + 1 }), repeated)
    assert.equal(outcomeOf({ ...tab, replacedAt: NOW - GRACE }), reused)
    assert.equal(outcomeOf(late), reused)
    assert.equal(outcomeOf({ ...tab, replacedAt: NOW - 1 }, {}, { grace: 0 }), reused)
    assert.equal(outcomeOf({ ...tab, replacedAt: NOW }, {}, { grace: 0 }), reused)
  })

  test('revokes its family when it has no successor', () => {
    assert.equal(outcomeOf({ ...replaced, successor: null }), reused)
  })

  test('is recognised after its own time too, since whoever took it may hold a successor', () => {
    assert.equal(outcomeOf({ ...late, expiresAt: NOW - 1 }), reused)
    assert.equal(outcomeOf({ ...late, successor: { used: true, expiresAt: NOW - 1 } }), reused)
  })

  test('is not refused because its own time ended meanwhile', () => {
    assert.deepEqual(outcomeOf({ ...replaced, expiresAt: NOW - 1 }), repeated)
  })

  test('narrows as ever', () => {
    assert.deepEqual(outcomeOf(replaced, { scopes: ['a'] }), { ...repeated, scopes: ['a'] })
  })
})

test(`what a refresh yields is never wider than its family, and only reuse revokes (seed ${SEED})`, () => {
  const words = (...list: readonly string[]): fc.Arbitrary<string[]> => fc.subarray([...list])
  const facts = fc.record({
    applicationId: fc.constantFrom(C1.id, C1.id, C1.id, C2.id),
    scopes: words('openid', 'a', 'b'),
    audiences: words('urn:a', 'urn:b'),
    familyRevokedAt: fc.constantFrom(null, null, null, NOW - 1),
    familyEndsAt: fc.constantFrom(NOW, NOW + 1, NOW + 2, NOW + 3),
    expiresAt: fc.constantFrom(NOW, NOW + 1),
    replacedAt: fc.constantFrom(null, NOW, NOW - GRACE, NOW - GRACE - 1),
    successor: fc.option(fc.record({ used: fc.boolean(), expiresAt: fc.constantFrom(NOW, NOW + 1) })),
  })
  const asked = fc.record({
    scopes: fc.oneof(fc.constant(null), words('openid', 'a', 'b', 'c')),
    resources: fc.oneof(fc.constant([]), words('urn:a', 'urn:b', 'urn:c')),
  })
  let granted = 0
  fc.assert(
    fc.property(facts, asked, fc.boolean(), (token, wanted, rotates) => {
      const result = decideRefresh({ ...request, ...wanted }, C1, token, { now: NOW, rotates, grace: GRACE })
      if (!result.ok) {
        if (result.error.revokesFamily) {
          assert.notEqual(token.replacedAt, null)
          assert.equal(token.familyRevokedAt, null)
          assert.equal(token.applicationId, C1.id)
        }
        return
      }
      granted += 1
      const { how, scopes, audiences } = result.value
      assert.ok(scopes.every(scope => token.scopes.includes(scope)))
      assert.ok(audiences.every(audience => token.audiences.includes(audience)))
      if (wanted.scopes !== null) assert.deepEqual(scopes, wanted.scopes)
      assert.equal(how === 'repeat', token.replacedAt !== null)
      assert.equal(token.familyRevokedAt, null)
      assert.ok(token.familyEndsAt > NOW)
    }),
    { seed: SEED, numRuns: 3000 },
  )
  assert.ok(granted > 50, `only ${granted} were granted`)
})
