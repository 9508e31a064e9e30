import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { type Answer, at, errorOf, isErrorPage, textAt, textsAt } from '../support/wire/answer.ts'
import { hiddenFields, openBrowser, signIn, unescapeHtml } from '../support/wire/browser.ts'
import { type Client, call, edit, register } from '../support/wire/management.ts'
import {
  authorize,
  authorizePath,
  type Code,
  decide,
  decodeJwt,
  introspect,
  isActive,
  pkce,
  redeem,
  type Sent,
  tokensIn,
} from '../support/wire/oauth.ts'
import { MANAGER, onStage, PASSWORD, type Stage } from '../support/wire/stage.ts'

const { verifier, challenge } = pkce()
const STATE = `"><script>alert('1')</script>&amp; +%00`

/** What a page of mode form_post would post, and where to. */
function formOf(answer: Answer): {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
} {
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('content-type') ?? '', /^text\/html/)
  const [, action = ''] = /<form method="post" action="([^"]*)"/.exec(answer.text) ?? []
  return { action: unescapeHtml(action), fields: hiddenFields(answer.text) }
}

function policyOf(answer: Answer): ReadonlyMap<string, string> {
  const parts = (answer.headers.get('content-security-policy') ?? '').split('; ')
  return new Map(parts.map(part => [part.split(' ', 1)[0] ?? '', part.split(' ').slice(1).join(' ')]))
}

function fragmentOf(answer: Answer): URLSearchParams {
  const location = answer.location()
  assert.equal(location?.search, '', `something stands in the query, or nowhere: ${answer.text}`)
  return new URLSearchParams(location.hash.slice(1))
}

/** Registers an application for which the implicit grant is on, in a business unit in which it is. */
async function optedIn(stage: Stage): Promise<Client> {
  const manager = await stage.person(MANAGER)
  await call(manager, 'PATCH /business-unit', { body: { implicitAllowed: true } })
  const client = await register(stage)
  await edit(stage, client.id, { implicitAllowed: true })
  return client
}

async function ask(stage: Stage, client: Client, changes: Sent): Promise<Answer> {
  const openid = { scope: 'openid profile RealTimeApi', nonce: 'a nonce' }
  return authorize(await stage.person(MANAGER), client, challenge, { ...openid, ...changes })
}

function leftHalf(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')
}

/** Redeems the code that a request of {@link ask} yielded. */
async function tokensOf(stage: Stage, client: Client, code: string | null) {
  const held: Code = { code: code ?? '', verifier, redirectUri: client.callbackUrl }
  return tokensIn(await redeem(stage.url, client, held))
}

const TYPES = ['token', 'id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token']

