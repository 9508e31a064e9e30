import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type ApplicationId, isApplicationId, isSecretId, type SecretId } from '../lib/ids.ts'
import {
  authenticateByAssertion,
  authenticateClient,
  type ClientClaim,
  type ClientFacts,
  parseClientClaim,
} from './client-authentication.ts'
import { parseParameters } from './parameters.ts'

const SEED = 7617

function applicationId(digit: string): ApplicationId {
  const id = `app_${digit.repeat(32)}`
  assert.ok(isApplicationId(id))
  return id
}

function secretId(digit: string): SecretId {
  const id = `sec_${digit.repeat(32)}`
  assert.ok(isSecretId(id))
  return id
}

const C1 = applicationId('1')
const C2 = applicationId('2')

function base64(pair: string): string {
  return Buffer.from(pair).toString('base64')
}

function claimOf(authorization: string | undefined, body = ''): ClientClaim | string {
  const parameters = parseParameters(body)
  assert.ok(parameters.ok)
  const result = parseClientClaim(authorization, parameters.value)
  return result.ok ? result.value : result.error.reason
}

const basic = (secret: string) => ({ clientId: C1, method: 'client_secret_basic', secret }) as const

describe('HTTP Basic', () => {
  for (const [what, header, claim] of [
    ['as usual', `Basic ${base64(`${C1}:secret`)}`, basic('secret')],
    ['with a lower-case scheme', `basic ${base64(`${C1}:secret`)}`, basic('secret')],
    ['with an upper-case scheme', `BASIC ${base64(`${C1}:secret`)}`, basic('secret')],
    ['with several spaces', `Basic    ${base64(`${C1}:secret`)}`, basic('secret')],
    ['without padding', `Basic ${base64(`${C1}:secrets!`).replace(/=+$/, '')}`, basic('secrets!')],
    ['with a raw colon in the secret', `Basic ${base64(`${C1}:a:b:c`)}`, basic('a:b:c')],
    ['with an encoded secret', `Basic ${base64(`${C1}:a%3Ab%25c%2Bd%20e%E2%82%AC`)}`, basic('a:b%c+d e€')],
    ['with a plus for a space', `Basic ${base64(`${C1}:a+b`)}`, basic('a b')],
    ['with UTF-8 in the secret', `Basic ${base64(`${C1}:é€`)}`, basic('é€')],
    ['with an encoded client_id', `Basic ${base64(`${C1.replace('_', '%5F')}:secret`)}`, basic('secret')],
    ['with an empty secret', `Basic ${base64(`${C1}:`)}`, basic('')],
    ['with an unknown form of client_id', `Basic ${base64('nobody:secret')}`, 'client_unknown'],
    ['with a client_id in capitals', `Basic ${base64(`${C1.toUpperCase()}:secret`)}`, 'client_unknown'],
    ['with nothing before the colon', `Basic ${base64(':secret')}`, 'client_unknown'],
    ['with __proto__ for a client_id', `Basic ${base64('__proto__:secret')}`, 'client_unknown'],
    ['without a colon', `Basic ${base64(C1)}`, 'client_authentication_malformed'],
    ['without credentials', 'Basic', 'client_authentication_malformed'],
    ['without credentials after the space', 'Basic ', 'client_authentication_malformed'],
    ['with nothing but padding', 'Basic ==', 'client_authentication_malformed'],
    ['with a bad percent', `Basic ${base64(`${C1}:100%`)}`, 'client_authentication_malformed'],
    ['with bad UTF-8 in percent', `Basic ${base64(`${C1}:%E2%82`)}`, 'client_authentication_malformed'],
    ['with characters outside base64', 'Basic a$b=', 'client_authentication_malformed'],
    ['with the URL alphabet', 'Basic YXBw_w-_', 'client_authentication_malformed'],
    ['with a length no base64 has', 'Basic YWJjZ', 'client_authentication_malformed'],
    [
      'with stray bits',
      `Basic ${base64(`${C1}:sec`).replace('w==', 'x==')}`,
      'client_authentication_malformed',
    ],
    ['with a digit too many', `Basic ${base64(`${C1}:se`)}A`, 'client_authentication_malformed'],
    ['with text behind it', `Basic ${base64(`${C1}:secret`)} x`, 'client_authentication_malformed'],
    ['twice', `Basic ${base64(`${C1}:s`)}, Basic ${base64(`${C1}:s`)}`, 'client_authentication_malformed'],
    ['with another scheme', `Bearer ${base64(`${C1}:secret`)}`, 'client_authentication_malformed'],
    ['with nothing', '', 'client_authentication_malformed'],
  ] as const) {
    test(what, () => assert.deepEqual(claimOf(header), claim))
  }

  test('of 100 kB is read or refused', () => {
    assert.deepEqual(claimOf(`Basic ${base64(`${C1}:${'a'.repeat(102_400)}`)}`), basic('a'.repeat(102_400)))
    assert.equal(claimOf(`Basic ${'a'.repeat(102_400)}$`), 'client_authentication_malformed')
    assert.equal(claimOf(`Basic${' '.repeat(102_400)}`), 'client_authentication_malformed')
  })

  test(`gives any secret back that was form-encoded first, as RFC 6749 §2.3.1 asks (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (secret, lower) => {
        const encoded = new URLSearchParams({ x: secret }).toString().slice(2)
        const header = `${lower ? 'basic' : 'Basic'} ${base64(`${C1}:${encoded}`)}`
        assert.deepEqual(claimOf(header), basic(secret))
      }),
      { seed: SEED, numRuns: 500 },
    )
  })

  test(`of any header is a claim or a refusal, never an exception (seed ${SEED})`, () => {
    const piece = fc.constantFrom(
      'Basic ',
      'basic',
      ' ',
      '=',
      base64(`${C1}:x`),
      ':',
      '%',
      '\u0000',
      'é',
      ',',
    )
    const header = fc.oneof(
      fc.string(),
      fc.array(piece).map(list => list.join('')),
    )
    fc.assert(
      fc.property(header, text => {
        const claim = claimOf(text)
        if (typeof claim === 'string') assert.match(claim, /^client_/)
        else assert.equal(claim.clientId, C1)
      }),
      { seed: SEED, numRuns: 1000 },
    )
  })
})

const header = `Basic ${base64(`${C1}:secret`)}`
const assertion = 'client_assertion=x.y.z&client_assertion_type=urn:x'

const LONG = 'x'.repeat(8000)

/** A JWT that nobody signed, with something for a signature. */
function jwt(claims: object, header: object = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'ES256', ...header })}.${part(claims)}.AAAA`
}

function asserting(text: string): string {
  const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
  return new URLSearchParams({ client_assertion: text, client_assertion_type: type }).toString()
}

describe('the authentication of a client', () => {
  for (const [what, authorization, body, claim] of [
    [
      'in the body',
      undefined,
      `client_id=${C1}&client_secret=a%2Bb`,
      { clientId: C1, method: 'client_secret_post', secret: 'a+b' },
    ],
    ['by its id alone', undefined, `client_id=${C1}`, { clientId: C1, method: 'none', secret: null }],
    [
      'with an empty secret',
      undefined,
      `client_id=${C1}&client_secret=`,
      { clientId: C1, method: 'none', secret: null },
    ],
    ['absent', undefined, '', 'client_unauthenticated'],
    ['by a secret without an id', undefined, 'client_secret=x', 'client_unauthenticated'],
    ['by an empty id', undefined, 'client_id=', 'client_unauthenticated'],
    ['by an id that no application has', undefined, 'client_id=nobody&client_secret=x', 'client_unknown'],
    ['by an id with a space', undefined, `client_id=${C1}+`, 'client_unknown'],
    ['by an id given twice', undefined, `client_id=${C1}&client_id=${C1}`, 'parameter_repeated'],
    [
      'by a secret given twice',
      undefined,
      `client_id=${C1}&client_secret=a&client_secret=b`,
      'parameter_repeated',
    ],
    ['by Basic and the same id', header, `client_id=${C1}`, basic('secret')],
    ['by Basic and another id', header, `client_id=${C2}`, 'several_client_authentications'],
    [
      'by Basic and a secret',
      header,
      `client_id=${C1}&client_secret=secret`,
      'several_client_authentications',
    ],
    ['by Basic and an assertion', header, assertion, 'several_client_authentications'],
    [
      'by Basic and an assertion type',
      header,
      'client_assertion_type=urn:x',
      'several_client_authentications',
    ],
    ['by an assertion of another type', undefined, assertion, 'client_authentication_unsupported'],
    [
      'by an assertion and a secret',
      undefined,
      `client_id=${C1}&client_secret=x&${assertion}`,
      'client_authentication_malformed',
    ],
    [
      'by an assertion type alone',
      undefined,
      `client_id=${C1}&client_assertion_type=urn:x`,
      'client_authentication_malformed',
    ],
    [
      'by an assertion without its type',
      undefined,
      'client_assertion=x.y.z',
      'client_authentication_malformed',
    ],
    ['by two assertions', undefined, `${assertion}&${assertion}`, 'parameter_repeated'],
    ['by an assertion that is none', undefined, asserting('x.y.z'), 'assertion_malformed'],
    [
      'by an assertion that is too long',
      undefined,
      asserting(jwt({ sub: C1, x: LONG })),
      'assertion_malformed',
    ],
    [
      'by an assertion that asks for more',
      undefined,
      asserting(jwt({}, { crit: ['x'] })),
      'assertion_malformed',
    ],
    ['by an assertion of nobody', undefined, asserting(jwt({})), 'client_unknown'],
    ['by an assertion of a number', undefined, asserting(jwt({ sub: 1 })), 'client_unknown'],
    [
      'by an assertion and the id of another',
      undefined,
      `${asserting(jwt({ sub: C1 }))}&client_id=${C2}`,
      'assertion_party',
    ],
  ] as const) {
    test(`${what}`, () => assert.deepEqual(claimOf(authorization, body), claim))
  }

  for (const body of [asserting(jwt({ sub: C1 })), `${asserting(jwt({ sub: C1 }))}&client_id=${C1}`]) {
    test(`by an assertion, ${body.includes('client_id') ? 'with' : 'without'} its id`, () => {
      const claim = claimOf(undefined, body)
      assert.ok(typeof claim !== 'string' && claim.method === 'private_key_jwt')
      assert.deepEqual([claim.clientId, claim.assertion.claims], [C1, { sub: C1 }])
    })
  }
})

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

const confidential: ClientFacts = {
  id: C1,
  clientType: 'confidential',
  method: null,
  secrets: [
    { id: secretId('a'), hash: sha256('first') },
    { id: secretId('b'), hash: sha256('second') },
  ],
}
const open: ClientFacts = { id: C1, clientType: 'public', method: null, secrets: [] }

type SecretClaim = Exclude<ClientClaim, { method: 'private_key_jwt' }>

function proofOf(claim: SecretClaim, facts: ClientFacts | null): string | null {
  const result = authenticateClient(claim, claim.secret === null ? null : sha256(claim.secret), facts)
  if (!result.ok) return result.error.reason
  assert.equal(result.value.id, C1)
  assert.equal(result.value.clientType, facts?.clientType)
  return result.value.secretId
}

const none = { clientId: C1, method: 'none', secret: null } as const
const post = (secret: string) => ({ clientId: C1, method: 'client_secret_post', secret }) as const
const registered = (method: ClientFacts['method']): ClientFacts => ({ ...confidential, method })

describe('a client', () => {
  for (const [what, claim, facts, outcome] of [
    ['proves itself with either live secret: the first', basic('first'), confidential, secretId('a')],
    ['proves itself with either live secret: the second', post('second'), confidential, secretId('b')],
    ['that is public needs its id alone', none, open, null],
    ['that is unknown is refused', basic('first'), null, 'client_unknown'],
    ['that is unknown is refused without a secret too', none, null, 'client_unknown'],
    ['is not another one', basic('first'), { ...confidential, id: C2 }, 'client_unknown'],
    ['with a wrong secret is refused', basic('third'), confidential, 'client_secret_wrong'],
    ['with the hash for a secret is refused', basic(sha256('first')), confidential, 'client_secret_wrong'],
    ['with an empty secret is refused', basic(''), confidential, 'client_secret_wrong'],
    [
      'without any live secret is refused',
      basic('first'),
      { ...confidential, secrets: [] },
      'client_secret_wrong',
    ],
    ['that keeps secrets must send one', none, confidential, 'client_unauthenticated'],
    ['that is public may not send a secret', basic('first'), open, 'client_secret_wrong'],
    ['that is public may not send an empty secret', basic(''), open, 'client_secret_wrong'],
    [
      'that is public may not use a secret of old',
      post('first'),
      { ...open, secrets: confidential.secrets },
      'client_secret_wrong',
    ],
    ['of client_secret_basic may', basic('first'), registered('client_secret_basic'), secretId('a')],
    ['of client_secret_post may', post('first'), registered('client_secret_post'), secretId('a')],
    [
      'of client_secret_basic may not post',
      post('first'),
      registered('client_secret_basic'),
      'client_method_wrong',
    ],
    [
      'of client_secret_post may use no header',
      basic('first'),
      registered('client_secret_post'),
      'client_method_wrong',
    ],
    ['of a key may use no secret', basic('first'), registered('private_key_jwt'), 'client_method_wrong'],
    ['of a key must use it', none, registered('private_key_jwt'), 'client_unauthenticated'],
  ] as const) {
    test(what, () => assert.equal(proofOf(claim, facts), outcome))
  }

  const byKey = { clientId: C1, method: 'private_key_jwt', text: 'x' } as const
  const nothing = { header: {}, claims: {}, signed: true }
  const proven = { signed: true, unused: true }

  for (const [what, verdict, facts, outcome] of [
    ['proves itself by an assertion', proven, registered('private_key_jwt'), null],
    [
      'is refused one of another key',
      { ...proven, signed: false },
      registered('private_key_jwt'),
      'assertion_signature',
    ],
    [
      'is refused one of before',
      { ...proven, unused: false },
      registered('private_key_jwt'),
      'assertion_used',
    ],
    ['that registered no key is refused one', proven, confidential, 'client_method_wrong'],
    ['of client_secret_post is refused one', proven, registered('client_secret_post'), 'client_method_wrong'],
    ['that is public is refused one', proven, open, 'client_method_wrong'],
    ['that is unknown is refused one', proven, null, 'client_unknown'],
    [
      'is not proven by one of another',
      proven,
      { ...registered('private_key_jwt'), id: C2 },
      'client_unknown',
    ],
  ] as const) {
    test(what, () => {
      const result = authenticateByAssertion({ ...byKey, assertion: nothing }, verdict, facts)
      assert.equal(result.ok ? result.value.secretId : result.error.reason, outcome)
    })
  }

  test('that is unknown and one with a wrong secret are refused in the same words', () => {
    const unknown = authenticateClient(basic('x'), sha256('x'), null)
    const wrong = authenticateClient(basic('x'), sha256('x'), confidential)
    assert.ok(!unknown.ok && !wrong.ok)
    assert.equal(unknown.error.description, wrong.error.description)
  })

  test('is not proven by a part of a hash, nor by text that is not hexadecimal', () => {
    for (const hash of ['', 'zz', sha256('first').slice(2), `${sha256('first')}00`]) {
      const result = authenticateClient(basic('first'), sha256('first'), {
        ...confidential,
        secrets: [{ id: secretId('a'), hash }],
      })
      assert.ok(!result.ok)
      assert.equal(result.error.reason, 'client_secret_wrong')
    }
  })
})
