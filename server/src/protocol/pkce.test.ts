import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { checkChallenge, checkVerifier } from './pkce.ts'

const SEED = 7636
/** RFC 7636, appendix B. */
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

function challenged(challenge: string | null, method: string | null, required = true): string | null {
  const result = checkChallenge(challenge, method, required)
  return result.ok ? result.value : result.error.reason
}

function verified(verifier: string | null, challenge: string | null = CHALLENGE): string {
  const result = checkVerifier(verifier, challenge)
  return result.ok ? 'verified' : result.error.reason
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

describe('where PKCE is not required', () => {
  test('a request may come without, and its code is redeemed without', () => {
    assert.equal(challenged(null, null, false), null)
    assert.equal(verified(null, null), 'verified')
  })
  test('what is sent must be right all the same', () => {
    assert.equal(challenged(CHALLENGE, 'S256', false), CHALLENGE)
    assert.equal(challenged(null, 'S256', false), 'challenge_missing')
    assert.equal(challenged(CHALLENGE, null, false), 'challenge_method_unsupported')
    assert.equal(challenged('short', 'S256', false), 'challenge_malformed')
    assert.equal(verified(null), 'verifier_missing')
  })
  test('a verifier for which there is no challenge is refused', () => {
    assert.equal(verified(VERIFIER, null), 'verifier_unexpected')
  })
})

describe('a code challenge', () => {
  test('of 43 base64url characters with S256 is kept as it is', () => {
    assert.equal(challenged(CHALLENGE, 'S256'), CHALLENGE)
  })
  for (const [reason, challenge, method] of [
    ['challenge_missing', null, null],
    ['challenge_missing', null, 'S256'],
    ['challenge_method_unsupported', CHALLENGE, null],
    ['challenge_method_unsupported', CHALLENGE, 'plain'],
    ['challenge_method_unsupported', VERIFIER, 'plain'],
    ['challenge_method_unsupported', CHALLENGE, 's256'],
    ['challenge_method_unsupported', CHALLENGE, 'S512'],
    ['challenge_method_unsupported', CHALLENGE, 'S256 '],
    ['challenge_method_unsupported', CHALLENGE, 'toString'],
    ['challenge_malformed', `${CHALLENGE}=`, 'S256'],
    ['challenge_malformed', CHALLENGE.slice(1), 'S256'],
    ['challenge_malformed', `${CHALLENGE}A`, 'S256'],
    ['challenge_malformed', `${CHALLENGE}\n`, 'S256'],
    ['challenge_malformed', `+${CHALLENGE.slice(1)}`, 'S256'],
    ['challenge_malformed', `/${CHALLENGE.slice(1)}`, 'S256'],
    ['challenge_malformed', `é${CHALLENGE.slice(1)}`, 'S256'],
    ['challenge_malformed', 'a'.repeat(100_000), 'S256'],
  ] as const) {
    test(`is refused as ${reason}: ${JSON.stringify(challenge?.slice(0, 50))} with ${method}`, () => {
      assert.equal(challenged(challenge, method), reason)
    })
  }
})

describe('a code verifier', () => {
  test('of RFC 7636 appendix B matches its challenge', () => assert.equal(verified(VERIFIER), 'verified'))

  for (const [what, verifier] of [
    ['42 characters', 'a'.repeat(42)],
    ['129 characters', 'a'.repeat(129)],
    ['1 character', 'a'],
    ['padding', `${VERIFIER}=`],
    ['a plus', `${VERIFIER}+`],
    ['a slash', `${VERIFIER}/`],
    ['a space', `${VERIFIER} `],
    ['a line feed', `${VERIFIER}\n`],
    ['a letter outside ASCII', `${VERIFIER}é`],
    ['100 kB', 'a'.repeat(102_400)],
  ] as const) {
    test(`of ${what} is malformed, even though its hash is right`, () => {
      assert.equal(verified(verifier, challengeOf(verifier)), 'verifier_malformed')
    })
  }

  test('of 43 to 128 unreserved characters is accepted', () => {
    for (const verifier of ['-'.repeat(43), '._~-'.repeat(32), `${'Az09'.repeat(25)}._~-`]) {
      assert.equal(verified(verifier, challengeOf(verifier)), 'verified')
    }
  })

  test('that is missing is refused', () => assert.equal(verified(null), 'verifier_missing'))

  test('that is the challenge itself is wrong: plain is not offered', () => {
    assert.equal(verified(CHALLENGE), 'verifier_wrong')
  })

  test('is compared with the very text of the challenge, not with another spelling of its bytes', () => {
    const twin = `${CHALLENGE.slice(0, -1)}N`
    assert.deepEqual(Buffer.from(twin, 'base64url'), Buffer.from(CHALLENGE, 'base64url'))
    assert.equal(verified(VERIFIER, twin), 'verifier_wrong')
  })

  test(`matches its own challenge and no other one's (seed ${SEED})`, () => {
    const verifier = fc.stringMatching(/^[A-Za-z0-9._~-]{43,128}$/)
    fc.assert(
      fc.property(verifier, verifier, fc.nat(), (mine, other, place) => {
        assert.equal(challenged(challengeOf(mine), 'S256'), challengeOf(mine))
        assert.equal(verified(mine, challengeOf(mine)), 'verified')
        assert.equal(verified(other, challengeOf(mine)), other === mine ? 'verified' : 'verifier_wrong')
        const at = place % mine.length
        const changed = `${mine.slice(0, at)}${mine[at] === 'a' ? 'b' : 'a'}${mine.slice(at + 1)}`
        assert.equal(verified(changed, challengeOf(mine)), 'verifier_wrong')
      }),
      { seed: SEED, numRuns: 500 },
    )
  })
})
