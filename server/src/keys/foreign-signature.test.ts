import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, test } from 'node:test'
import { CompactSign } from 'jose'
import type { ForeignKey } from '../protocol/key-set.ts'
import { chooseKey, isSignedBy } from './foreign-signature.ts'
import type { SigningAlgorithm } from './signing-key.ts'

const PAIRS = {
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  PS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  EdDSA: generateKeyPairSync('ed25519'),
} as const satisfies Record<SigningAlgorithm, unknown>

const ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'] as const

function foreign(algorithm: SigningAlgorithm, names: Partial<ForeignKey> = {}): ForeignKey {
  return { kid: null, alg: null, key: PAIRS[algorithm].publicKey, thumbprint: algorithm, ...names }
}

function signed(alg: SigningAlgorithm, key: KeyObject, header: object = {}): Promise<string> {
  return new CompactSign(Buffer.from('{"a":1}')).setProtectedHeader({ ...header, alg }).sign(key)
}

describe('the key of somebody else', () => {
  const set = [
    foreign('ES256', { kid: 'one' }),
    foreign('RS256', { kid: 'two', alg: 'RS256' }),
    foreign('PS256', { kid: 'three', alg: 'PS256' }),
    foreign('EdDSA', { kid: 'four' }),
  ]

  for (const [algorithm, kid, index] of [
    ['ES256', 'one', 0],
    ['ES256', null, 0],
    ['RS256', 'two', 1],
    ['RS256', null, 1],
    ['PS256', null, 2],
    ['EdDSA', 'four', 3],
    ['ES256', 'two', null],
    ['RS256', 'three', null],
    ['PS256', 'two', null],
    ['ES256', '', null],
    ['ES256', '../../etc/passwd', null],
    ['ES256', "' or 1=1 --", null],
    ['ES256', '__proto__', null],
  ] as const) {
    test(`for ${algorithm} and the kid ${JSON.stringify(kid)} is ${index === null ? 'none' : `number ${index + 1}`}`, () => {
      assert.equal(chooseKey(set, { algorithm, kid }), index === null ? null : set[index])
    })
  }

  test('is none where several fit, so that none is tried out', () => {
    const two = [foreign('RS256', { kid: 'a' }), foreign('PS256', { kid: 'b' })]
    assert.equal(chooseKey(two, { algorithm: 'RS256', kid: null }), null)
    assert.equal(chooseKey(two, { algorithm: 'RS256', kid: 'b' }), two[1])
    assert.equal(chooseKey([], { algorithm: 'RS256', kid: null }), null)
  })

  test('is not found by a kid when it has none', () => {
    assert.equal(chooseKey([foreign('ES256')], { algorithm: 'ES256', kid: 'one' }), null)
  })
})

describe('the signature of somebody else', () => {
  for (const algorithm of ALGORITHMS) {
    test(`by ${algorithm} is known from every other`, async () => {
      const key = foreign(algorithm)
      const text = await signed(algorithm, PAIRS[algorithm].privateKey)
      assert.equal(await isSignedBy(text, key, algorithm), true)
      const [header, payload, signature = ''] = text.split('.')
      const bytes = Buffer.from(signature, 'base64url')
      bytes[0] = (bytes[0] ?? 0) ^ 1
      assert.equal(
        await isSignedBy(`${header}.${payload}.${bytes.toString('base64url')}`, key, algorithm),
        false,
      )
      assert.equal(await isSignedBy(`${header}.${payload}.`, key, algorithm), false)
      const other = Buffer.from('{"a":2}').toString('base64url')
      assert.equal(await isSignedBy(`${header}.${other}.${signature}`, key, algorithm), false)
    })
  }

  test('is not believed under another algorithm than the one that was judged', async () => {
    const { publicKey, privateKey } = PAIRS.RS256
    const key = { kid: null, alg: null, key: publicKey, thumbprint: 'RS256' }
    assert.equal(await isSignedBy(await signed('RS256', privateKey), key, 'PS256'), false)
    const head = Buffer.from('{"alg":"HS256"}').toString('base64url')
    const input = `${head}.e30`
    const secret = publicKey.export({ type: 'spki', format: 'pem' })
    const mac = createHmac('sha256', secret).update(input).digest('base64url')
    assert.equal(await isSignedBy(`${input}.${mac}`, key, 'RS256'), false)
    assert.equal(
      await isSignedBy(`${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`, key, 'RS256'),
      false,
    )
  })

  test('is not verified with a key that the token brings along', async () => {
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const jwk = stranger.publicKey.export({ format: 'jwk' })
    const text = await signed('ES256', stranger.privateKey, { jwk, jku: 'https://evil.example/' })
    assert.equal(await isSignedBy(text, foreign('ES256'), 'ES256'), false)
  })
})
