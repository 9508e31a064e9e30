import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type ApplicationId, type FamilyId, isApplicationId, isFamilyId } from '../../lib/ids.ts'
import { type AuthenticatedClient, authenticateClient } from '../client-authentication.ts'
import type { CodeRequest } from '../token-request.ts'
import { type CodeFacts, decideCodeRedemption } from './authorization-code.ts'

const SEED = 7636
const NOW = 1_700_000_000_000

function applicationId(digit: string): ApplicationId {
  const id = `app_${digit.repeat(32)}`
  assert.ok(isApplicationId(id))
  return id
}

function familyId(): FamilyId {
  const id = `fam_${'a'.repeat(32)}`
  assert.ok(isFamilyId(id))
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

const code: CodeFacts = {
  applicationId: C1.id,
  redirectUri: 'https://a.example/cb',
  redirectUriSent: true,
  codeChallenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  audiences: ['urn:a', 'urn:b'],
  expiresAt: NOW + 1,
  consumedAt: null,
  familyId: null,
}
const request: CodeRequest = {
  grant: 'authorization_code',
  code: 'lkc_1',
  redirectUri: 'https://a.example/cb',
  codeVerifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  resources: [],
}
const spent: CodeFacts = { ...code, consumedAt: NOW - 10, familyId: familyId() }
const wrongVerifier = 'w'.repeat(43)

/** What is decided, and whether it revokes anything. */
function outcomeOf(
  changes: Partial<CodeRequest>,
  facts: CodeFacts | null = code,
  by = C1,
  now = NOW,
): readonly string[] | string {
  const result = decideCodeRedemption({ ...request, ...changes }, by, facts, now)
  if (result.ok) return result.value.audiences
  return result.error.revokes === null ? result.error.reason : `${result.error.reason}, revokes`
}

describe('a code', () => {
  test('is redeemed for the audiences that were authorized', () => {
    assert.deepEqual(outcomeOf({}), ['urn:a', 'urn:b'])
  })

  test('is redeemed for fewer audiences when fewer are asked for', () => {
    assert.deepEqual(outcomeOf({ resources: ['urn:b'] }), ['urn:b'])
    assert.equal(outcomeOf({ resources: ['urn:c'] }), 'target_not_granted')
    assert.equal(outcomeOf({ resources: ['urn:a', 'urn:c'] }), 'target_not_granted')
    assert.equal(outcomeOf({ resources: ['urn:a'] }, { ...code, audiences: [] }), 'target_not_granted')
  })

  test('needs the redirect URI when the authorization request named it, and never another', () => {
    const unsent = { ...code, redirectUriSent: false }
    assert.equal(outcomeOf({ redirectUri: null }), 'redirect_uri_differs')
    assert.equal(outcomeOf({ redirectUri: 'https://a.example/cb/' }), 'redirect_uri_differs')
    assert.deepEqual(outcomeOf({ redirectUri: null }, unsent), ['urn:a', 'urn:b'])
    assert.deepEqual(outcomeOf({}, unsent), ['urn:a', 'urn:b'])
    assert.equal(outcomeOf({ redirectUri: 'https://evil.example/' }, unsent), 'redirect_uri_differs')
  })

  test('is refused at the moment it expires, and not before', () => {
    assert.deepEqual(outcomeOf({}, code, C1, code.expiresAt - 1), ['urn:a', 'urn:b'])
    assert.equal(outcomeOf({}, code, C1, code.expiresAt), 'code_expired')
  })

  for (const [reason, changes, facts, by] of [
    ['code_unknown', {}, null, C1],
    ['code_of_another_client', {}, code, C2],
    ['code_of_another_client', {}, { ...code, expiresAt: NOW }, C2],
    ['code_expired', {}, { ...code, expiresAt: NOW }, C1],
    ['verifier_missing', { codeVerifier: null }, code, C1],
    ['verifier_malformed', { codeVerifier: 'short' }, code, C1],
    ['verifier_wrong', { codeVerifier: wrongVerifier }, code, C1],
  ] as const) {
    test(`is refused as ${reason} without revoking anything`, () => {
      assert.equal(outcomeOf(changes, facts, by), reason)
    })
  }
})

describe('a spent code', () => {
  test('that comes back with everything right revokes what it yielded', () => {
    assert.equal(outcomeOf({}, spent), 'code_spent, revokes')
  })

  test('does so after its own minute too, since what it yielded lives on', () => {
    assert.equal(outcomeOf({}, { ...spent, expiresAt: NOW - 3_600_000 }), 'code_spent, revokes')
  })

  for (const [reason, changes, by] of [
    ['code_of_another_client', {}, C2],
    ['redirect_uri_differs', { redirectUri: 'https://evil.example/' }, C1],
    ['redirect_uri_differs', { redirectUri: null }, C1],
    ['verifier_missing', { codeVerifier: null }, C1],
    ['verifier_malformed', { codeVerifier: 'x' }, C1],
    ['verifier_wrong', { codeVerifier: wrongVerifier }, C1],
    ['target_not_granted', { resources: ['urn:c'] }, C1],
  ] as const) {
    test(`does not when the replay is refused as ${reason}: a leaked code signs nobody out`, () => {
      assert.equal(outcomeOf(changes, spent, by), reason)
      assert.equal(outcomeOf(changes, { ...spent, expiresAt: NOW }, by), reason)
    })
  }

  test('that began no family revokes none', () => {
    assert.equal(outcomeOf({}, { ...spent, familyId: null }), 'code_spent')
  })
})

test(`a code is redeemed only when nothing at all is wrong, and revokes only when it alone is spent (seed ${SEED})`, () => {
  const fault = fc.boolean()
  const faults = fc.record({
    client: fault,
    redirect: fault,
    verifier: fault,
    resource: fault,
    expired: fault,
    spent: fault,
  })
  fc.assert(
    fc.property(faults, wrong => {
      const facts = { ...(wrong.spent ? spent : code), expiresAt: wrong.expired ? NOW : NOW + 1 }
      const result = decideCodeRedemption(
        {
          ...request,
          ...(wrong.redirect ? { redirectUri: 'https://evil.example/' } : {}),
          ...(wrong.verifier ? { codeVerifier: wrongVerifier } : {}),
          ...(wrong.resource ? { resources: ['urn:c'] } : {}),
        },
        wrong.client ? C2 : C1,
        facts,
        NOW,
      )
      const { expired, spent: replay, ...rest } = wrong
      const valid = !Object.values(rest).includes(true)
      assert.equal(result.ok, valid && !expired && !replay)
      if (!result.ok) assert.equal(result.error.revokes !== null, valid && replay)
    }),
    { seed: SEED, numRuns: 300 },
  )
})
