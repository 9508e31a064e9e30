import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign, verify } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { openKeyring } from './keyring.ts'
import { createSealer } from './sealing.ts'
import { generateSigningKey, parsePublicJwk, type SigningKey, signingKeyPurpose } from './signing-key.ts'

const SECONDS = 1_700_000_000
const ISSUER = 'http://localhost:3000'
const CLAIMS = {
  iss: ISSUER,
  sub: 'app_1',
  exp: SECONDS + 900,
  iat: SECONDS,
  jti: 'tok_1',
  scope: 'AdminApi',
}
const EXPECTED = { typ: 'at+jwt', issuer: ISSUER, now: SECONDS * 1000 }

const clock = () => EXPECTED.now
const sealer = createSealer(randomBytes(32))
const older = await generateSigningKey('ES256', sealer, EXPECTED.now - 5000)
const rsa = await generateSigningKey('RS256', sealer, EXPECTED.now - 4000)
const pss = await generateSigningKey('PS256', sealer, EXPECTED.now - 3000)
const edwards = await generateSigningKey('EdDSA', sealer, EXPECTED.now - 2000)
const newer = await generateSigningKey('ES256', sealer, EXPECTED.now - 1000)
const ring = openKeyring([older, rsa, pss, edwards, newer], sealer, clock)

function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
}

function headerOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())
}

