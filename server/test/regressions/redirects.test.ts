import assert from 'node:assert/strict'
import { get as httpGet } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import { test } from 'node:test'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, at, errorOf, isErrorPage, send, textAt } from '../support/wire/answer.ts'
import { hiddenFields, openBrowser, signIn } from '../support/wire/browser.ts'
import { call, edit, freshName, register } from '../support/wire/management.ts'
import { authorize, authorizePath, codeFor, pkce, type Sent } from '../support/wire/oauth.ts'
import { MANAGER, PASSWORD } from '../support/wire/stage.ts'

type Page = { readonly text: string; readonly cookie: string; readonly location: string | null }

/** Asks with a request target and a Host header exactly as they are given, which `fetch` does not let anybody do. */
async function askExactly(url: string, path: string, host: string): Promise<Page> {
  const { hostname, port } = new URL(url)
  const request = httpGet({ hostname, port, path, headers: { host }, agent: false })
  return new Promise((resolve, reject) => {
    request.on('error', reject)
    request.on('response', response => {
      const cookie = (response.headers['set-cookie'] ?? []).map(line => line.split(';', 1)[0]).join('; ')
      readText(response).then(
        text => resolve({ text, cookie, location: response.headers.location ?? null }),
        reject,
      )
    })
  })
}

const GOOD = 'https://client.example/callback'

