import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { startTestIssuer, type TestIssuer } from '../test/test-issuer.ts'
import { createGuard, type Guard } from './guard.ts'
import type { Refusal } from './refusal.ts'

const AUDIENCE = 'urn:test:api'
const START = Date.UTC(2030, 0, 1)

let now = START
let issuer: TestIssuer
let guard: Guard

before(async () => {
  issuer = await startTestIssuer(() => now)
  guard = guardAt(issuer.issuer)
})
after(() => issuer.close())

function guardAt(address: string, more: { algorithms?: string[]; rememberedTokens?: number } = {}): Guard {
  return createGuard({ issuer: address, audience: AUDIENCE, clock: () => now, ...more })
}

function token(claims: JWTPayload = {}, header: Record<string, string> = {}): Promise<string> {
  return issuer.token({ audience: AUDIENCE, scopes: ['read', 'write'], claims, header })
}

async function refusalOf(sent: string, by: Guard = guard): Promise<Refusal | undefined> {
  const verdict = await by.verify(sent)
  return verdict.ok ? undefined : verdict.refusal
}

async function reasonOf(sent: string, by: Guard = guard): Promise<string | undefined> {
  const refusal = await refusalOf(sent, by)
  return refusal?.kind === 'invalid_token' ? refusal.reason : refusal?.kind
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

describe('a good token', () => {
  test('of an application acting for itself yields its caller', async () => {
    const verdict = await guard.verify(await token({ jti: 'one' }))
    assert.ok(verdict.ok)
    assert.deepEqual(verdict.caller, {
      subject: 'app_test',
      user: false,
      clientId: 'app_test',
      businessUnit: '4512345',
      scopes: new Set(['read', 'write']),
      tokenId: 'one',
      expiresAt: START + 15 * 60_000,
      audience: [AUDIENCE],
    })
  })

  test('of a user says so, and keeps who acts for that user', async () => {
    const act = { sub: 'usr_helper', act: { sub: 'app_desk' } }
    const verdict = await guard.verify(await token({ sub: 'usr_1', aud: ['urn:x', AUDIENCE], act }))
    assert.ok(verdict.ok)
    assert.equal(verdict.caller.user, true)
    assert.deepEqual(verdict.caller.audience, ['urn:x', AUDIENCE])
    assert.deepEqual(verdict.caller.act, { subject: 'usr_helper', act: { subject: 'app_desk' } })
  })

  test('may name its type with the prefix application/', async () => {
    assert.equal(await refusalOf(await token({}, { typ: 'application/at+jwt' })), undefined)
  })

  test('without a scope claim has no scope', async () => {
    const verdict = await guard.verify(await token({ scope: undefined }))
    assert.ok(verdict.ok)
    assert.equal(verdict.caller.scopes.size, 0)
  })

  test('seen again is answered at once, without a promise and without the key server', async () => {
    const other = await startTestIssuer(() => now)
    const sent = await other.token({ audience: AUDIENCE, scopes: ['read'] })
    const careful = guardAt(other.issuer)
    assert.ok((await careful.verify(sent)).ok)
    await other.close()
    const again = careful.verify(sent)
    assert.ok(!(again instanceof Promise) && again.ok)
  })
})

describe('a bad token', () => {
  test('changed in any character is refused', async () => {
    const good = await token()
    assert.equal(await refusalOf(good), undefined)
    for (let i = 0; i < good.length; i += 1) {
      if (good[i] === '.') continue
      const bad = `${good.slice(0, i)}${good[i] === 'A' ? 'B' : 'A'}${good.slice(i + 1)}`
      assert.ok(await refusalOf(bad), `character ${i} changed, and the token still passed`)
    }
  })

  test('with a changed payload or signature has a wrong signature', async () => {
    const [head, body, signature] = (await token()).split('.')
    const [, otherBody, otherSignature] = (await token({ sub: 'usr_9' })).split('.')
    assert.equal(await reasonOf(`${head}.${otherBody}.${signature}`), 'signature')
    assert.equal(await reasonOf(`${head}.${body}.${otherSignature}`), 'signature')
  })

  test('signed by a stranger under the known key id has a wrong signature', async () => {
    const stranger = await startTestIssuer(() => now)
    const forged = await stranger.token({
      audience: AUDIENCE,
      scopes: ['read'],
      claims: { iss: issuer.issuer },
    })
    await stranger.close()
    assert.equal(await reasonOf(forged), 'signature')
  })

  test('with alg none or an HMAC over the public key is refused for its algorithm', async () => {
    const [, body] = (await token()).split('.')
    const header = { alg: 'none', typ: 'at+jwt', kid: 'key-1' }
    assert.equal(await reasonOf(`${encoded(header)}.${body}.AAAA`), 'algorithm')
    assert.equal(await reasonOf(`${encoded(header)}.${body}.`), 'malformed')
    const { publicKey } = await generateKeyPair('ES256', { extractable: true })
    const hmac = await new SignJWT({ iss: issuer.issuer, aud: AUDIENCE })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'key-1' })
      .sign(new TextEncoder().encode(await exportSPKI(publicKey)))
    assert.equal(await reasonOf(hmac), 'algorithm')
  })

  test('in another spelling of the same bytes is malformed', async () => {
    const good = await token()
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    // 64 bytes of signature leave four spare bits in the last character.
    const last = alphabet.indexOf(good.slice(-1))
    const twin = good.slice(0, -1) + alphabet[last + 1]
    assert.deepEqual(
      Buffer.from(twin.split('.')[2] ?? '', 'base64url'),
      Buffer.from(good.split('.')[2] ?? '', 'base64url'),
    )
    assert.equal(await reasonOf(twin), 'malformed')
  })

  const claims: readonly [string, Record<string, unknown>, string][] = [
    ['for another audience', { aud: 'urn:test:other' }, 'audience'],
    ['without audience', { aud: undefined }, 'audience'],
    ['of another issuer', { iss: 'http://127.0.0.1:1' }, 'issuer'],
    ['of the issuer with a slash more', { iss: 'SLASH' }, 'issuer'],
    ['that expired six seconds ago', { exp: START / 1000 - 6 }, 'expired'],
    ['that starts in a minute', { nbf: START / 1000 + 60 }, 'not_yet_valid'],
    ['without expiry', { exp: undefined }, 'malformed'],
    ['without id', { jti: undefined }, 'malformed'],
    ['without client', { client_id: undefined }, 'malformed'],
    ['without business unit', { bu: undefined }, 'malformed'],
    ['with a business unit number that is a number', { bu: 4512345 }, 'malformed'],
    ['with a scope list that is an array', { scope: ['read'] }, 'malformed'],
    ['whose subject is neither the client nor a user', { sub: 'app_other' }, 'malformed'],
    ['whose actor has no subject', { act: { name: 'x' } }, 'malformed'],
  ]
  for (const [name, changed, reason] of claims) {
    test(`${name} is refused: ${reason}`, async () => {
      const slash = changed['iss'] === 'SLASH' ? { iss: `${issuer.issuer}/` } : {}
      assert.equal(await reasonOf(await token({ ...changed, ...slash })), reason)
    })
  }

  test('that expired four seconds ago still passes, clocks differ that much', async () => {
    assert.equal(await refusalOf(await token({ exp: START / 1000 - 4 })), undefined)
  })

  test('of another type, such as an ID token, is refused', async () => {
    assert.equal(await reasonOf(await token({}, { typ: 'JWT' })), 'type')
    assert.equal(await reasonOf(await token({}, { typ: 'dpop+jwt' })), 'type')
  })

  test('with a key id that is missing, made up or a path is refused', async () => {
    const { privateKey } = await generateKeyPair('ES256')
    const bare = await new SignJWT({}).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' }).sign(privateKey)
    assert.equal(await reasonOf(bare), 'unknown_key')
    assert.equal(await reasonOf(await token({}, { kid: '../../etc/passwd' })), 'unknown_key')
    assert.equal(await reasonOf(await token({}, { kid: 'key-9', jku: 'http://127.0.0.1:1/' })), 'unknown_key')
  })

  for (const [name, text] of [
    ['empty', ''],
    ['one word', 'abc'],
    ['two parts', 'a.b'],
    ['four parts', 'AAAA.AAAA.AAAA.AAAA'],
    ['not JSON inside', 'AAAA.AAAA.AAAA'],
    ['padded', 'AA==.AAAA.AAAA'],
    ['a megabyte', `AAAA.${'A'.repeat(1 << 20)}.AAAA`],
  ] as const) {
    test(`that is ${name} is malformed`, async () => {
      assert.equal(await reasonOf(text), 'malformed')
    })
  }

  test('is named as what it is even when its header asks for an unknown extension', async () => {
    const [, body, signature] = (await token()).split('.')
    const header = { alg: 'ES256', typ: 'at+jwt', kid: 'key-1', crit: ['x'], x: 1 }
    assert.equal(await reasonOf(`${encoded(header)}.${body}.${signature}`), 'malformed')
  })
})