/** A JWT with any header and body, signed with the real key of the record: what only we could make. */
function signedAnyhow(record: SigningKey, header: object, claims: unknown): string {
  const pem = sealer.open(signingKeyPurpose(record.id), record.sealedPrivateKey) ?? ''
  const input = `${encode(header)}.${encode(claims)}`
  return `${input}.${sign('sha256', Buffer.from(input), { key: pem, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

async function faultOf(token: string, expected = EXPECTED): Promise<string> {
  const result = await ring.verifyJwt(token, expected)
  return result.ok ? 'verified' : result.error
}

describe('signing', () => {
  for (const { algorithm, id } of [newer, rsa, pss, edwards]) {
    test(`another library verifies our ${algorithm} tokens by the published key set`, async () => {
      const token = ring.signJwt(algorithm, 'at+jwt', CLAIMS)
      const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(ring.publicKeys()), {
        currentDate: new Date(EXPECTED.now),
      })
      assert.deepEqual(payload, CLAIMS)
      assert.deepEqual(protectedHeader, { alg: algorithm, typ: 'at+jwt', kid: id })
    })

    test(`what we sign with ${algorithm} we verify`, async () => {
      const token = ring.signJwt(algorithm, 'at+jwt', CLAIMS)
      assert.deepEqual(await ring.verifyJwt(token, EXPECTED), { ok: true, value: CLAIMS })
    })
  }

  test('signatures verify whatever the lengths of their numbers', () => {
    // One in 128 has a number below 2^248, whose leading zero byte the raw form must keep.
    const key = parsePublicJwk(newer.publicJwk)
    for (let i = 0; i < 3000; i++) {
      const [head, body, signature = ''] = ring.signJwt('ES256', 'at+jwt', { i }).split('.')
      const raw = Buffer.from(signature, 'base64url')
      const input = Buffer.from(`${head}.${body}`)
      assert.ok(verify('sha256', input, { key, dsaEncoding: 'ieee-p1363' }, raw), signature)
    }
  })

  test('the type stands in the header', () => {
    assert.equal(headerOf(ring.signJwt('ES256', 'JWT', {})).typ, 'JWT')
    assert.equal(headerOf(ring.signJwt('RS256', 'at+jwt', {})).typ, 'at+jwt')
    assert.equal(headerOf(ring.signJwt('PS256', 'logout+jwt', {})).typ, 'logout+jwt')
  })

  test('the newest key that is not retired signs', () => {
    const rotated = openKeyring([older, { ...newer, retiredAt: EXPECTED.now }], sealer, clock)
    assert.equal(headerOf(rotated.signJwt('ES256', 'JWT', {})).kid, older.id)
  })

  test('without a live key of the algorithm nothing is signed', () => {
    const empty = openKeyring([{ ...older, retiredAt: EXPECTED.now }], sealer, clock)
    assert.throws(() => empty.signJwt('ES256', 'JWT', {}), /no live signing key for ES256/)
    assert.throws(() => empty.signJwt('RS256', 'JWT', {}), /no live signing key for RS256/)
  })

  test('claims of any script survive', async () => {
    const claims = { ...CLAIMS, name: 'Zo\u00eb \u6771\u4eac \u{1f511}' }
    const result = await ring.verifyJwt(ring.signJwt('ES256', 'at+jwt', claims), EXPECTED)
    assert.deepEqual(result, { ok: true, value: claims })
  })
})

describe('the published key set', () => {
  test('it shows every key, newest first, and nothing private', () => {
    const { keys } = ring.publicKeys()
    assert.deepEqual(
      keys.map(key => key.kid),
      [newer, edwards, pss, rsa, older].map(key => key.id),
    )
    for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) {
      for (const key of keys) assert.equal(member in key, false)
    }
  })

  test('the key that signs access tokens stands first, also while a newer one waits for its turn', () => {
    const upcoming = { ...newer, activeFrom: EXPECTED.now + 1000 }
    for (const records of [
      [older, rsa, pss, edwards],
      [upcoming, older, rsa],
    ]) {
      const ring = openKeyring(records, sealer, clock)
      const signed = ring.signJwt('ES256', 'at+jwt', {})
      assert.equal(ring.publicKeys().keys[0]?.kid, headerOf(signed)['kid'])
    }
  })

  test('a caller who changes the list does not change the keyring', () => {
    ring.publicKeys().keys.length = 0
    assert.equal(ring.publicKeys().keys.length, 5)
  })
})

describe('opening', () => {
  test('a wrong sealing key is named as the cause', () => {
    assert.throws(
      () => openKeyring([older], createSealer(randomBytes(32)), clock),
      /the sealing key is not the one/,
    )
  })

  test('a retired key needs no private half, and neither verifies nor is published', async () => {
    const retired = { ...newer, sealedPrivateKey: '', retiredAt: EXPECTED.now }
    const left = openKeyring([older, retired], sealer, clock)
    const token = ring.signJwt('ES256', 'at+jwt', CLAIMS)
    assert.deepEqual(await left.verifyJwt(token, EXPECTED), { ok: false, error: 'signature' })
    assert.deepEqual(
      left.publicKeys().keys.map(key => key.kid),
      [older.id],
    )
  })

  test('halves that do not belong together are refused', () => {
    assert.throws(
      () => openKeyring([{ ...older, publicJwk: newer.publicJwk }], sealer, clock),
      /public half of signing key/,
    )
    const pem = sealer.open(signingKeyPurpose(newer.id), newer.sealedPrivateKey) ?? ''
    const swapped = { ...older, sealedPrivateKey: sealer.seal(signingKeyPurpose(older.id), pem) }
    assert.throws(() => openKeyring([swapped], sealer, clock), /private half of signing key/)
    assert.throws(
      () => openKeyring([{ ...older, sealedPrivateKey: newer.sealedPrivateKey }], sealer, clock),
      /cannot be opened/,
    )
  })

  test('a fault at the opening shows no private key', () => {
    const pem = sealer.open(signingKeyPurpose(newer.id), newer.sealedPrivateKey) ?? ''
    const swapped = { ...older, sealedPrivateKey: sealer.seal(signingKeyPurpose(older.id), pem) }
    assert.throws(
      () => openKeyring([swapped], sealer, clock),
      (fault: Error) =>
        !`${fault.stack}`.includes('PRIVATE KEY') && !`${fault.stack}`.includes(pem.slice(30, 60)),
    )
  })
})

describe('verifying', () => {
  const token = ring.signJwt('ES256', 'at+jwt', CLAIMS)
  const header = { alg: 'ES256', typ: 'at+jwt', kid: newer.id }

  test('the claims of a good token come out, from the older key too', async () => {
    assert.deepEqual(await ring.verifyJwt(token, EXPECTED), { ok: true, value: CLAIMS })
    const old = signedAnyhow(older, { ...header, kid: older.id }, CLAIMS)
    assert.equal(await faultOf(old), 'verified')
  })

  test('a token ends in the second of its exp', async () => {
    assert.equal(await faultOf(token, { ...EXPECTED, now: CLAIMS.exp * 1000 - 1 }), 'verified')
    assert.equal(await faultOf(token, { ...EXPECTED, now: CLAIMS.exp * 1000 }), 'expired')
  })

  test('another issuer is refused, also one that differs by a slash', async () => {
    assert.equal(await faultOf(token, { ...EXPECTED, issuer: `${ISSUER}/` }), 'issuer')
    assert.equal(await faultOf(ring.signJwt('ES256', 'at+jwt', { ...CLAIMS, iss: undefined })), 'issuer')
    assert.equal(await faultOf(ring.signJwt('ES256', 'at+jwt', { ...CLAIMS, iss: [ISSUER] })), 'issuer')
  })

  test('an id token is no access token, and the other way round', async () => {
    assert.equal(await faultOf(ring.signJwt('ES256', 'JWT', CLAIMS)), 'type')
    assert.equal(await faultOf(token, { ...EXPECTED, typ: 'JWT' }), 'type')
    assert.equal(await faultOf(signedAnyhow(newer, { ...header, typ: undefined }, CLAIMS)), 'type')
  })

  for (const [name, claims] of [
    ['without exp', { ...CLAIMS, exp: undefined }],
    ['with exp as text', { ...CLAIMS, exp: `${CLAIMS.exp}` }],
    ['not valid yet', { ...CLAIMS, nbf: SECONDS + 60 }],
    ['with a list for claims', [CLAIMS]],
    ['with text for claims', 'claims'],
  ] as const) {
    test(`a token ${name} is malformed`, async () => {
      assert.equal(await faultOf(signedAnyhow(newer, header, claims)), 'malformed')
    })
  }

  for (const [name, changed] of [
    ['that names an extension as critical', { ...header, crit: ['b64'], b64: false }],
    ['that names an unknown extension as critical', { ...header, crit: ['latch'], latch: 1 }],
    ['without an algorithm', { typ: 'at+jwt', kid: newer.id }],
  ] as const) {
    test(`a header ${name} is malformed`, async () => {
      assert.equal(await faultOf(signedAnyhow(newer, changed, CLAIMS)), 'malformed')
    })
  }
})

describe('forgeries', () => {
  const [head = '', body = '', signature = ''] = ring.signJwt('ES256', 'at+jwt', CLAIMS).split('.')
  const header = { alg: 'ES256', typ: 'at+jwt', kid: newer.id }
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' })

  function forged(changed: object, key: KeyObject = stranger.privateKey): string {
    const input = `${encode({ ...header, ...changed })}.${body}`
    const bytes = sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' })
    return `${input}.${bytes.toString('base64url')}`
  }

  test('a change at any position never verifies', async () => {
    const token = `${head}.${body}.${signature}`
    for (let i = 0; i < token.length; i++) {
      for (const letter of ['A', 'Q', '_', '.', '=', '\u0141']) {
        if (token[i] === letter) continue
        const changed = token.slice(0, i) + letter + token.slice(i + 1)
        assert.match(await faultOf(changed), /^(malformed|signature)$/, `${letter} at ${i}`)
      }
    }
  })

  test('a second spelling of the same signature bytes is malformed', async () => {
    // 64 bytes leave four unused bits in the last of 86 characters.
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const last = alphabet.charAt(alphabet.indexOf(signature.slice(-1)) + 1)
    const spelled = signature.slice(0, -1) + last
    assert.deepEqual(Buffer.from(spelled, 'base64url'), Buffer.from(signature, 'base64url'))
    assert.equal(await faultOf(`${head}.${body}.${spelled}`), 'malformed')
  })

  test('a token cut short at any position never verifies', async () => {
    const token = `${head}.${body}.${signature}`
    for (let end = 0; end < token.length; end++) {
      assert.match(await faultOf(token.slice(0, end)), /^(malformed|signature)$/)
    }
  })

  for (const [name, token] of [
    ['nothing', ''],
    ['two dots', '..'],
    ['four parts', `${head}.${body}.${signature}.${signature}`],
    ['five parts', `${head}.${body}.${signature}.${body}.${signature}`],
    ['padding', `${head}=.${body}.${signature}`],
    ['white space', ` ${head}.${body}.${signature}`],
    ['a line break at the end', `${head}.${body}.${signature}\n`],
    [
      'the standard alphabet',
      `${head}.${body}.${Buffer.alloc(64, 0xfb).toString('base64').replace(/=+$/, '')}`,
    ],
    ['a header that is not JSON', `${encode('{')}.${body}.${signature}`],
    ['a header that is a list', `${encode([header])}.${body}.${signature}`],
    ['more than 16 kB', ring.signJwt('ES256', 'at+jwt', { ...CLAIMS, x: 'x'.repeat(16_384) })],
  ] as const) {
    test(`${name}: malformed`, async () => {
      assert.equal(await faultOf(token), 'malformed')
    })
  }

  test('no signature under alg none counts, however it is spelled', async () => {
    for (const alg of ['none', 'None', 'NONE', 'nOnE']) {
      assert.equal(await faultOf(`${encode({ ...header, alg })}.${body}.`), 'malformed')
      assert.equal(await faultOf(`${encode({ ...header, alg })}.${body}.${signature}`), 'signature')
    }
  })

  test('our public key is no shared secret', async () => {
    for (const record of [newer, rsa, pss, edwards]) {
      const input = `${encode({ alg: 'HS256', typ: 'at+jwt', kid: record.id })}.${body}`
      const pem = parsePublicJwk(record.publicJwk).export({ type: 'spki', format: 'pem' })
      for (const secret of [pem, record.publicJwk]) {
        const mac = createHmac('sha256', secret).update(input).digest('base64url')
        assert.equal(await faultOf(`${input}.${mac}`), 'signature')
      }
    }
  })

  test('a key that the token itself brings or points to is not trusted', async () => {
    const jwk = stranger.publicKey.export({ format: 'jwk' })
    const url = 'https://stranger.example/jwks'
    for (const changed of [
      {},
      { jwk },
      { jku: url },
      { x5u: url },
      { x5c: ['AAAA'] },
      { jwk, kid: undefined },
    ]) {
      assert.equal(await faultOf(forged(changed)), 'signature')
    }
  })

  test('a kid that is not ours leads nowhere', async () => {
    for (const kid of ['unknown', '', '__proto__', '../../etc/passwd', "' or 1=1", older.id.slice(0, -1)]) {
      assert.equal(await faultOf(forged({ kid })), 'signature')
    }
    for (const kid of [1, null, [newer.id], { id: newer.id }])
      assert.notEqual(await faultOf(forged({ kid })), 'verified')
  })

  test('a key serves its own algorithm alone', async () => {
    assert.equal(
      await faultOf(signedAnyhow(rsa, { alg: 'RS256', typ: 'at+jwt', kid: newer.id }, CLAIMS)),
      'signature',
    )
    assert.equal(await faultOf(signedAnyhow(newer, { ...header, kid: rsa.id }, CLAIMS)), 'signature')
    for (const [alg, signer, kid] of [
      ['RS256', 'PS256', rsa.id],
      ['PS256', 'RS256', pss.id],
      ['RS256', 'RS256', pss.id],
    ] as const) {
      const [, , proof] = ring.signJwt(signer, 'at+jwt', CLAIMS).split('.')
      const token = `${encode({ alg, typ: 'at+jwt', kid })}.${body}.${proof}`
      assert.equal(await faultOf(token), 'signature', `${alg} for ${kid}`)
    }
    for (const alg of ['ES384', 'PS256', 'RS512', 'EdDSA'])
      assert.equal(await faultOf(forged({ alg })), 'signature')
  })

  test('no header and no claims that a stranger makes up verify or upset the keyring', async () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('ES256', 'RS256', 'none', 'at+jwt', newer.id, rsa.id),
    )
    const anyHeader = fc.record(
      { alg: odd, typ: odd, kid: odd, crit: odd, b64: odd, jwk: odd, jku: odd, x5c: odd },
      { requiredKeys: [] },
    )
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 })
    await fc.assert(
      fc.asyncProperty(anyHeader, fc.jsonValue(), bytes, async (made, claims, proof) => {
        const full = { ...header, ...made }
        for (const h of [made, full]) {
          const token = `${encode(h)}.${encode(claims)}.${Buffer.from(proof).toString('base64url')}`
          assert.match(await faultOf(token), /^(malformed|signature)$/)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('a signature of zeros is none', async () => {
    assert.equal(await faultOf(`${head}.${body}.${Buffer.alloc(64).toString('base64url')}`), 'signature')
  })
})