onInsideStage('where browsers are sent', stage => {
  /**
   * Asks with every redirect URI by GET and by POST, signed in and not, with every response mode and type.
   * Out: what was answered by anything but an error page of ours.
   */
  const sentAway = async (
    registered: string,
    tried: readonly string[],
    clientType: 'confidential' | 'public',
  ): Promise<readonly string[]> => {
    const client = await register(stage(), { clientType, callbackUrls: [registered] })
    const manager = await stage().person(MANAGER)
    await codeFor(stage(), client)
    const away: string[] = []
    for (const uri of tried) {
      const answers: Answer[] = []
      for (const changes of [
        {},
        { response_type: 'token' },
        { response_mode: 'form_post' },
        { response_mode: 'query.jwt' },
        { prompt: 'none' },
      ]) {
        const sent: Sent = { redirect_uri: uri, ...changes }
        answers.push(await authorize(manager, client, pkce().challenge, sent))
      }
      const path = authorizePath(client, pkce().challenge, { redirect_uri: uri })
      answers.push(await openBrowser(stage().url).get(path))
      const [endpoint = '', query = ''] = path.split('?')
      const fields = Object.fromEntries(new URLSearchParams(query))
      answers.push(await manager.post(endpoint, fields))
      away.push(...answers.filter(answer => !isErrorPage(answer)).map(answer => `${uri} ${answer.status}`))
    }
    return away
  }
  const assertNowhere = async (registered: string, tried: readonly string[]): Promise<void> => {
    for (const clientType of ['confidential', 'public'] as const) {
      assert.deepEqual(await sentAway(registered, tried, clientType), [])
    }
  }

  test('X033 an address that is not registered gets an error page, though the person consented before', async () => {
    await assertNowhere(GOOD, ['https://evil.example/callback', 'https://client.example/', `${GOOD}/`])
  })

  test('X035 user names before a host lead nowhere, however many', async () => {
    await assertNowhere('https://client.example/callback', [
      'https://client.example@evil.example@client.example/callback',
      'https://a:b@evil.example/callback',
      'https://client.example:443@evil.example/callback',
    ])
  })

  test('X036 the registered host as a user name leads nowhere', async () => {
    await assertNowhere(GOOD, [
      'https://client.example@evil.example/callback',
      'https://client.example%40evil.example/callback',
      'https://client.example%2540evil.example/callback',
    ])
  })

  test('X037 dot segments and path parameters of any spelling lead nowhere', async () => {
    await assertNowhere('https://client.example/app/callback', [
      'https://client.example/app/..;/x',
      'https://client.example/app/callback/../../x',
      'https://client.example/app/%2e%2e/x',
      'https://client.example/app/%252e%252e/x',
      'https://client.example/app/..%2fcallback',
      'https://client.example/app\\..\\callback',
      'https://client.example/app/./callback',
      'https://client.example//app/callback',
    ])
  })

  test('X038 names that only look like this machine lead nowhere', async () => {
    await assertNowhere('http://127.0.0.1/callback', [
      'http://localhost.evil.example/callback',
      'http://127.0.0.1.evil.example/callback',
      'http://127.1/callback',
      'http://0x7f.1/callback',
      'http://2130706433/callback',
      'http://0177.0.0.1/callback',
      'http://[::1]/callback',
      'http://localhost/callback',
      'http://127.0.0.1:99999/callback',
      'http://127.0.0.1:80@evil.example/callback',
      'http://127.0.0.1@evil.example/callback',
      'http://127.0.0.2/callback',
      'https://127.0.0.1/callback',
    ])
  })

  test('X039 no response mode lets a wildcard or any other unregistered address pass', async () => {
    await assertNowhere(GOOD, ['https://*.client.example/callback', 'https://client.example/*', '*'])
  })

  test('X040 a registered address is no pattern: a dot is a dot', async () => {
    await assertNowhere('https://foo.example.com/cb.php', [
      'https://fooXexample.com/cb.php',
      'https://foo.example.com/cbXphp',
      'https://foo.exampleXcom/cb.php',
    ])
  })

  test('X040 the first address that is seen is not registered: without any there is only the error page', async () => {
    const client = await register(stage(), { callbackUrls: [] })
    const manager = await stage().person(MANAGER)
    for (const redirectUri of [GOOD, null]) {
      const path = authorizePath(client, pkce().challenge, { redirect_uri: redirectUri })
      assert.ok(isErrorPage(await manager.get(path)))
    }
  })

  test('X041 a registered address is no beginning of another one', async () => {
    await assertNowhere('https://client.example', [
      'https://client.example.evil.example',
      'https://client.example.evil.tld/',
      'https://client.example@evil.example',
    ])
    await assertNowhere(GOOD, [`${GOOD}.evil`, `${GOOD}?next=https://evil.example`, `${GOOD}#evil`])
  })

  test('X042 neither a sister domain nor a longer name of the same end is taken for a registered host', async () => {
    await assertNowhere('https://example.com/callback', [
      'https://evilexample.com/callback',
      'https://evil.example.com/callback',
      'https://example.com.evil/callback',
      'https://EXAMPLE.com/callback',
      'https://example.com./callback',
    ])
  })

  test('X043 javascript: and its kin lead nowhere in any response mode', async () => {
    await assertNowhere(GOOD, [
      'javascript:alert(1)',
      'JavaScript:alert(1)//client.example/callback',
      'java\nscript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'vbscript:x',
      'about:blank',
      'blob:https://client.example/1',
    ])
  })

  /** Addresses that would run or read something where they are opened. */
  const ACTIVE = [
    'javascript:alert(1)',
    'JAVASCRIPT:x',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
  ]

  test('X045 nobody can register an address with an active scheme', async () => {
    const manager = await stage().person(MANAGER)
    for (const url of [...ACTIVE, '//evil.example/x', 'http://evil.example/x', ' javascript:x']) {
      const body = {
        vendorName: 'Active',
        name: freshName(),
        scopes: ['RealTimeApi'],
        callbackUrls: [GOOD, url],
      }
      const answer = await call(manager, 'POST /applications', { body })
      assert.equal(answer.status, 400, url)
      assert.equal(textAt(answer.json(), 'errors', 0, 'path'), '/callbackUrls/1')
    }
  })

  test('X050 nobody can edit an address with an active scheme into an application', async () => {
    const client = await register(stage())
    for (const url of ACTIVE) {
      await assert.rejects(edit(stage(), client.id, { callbackUrls: [url] }), /not edited: 400/)
    }
    const manager = await stage().person(MANAGER)
    const now = await call(manager, `GET /applications/${client.id}`)
    assert.deepEqual(at(now.json(), 'callbackUrls'), [GOOD])
  })

  test('X047 no address of ours forwards to an address of somebody else', async () => {
    const manager = await stage().person(MANAGER)
    const paths: string[] = []
    for (const start of [
      '',
      '/',
      '/admin/',
      '/sign-in',
      '/sign-out',
      '/oauth2/logout',
      '/setup',
      '/consent',
      '/oauth2/authorize',
    ]) {
      for (const target of ['//evil.example', '/\\evil.example', '/%2f/evil.example', '/%5cevil.example']) {
        paths.push(`${start}${target}`, `${start}${target}/..`)
      }
      for (const name of [
        'back',
        'continue',
        'return_to',
        'next',
        'redirect',
        'redirect_uri',
        'url',
        'link',
      ]) {
        paths.push(`${start === '' ? '/' : start}?${name}=//evil.example`)
        paths.push(`${start === '' ? '/' : start}?${name}=https%3A%2F%2Fevil.example`)
      }
    }
    for (const path of paths) {
      for (const answer of [
        await manager.get(path),
        await send(`${stage().url}${path}`),
        await stage().app.inject({ url: path, headers: { host: 'localhost:1' } }),
        await stage().app.inject({ url: path, headers: { host: 'evil.example' } }),
      ]) {
        const location =
          answer.headers instanceof Headers ? answer.headers.get('location') : answer.headers.location
        if (location === null || location === undefined) continue
        assert.equal(new URL(location, stage().url).origin, stage().url, `${path} → ${location}`)
      }
    }
  })

  test('X047 after signing in people stay here, whatever the address they came by', async () => {
    for (const path of ['/?next=//evil.example', '/admin//evil.example', '/admin/%2f%2fevil.example']) {
      const answer = await signIn(openBrowser(stage().url), MANAGER, PASSWORD, path)
      assert.equal(answer.location()?.origin, stage().url, path)
    }
  })

  test('X047 an address in absolute form does not become the place to go on to', async () => {
    for (const target of ['http://evil.example/', 'http://evil.example/admin/x']) {
      for (const host of ['evil.example', 'localhost:1', new URL(stage().url).host]) {
        const page = await askExactly(stage().url, target, host)
        if (page.location !== null)
          assert.equal(new URL(page.location).origin, stage().url, `${host} ${target}`)
        if (page.cookie === '') continue
        const fields = { ...hiddenFields(page.text), userName: MANAGER, password: PASSWORD }
        const body = new URLSearchParams(fields)
        const headers = { cookie: page.cookie }
        const answer = await send(`${stage().url}/sign-in`, { method: 'POST', headers, body })
        assert.equal(answer.status, 303)
        assert.equal(answer.location()?.origin, stage().url, target)
      }
    }
  })

  test('X109 no token stands in an address unless both sides opted in to the implicit grant', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    const code = await authorize(manager, client, pkce().challenge)
    assert.doesNotMatch(`${code.location()?.href}`, /access_token|id_token|refresh_token|lk[rs]_|eyJ/)
    const implicit = { code_challenge: null, code_challenge_method: null }
    for (const responseType of ['token', 'id_token', 'id_token token', 'code token', 'code id_token']) {
      const answer = await authorize(manager, client, '', { ...implicit, response_type: responseType })
      assert.notEqual(errorOf(answer), null, responseType)
      assert.doesNotMatch(`${answer.location()?.href}`, /access_token|eyJ/)
    }
    const { challenge } = pkce()
    const asked = await manager.get(authorizePath(client, challenge))
    assert.doesNotMatch(asked.text + (asked.location()?.href ?? ''), /eyJ/)
  })
})