describe('the memory of verified tokens', () => {
  test('forgets a token when it expires', async () => {
    const sent = await token({ exp: START / 1000 + 10 })
    assert.equal(await refusalOf(sent), undefined)
    now = START + 16_000
    assert.equal(await reasonOf(sent), 'expired')
    now = START
  })

  test('checks a token anew after a minute', async () => {
    const sent = await token()
    await guard.verify(sent)
    now = START + 59_000
    assert.ok(!(guard.verify(sent) instanceof Promise))
    now = START + 61_000
    assert.ok(guard.verify(sent) instanceof Promise)
    now = START
  })

  test('holds no more tokens than it may, and drops the oldest', async () => {
    const small = guardAt(issuer.issuer, { rememberedTokens: 2 })
    const sent = [await token(), await token(), await token()]
    for (const each of sent) await small.verify(each)
    const remembered = sent.map(each => !(small.verify(each) instanceof Promise))
    assert.deepEqual(remembered, [false, true, true])
  })

  test('keeps no refused token', async () => {
    const sent = await token({ aud: 'urn:test:other' })
    await guard.verify(sent)
    assert.ok(guard.verify(sent) instanceof Promise)
  })
})

describe('a guard narrowed to one audience', () => {
  test('names the missing scope first, then the missing audience', async () => {
    const both = createGuard({ issuer: issuer.issuer, audience: ['urn:a', 'urn:b'], clock: () => now })
    const forA = both.forAudience('urn:a')
    const sent = await issuer.token({ audience: 'urn:b', scopes: ['b'] })
    assert.ok((await both.verify(sent)).ok)
    assert.equal(await reasonOf(sent, forA), 'audience')
    const without = await forA.authorize({ authorization: [`Bearer ${sent}`] }, ['a'])
    assert.equal(without.ok ? '' : without.refusal.kind, 'insufficient_scope')
    const within = await forA.authorize({ authorization: [`Bearer ${sent}`] }, ['b'])
    assert.ok(!within.ok)
    assert.equal(within.answer.status, 401)
    assert.match(within.answer.body.error_description, /Its audience must hold urn:a\./)
  })
})

describe('options that cannot work', () => {
  const base = { issuer: 'http://127.0.0.1:1', audience: AUDIENCE }
  test('are refused when the guard is made', () => {
    assert.throws(() => createGuard({ ...base, algorithms: ['ES256', 'HS256'] }), /HS256/)
    assert.throws(() => createGuard({ ...base, algorithms: ['none'] }), /none/)
    assert.throws(() => createGuard({ ...base, algorithms: [] }), /empty/)
    assert.throws(() => createGuard({ ...base, audience: [] }), /audience/)
    assert.throws(() => createGuard({ ...base, jwksUri: 'file:///etc/passwd' }), /http address/)
    assert.throws(() => createGuard({ ...base, clockToleranceSeconds: -1 }), /between/)
    assert.throws(() => createGuard({ ...base, realm: 'a"b' }), /realm/)
  })

  test('an algorithm outside the list is refused even with a published key', async () => {
    assert.equal(
      await reasonOf(await token(), guardAt(issuer.issuer, { algorithms: ['RS256'] })),
      'algorithm',
    )
  })
})
