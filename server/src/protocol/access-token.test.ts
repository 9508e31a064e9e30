import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { MINUTE } from '../lib/clock.ts'
import { type FamilyId, isFamilyId } from '../lib/ids.ts'
import { type AccessTokenFacts, accessTokenClaims, readAccessToken, seconds } from './access-token.ts'

const SEED = 9068

function familyId(digit: string): FamilyId {
  const id = `fam_${digit.repeat(32)}`
  assert.ok(isFamilyId(id))
  return id
}

const facts: AccessTokenFacts = {
  issuer: 'https://latchkey.example',
  tokenId: 'tok_1',
  subject: 'usr_1',
  clientId: 'app_1',
  audiences: ['urn:latchkey:api:RealTimeApi'],
  scopes: ['openid', 'RealTimeApi'],
  businessUnitNumber: '4512345',
  authTime: 1_700_000_000_999,
  familyId: familyId('a'),
  now: 1_700_000_060_500,
  life: 15 * MINUTE,
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null
}

/** The claims as they come back from the wire. */
function sent(changed: AccessTokenFacts): { readonly [name: string]: unknown } {
  const claims: unknown = JSON.parse(JSON.stringify(accessTokenClaims(changed)))
  assert.ok(isObject(claims))
  return claims
}

describe('an access token', () => {
  test('of a user names the user, the sign-in and the family', () => {
    assert.deepEqual(accessTokenClaims(facts), {
      iss: 'https://latchkey.example',
      sub: 'usr_1',
      aud: 'urn:latchkey:api:RealTimeApi',
      exp: 1_700_000_960,
      iat: 1_700_000_060,
      jti: 'tok_1',
      client_id: 'app_1',
      scope: 'openid RealTimeApi',
      bu: '4512345',
      auth_time: 1_700_000_000,
      fam: familyId('a'),
    })
  })

  test('of an application that acts for itself has no sign-in and no family', () => {
    const claims = sent({ ...facts, subject: 'app_1', authTime: null, familyId: null })
    assert.equal('auth_time' in claims || 'fam' in claims, false)
    assert.equal(claims.sub, claims.client_id)
  })

  test('for several audiences lists them, and for none is for the issuer alone', () => {
    assert.deepEqual(sent({ ...facts, audiences: ['urn:a', 'urn:b'] }).aud, ['urn:a', 'urn:b'])
    assert.equal(sent({ ...facts, audiences: [] }).aud, 'https://latchkey.example')
    assert.deepEqual(readAccessToken(sent({ ...facts, audiences: [] }))?.audiences, [facts.issuer])
  })

  test('without a scope has an empty one', () => {
    assert.equal(sent({ ...facts, scopes: [] }).scope, '')
    assert.deepEqual(readAccessToken(sent({ ...facts, scopes: [] }))?.scopes, [])
  })

  test(`is read back as it was made, to the second (seed ${SEED})`, () => {
    const word = fc.stringMatching(/^[\x21\x23-\x5b\x5d-\x7e]{1,20}$/)
    const made = fc.record({
      issuer: fc.webUrl(),
      tokenId: fc.string(),
      subject: fc.string(),
      clientId: fc.string(),
      audiences: fc.array(fc.string(), { minLength: 1, maxLength: 4 }),
      scopes: fc.array(word, { maxLength: 5 }),
      businessUnitNumber: fc.stringMatching(/^[0-9]{7}$/),
      authTime: fc.option(fc.nat({ max: 2_000_000_000_000 })),
      familyId: fc.option(fc.constantFrom(familyId('a'), familyId('b'))),
      now: fc.nat({ max: 2_000_000_000_000 }),
      life: fc.integer({ min: 1000, max: 3_600_000 }),
    })
    fc.assert(
      fc.property(made, changed => {
        assert.deepEqual(readAccessToken(sent(changed)), {
          tokenId: changed.tokenId,
          subject: changed.subject,
          clientId: changed.clientId,
          audiences: changed.audiences,
          scopes: changed.scopes,
          businessUnitNumber: changed.businessUnitNumber,
          familyId: changed.familyId,
          expiresAt: seconds(changed.now + changed.life) * 1000,
          issuedAt: seconds(changed.now) * 1000,
        })
      }),
      { seed: SEED, numRuns: 300 },
    )
  })

  for (const name of ['sub', 'aud', 'exp', 'iat', 'jti', 'client_id', 'scope', 'bu']) {
    test(`without ${name}, or with one of another type, is none of ours`, () => {
      const { [name]: _, ...rest } = sent(facts)
      assert.equal(readAccessToken(rest), null)
      for (const other of [null, true, {}, ['x', 1], []]) {
        assert.equal(readAccessToken({ ...rest, [name]: other }), null, JSON.stringify(other))
      }
      assert.equal(readAccessToken({ ...rest, [name]: name === 'exp' || name === 'iat' ? '1' : 1 }), null)
    })
  }

  test('is not to be mistaken for an ID token', () => {
    const { client_id: _, scope: __, ...claims } = sent(facts)
    assert.equal(readAccessToken({ ...claims, nonce: 'n', at_hash: 'h' }), null)
  })
})