onStage('authorization responses', stage => {
  test('L27 response_mode=form_post posts the answer from a page that escapes, is not kept, and leads to the application alone', async () => {
    const client = await register(stage(), { callbackUrls: ['https://other.example:8443/cb?x=1'] })
    const answer = await ask(stage(), client, { response_mode: 'form_post', state: STATE })
    const { action, fields } = formOf(answer)
    assert.equal(action, client.callbackUrl)
    assert.deepEqual(Object.keys(fields), ['code', 'state', 'iss'])
    assert.deepEqual([fields['state'], fields['iss']], [STATE, stage().url])
    assert.equal((await tokensOf(stage(), client, fields['code'] ?? '')).scope, 'openid profile RealTimeApi')
    assert.equal(answer.headers.get('cache-control'), 'no-store')
    assert.match(answer.text, /<button [^>]*type="submit"[^>]*>Continue<\/button>/)
    const policy = policyOf(answer)
    assert.deepEqual(
      ['default-src', 'form-action', 'frame-ancestors', 'base-uri'].map(name => policy.get(name)),
      ["'none'", 'https://other.example:8443', "'none'", "'none'"],
    )
    const scripts = [...answer.text.matchAll(/<script>([^<]*)<\/script>/g)].map(([, script = '']) => script)
    const hashes = scripts.map(script => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
    assert.deepEqual([scripts.length, policy.get('script-src')], [1, hashes[0]])
  })

  test('L27 errors are posted the same way, also when the person says no or nobody may be asked', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    const silently = { response_mode: 'form_post', state: STATE, prompt: 'none' }
    const nobody = await openBrowser(stage().url).get(authorizePath(client, challenge, silently))
    const page = await manager.get(
      authorizePath(client, challenge, { response_mode: 'form_post', state: STATE }),
    )
    for (const [answer, error] of [
      [nobody, 'login_required'],
      [await ask(stage(), client, { ...silently, prompt: 'none' }), 'consent_required'],
      [await decide(manager, page, 'deny'), 'access_denied'],
      [
        await ask(stage(), client, { response_mode: 'form_post', state: STATE, scope: 'Nope' }),
        'invalid_scope',
      ],
    ] as const) {
      const { action, fields } = formOf(answer)
      assert.deepEqual(
        [action, fields['error'], fields['state'], fields['iss'], fields['code']],
        [client.callbackUrl, error, STATE, stage().url, undefined],
      )
    }
  })

  test('L27 no form is ever posted to a URI that is not registered, nor to one of a private-use scheme', async () => {
    const native = await register(stage(), { clientType: 'public', callbackUrls: ['com.example.app:/cb'] })
    for (const redirect_uri of ['https://evil.example/', 'javascript:alert(1)', 'data:text/html,x']) {
      assert.ok(isErrorPage(await ask(stage(), native, { response_mode: 'form_post', redirect_uri })))
    }
    const refused = await ask(stage(), native, { response_mode: 'form_post' })
    assert.equal(refused.location()?.protocol, 'com.example.app:')
    assert.equal(errorOf(refused), 'invalid_request')
  })

  test('L12 a code may be asked for in query or fragment, and nothing with a token ever comes in the query', async () => {
    const client = await optedIn(stage())
    const inQuery = await ask(stage(), client, { response_mode: 'query' })
    assert.match(inQuery.location()?.searchParams.get('code') ?? '', /^lkc_/)
    assert.match(
      fragmentOf(await ask(stage(), client, { response_mode: 'fragment' })).get('code') ?? '',
      /^lkc_/,
    )
    for (const response_type of TYPES) {
      const refused = fragmentOf(await ask(stage(), client, { response_type, response_mode: 'query' }))
      assert.deepEqual(
        [...refused.keys()],
        ['error', 'error_description', 'error_uri', 'state', 'iss'],
        response_type,
      )
      assert.equal(refused.get('error'), 'invalid_request')
      const posted = formOf(await ask(stage(), client, { response_type, response_mode: 'form_post' })).fields
      const granted = fragmentOf(await ask(stage(), client, { response_type }))
      assert.deepEqual(Object.keys(posted), [...granted.keys()], response_type)
    }
  })

  test('L11 an ID token is not issued at the authorization endpoint without a nonce or the scope openid', async () => {
    const client = await optedIn(stage())
    for (const response_type of TYPES.filter(type => type.includes('id_token'))) {
      for (const changes of [{ nonce: null }, { nonce: '' }, { scope: 'RealTimeApi' }, { scope: null }]) {
        const answer = fragmentOf(await ask(stage(), client, { response_type, ...changes }))
        assert.deepEqual([answer.get('error'), answer.get('id_token')], ['invalid_request', null])
      }
    }
    const withoutNonce = fragmentOf(await ask(stage(), client, { response_type: 'code token', nonce: null }))
    assert.notEqual(withoutNonce.get('access_token'), null)
  })

  test('B11 every response type with a token or an ID token is off until business unit and application opted in', async () => {
    const manager = await stage().person(MANAGER)
    const client = await optedIn(stage())
    const errors = async () => {
      const answers = []
      for (const response_type of TYPES) {
        answers.push(fragmentOf(await ask(stage(), client, { response_type })).get('error'))
      }
      return [...new Set(answers)]
    }
    assert.deepEqual(await errors(), [null])
    await edit(stage(), client.id, { implicitAllowed: false })
    assert.deepEqual(await errors(), ['unauthorized_client'])
    await edit(stage(), client.id, { implicitAllowed: true })
    await call(manager, 'PATCH /business-unit', { body: { implicitAllowed: false } })
    assert.deepEqual(await errors(), ['unauthorized_client'])
    const metadata = (await manager.get('/.well-known/openid-configuration')).json()
    assert.deepEqual(textsAt(metadata, 'response_types_supported'), ['code'])
    assert.deepEqual(textsAt(metadata, 'response_modes_supported'), ['query', 'fragment', 'form_post'])
  })

  test('L13 at_hash and c_hash bind what comes beside an ID token, and a hybrid answer names one issuer and subject', async () => {
    const client = await optedIn(stage())
    for (const response_type of TYPES.filter(type => type.includes('id_token'))) {
      // The order of the words does not matter.
      const turned = response_type.split(' ').toReversed().join(' ')
      const answer = fragmentOf(await ask(stage(), client, { response_type: turned }))
      const [code, access] = [answer.get('code'), answer.get('access_token')]
      assert.deepEqual(
        [code !== null, access !== null],
        [/\bcode\b/.test(response_type), / token/.test(response_type)],
      )
      const { header, claims } = decodeJwt(answer.get('id_token') ?? '')
      assert.deepEqual(
        [at(header, 'alg'), at(claims, 'iss'), at(claims, 'aud'), at(claims, 'nonce')],
        ['RS256', stage().url, client.id, 'a nonce'],
      )
      assert.equal(at(claims, 'c_hash'), code === null ? undefined : leftHalf(code))
      assert.equal(at(claims, 'at_hash'), access === null ? undefined : leftHalf(access))
      assert.equal(typeof at(claims, 'auth_time'), 'number')
      // OpenID Connect Core §5.4: with nothing else to ask userinfo with, the name is in the ID token.
      assert.equal(at(claims, 'preferred_username'), response_type === 'id_token' ? MANAGER : undefined)
      if (code === null) continue
      const later = decodeJwt(textAt((await tokensOf(stage(), client, code)).body, 'id_token')).claims
      for (const claim of ['iss', 'sub', 'aud', 'nonce', 'auth_time']) {
        assert.equal(at(later, claim), at(claims, claim), claim)
      }
    }
  })

  test('L21 an access token from the authorization endpoint is live, ends with its family, and brings no refresh token', async () => {
    const client = await optedIn(stage())
    for (const [response_type, seconds] of [
      ['id_token token', '3600'],
      ['code token', '900'],
    ] as const) {
      const asked = { response_type, scope: 'openid RealTimeApi offline_access' }
      const answer = fragmentOf(await ask(stage(), client, asked))
      assert.deepEqual([answer.get('expires_in'), answer.get('refresh_token')], [seconds, null])
      const granted = answer.get('scope')?.split(' ') ?? []
      assert.equal(granted.includes('offline_access'), response_type.includes('code'))
      const token = answer.get('access_token') ?? ''
      assert.equal(await isActive(stage().url, client, token), true)
      assert.equal(at((await introspect(stage().url, client, token)).json(), 'client_id'), client.id)
    }
  })

  test('K03 PKCE is required whenever a code comes back, and only then', async () => {
    const client = await optedIn(stage())
    for (const response_type of TYPES) {
      const changes = { response_type, code_challenge: null, code_challenge_method: null }
      const answer = fragmentOf(await ask(stage(), client, changes))
      const expected = response_type.includes('code') ? 'invalid_request' : null
      assert.equal(answer.get('error'), expected, response_type)
    }
  })

  test('S01 every outcome of every response type and mode carries iss', async () => {
    const client = await optedIn(stage())
    for (const response_type of ['code', ...TYPES]) {
      for (const scope of ['openid RealTimeApi', 'Nope']) {
        const answer = await ask(stage(), client, { response_type, scope, response_mode: 'fragment' })
        assert.equal(fragmentOf(answer).get('iss'), stage().url)
        const posted = formOf(
          await ask(stage(), client, { response_type, scope, response_mode: 'form_post' }),
        )
        assert.equal(posted.fields['iss'], stage().url)
      }
    }
  })

  test('B04 nobody is sent on, not even by a form, before they signed in', async () => {
    const client = await register(stage())
    const nobody = openBrowser(stage().url)
    const path = authorizePath(client, challenge, { response_mode: 'form_post', scope: 'Nope' })
    const page = await nobody.get(path)
    assert.ok(page.text.includes('action="/sign-in"'))
    const next = (await signIn(nobody, MANAGER, PASSWORD, path)).location()
    assert.equal(
      formOf(await nobody.get(`${next?.pathname}${next?.search}`)).fields['error'],
      'invalid_scope',
    )
  })
})
