import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer } from '../support/wire/answer.ts'
import { hiddenFields, leadsBack, openBrowser } from '../support/wire/browser.ts'
import { call, freshName, register } from '../support/wire/management.ts'
import { authorize, authorizePath, basic, codeFor, pkce, postForm } from '../support/wire/oauth.ts'
import { AGENT, MANAGER, OTHER_MANAGER, onStage, PASSWORD, type Stage } from '../support/wire/stage.ts'

const { challenge } = pkce()

/** One of each kind of page. */
async function everyPage(stage: Stage): Promise<ReadonlyMap<string, Answer>> {
  const client = await register(stage)
  const manager = await stage.newPerson(MANAGER)
  const nobody = openBrowser(stage.url)
  return new Map([
    ['sign-in', await nobody.get('/')],
    ['sign-in on the way', await nobody.get(authorizePath(client, challenge))],
    [
      'wrong password',
      await nobody.post('/sign-in', {
        ...hiddenFields((await nobody.get('/')).text),
        userName: 'nobody',
        password: 'x',
      }),
    ],
    ['consent', await manager.get(authorizePath(client, challenge))],
    ['error', await manager.get(authorizePath(client, challenge, { redirect_uri: 'https://evil.example/' }))],
    ['sign-out', await manager.get('/sign-out')],
    ['signed out', await nobody.get('/sign-out')],
    ['refused form', await nobody.post('/sign-in', {})],
    ['set-up link', await nobody.get('/setup?link=x')],
    ['not found', await nobody.get('/nowhere')],
    ['console', await manager.get('/')],
    ['console deeper', await manager.get('/admin/account-settings/api-applications')],
  ])
}

function policyOf(answer: Answer): ReadonlyMap<string, readonly string[]> {
  const policy = answer.headers.get('content-security-policy') ?? ''
  return new Map(
    policy.split(';').map(part => {
      const [name = '', ...values] = part.trim().split(' ')
      return [name, values]
    }),
  )
}

onStage('pages', stage => {
  test('B25 no page holds anything of a third party or tells where it was reached from', async () => {
    for (const [name, page] of await everyPage(stage())) {
      assert.equal(page.headers.get('referrer-policy'), 'no-referrer', name)
      for (const [, link = ''] of page.text.matchAll(/\s(?:src|href|action)="([^"]*)"/g)) {
        assert.ok(
          (link.startsWith('/') && !link.startsWith('//')) || link.startsWith('#'),
          `${name}: ${link}`,
        )
      }
    }
  })

  test('B28 whoever posts a form is sent on with 303', async () => {
    const client = await register(stage())
    const manager = await stage().newPerson(MANAGER)
    const nobody = openBrowser(stage().url)
    const form = hiddenFields((await nobody.get('/')).text)
    const page = await manager.get(authorizePath(client, challenge))
    const fields = Object.fromEntries(new URL(authorizePath(client, challenge), stage().url).searchParams)
    const answers = [
      await nobody.post('/sign-in', { ...form, userName: MANAGER, password: PASSWORD }),
      await manager.post('/consent', { ...hiddenFields(page.text), decision: 'allow' }),
      await manager.post('/oauth2/authorize', fields),
      await manager.post('/oauth2/authorize', { ...fields, scope: 'Unknown' }),
    ]
    assert.deepEqual(
      answers.map(answer => answer.status),
      [303, 303, 303, 303],
    )
  })

  test('B29 headers that a proxy would set are not believed', async () => {
    const headers = {
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'evil.example',
      forwarded: 'for=203.0.113.9;proto=https;host=evil.example',
      'x-original-url': '/api/v1/me',
      'x-rewrite-url': '/api/v1/me',
      'x-http-method-override': 'DELETE',
      'x-ssl-client-cert': 'x',
    }
    const browser = openBrowser(stage().url)
    const page = await browser.get('/', headers)
    assert.equal(page.status, 200)
    for (const cookie of page.headers.getSetCookie()) assert.doesNotMatch(cookie, /__Host-|; *Secure/i)
    const metadata = await browser.get('/.well-known/openid-configuration', headers)
    assert.ok(!metadata.text.includes('evil.example'))
    assert.equal(page.headers.get('strict-transport-security'), null)
    const { id } = await register(stage())
    // Each guess names another address; they are counted under the one they come from.
    const guesses = await Promise.all(
      Array.from({ length: 60 }, (_, guess) =>
        postForm(
          stage().url,
          '/oauth2/token',
          { grant_type: 'client_credentials' },
          {
            ...basic(id, 'lks_wrong'),
            'x-forwarded-for': `203.0.113.${guess}`,
            forwarded: `for=203.0.113.${guess}`,
          },
        ),
      ),
    )
    assert.ok(
      guesses.some(answer => answer.status === 429),
      'every guess counted as another address',
    )
  })

  test('B30 no page can be framed', async () => {
    for (const [name, page] of await everyPage(stage())) {
      assert.deepEqual(policyOf(page).get('frame-ancestors'), ["'none'"], name)
      assert.equal(page.headers.get('x-frame-options'), 'DENY', name)
    }
  })

  test('B31 every page has a policy that permits nothing by default and no inline script', async () => {
    for (const [name, page] of await everyPage(stage())) {
      const policy = policyOf(page)
      assert.deepEqual(policy.get('default-src'), ["'none'"], name)
      assert.deepEqual(policy.get('base-uri'), ["'none'"], name)
      const scripts = policy.get('script-src') ?? []
      assert.ok(
        scripts.every(source => source === "'self'"),
        `${name}: ${scripts.join(' ')}`,
      )
      assert.doesNotMatch(page.text, /<script(?![^>]*\ssrc=)|\son[a-z]+="|javascript:/, name)
      assert.equal(page.headers.get('x-content-type-options'), 'nosniff', name)
    }
  })

  test('B31 a form may lead on to the application that asked, and nowhere else', async () => {
    const client = await register(stage(), { callbackUrls: ['https://other.example:8443/cb'] })
    for (const browser of [await stage().person(MANAGER), openBrowser(stage().url)]) {
      const page = await browser.get(authorizePath(client, challenge))
      assert.deepEqual(policyOf(page).get('form-action'), ["'self'", 'https://other.example:8443'])
    }
    assert.deepEqual(policyOf(await openBrowser(stage().url).get('/')).get('form-action'), ["'self'"])
  })

  test('C35 the consent form is taken from the session that was asked, and from our own page alone', async () => {
    const client = await register(stage())
    const manager = await stage().newPerson(MANAGER)
    const page = await manager.get(authorizePath(client, challenge))
    const { csrf = '', request = '' } = hiddenFields(page.text)
    const good = { csrf, request, decision: 'allow' }
    const agent = await stage().newPerson(AGENT)
    const sameUser = await stage().newPerson(MANAGER)
    const nobody = openBrowser(stage().url)
    const refused = [
      await manager.post('/consent', { ...good, csrf: '' }),
      await manager.post('/consent', { ...good, csrf: `${csrf}x` }),
      await manager.post('/consent', { ...good, request: `${request.slice(0, -2)}xx` }),
      await manager.post('/consent', { ...good, decision: 'maybe' }),
      await manager.post('/consent', good, { origin: 'https://evil.example' }),
      await manager.post('/consent', good, { origin: 'null' }),
      await manager.post('/consent', good, { 'sec-fetch-site': 'cross-site' }),
      await agent.post('/consent', good),
      await sameUser.post('/consent', good),
      await nobody.post('/consent', good),
      await manager.get(`/consent?${new URLSearchParams(good).toString()}`),
    ]
    for (const answer of refused.slice(0, -1)) assert.ok(leadsBack(answer), `${answer.status}`)
    assert.equal(refused.at(-1)?.status, 404)
    assert.ok((await manager.get(authorizePath(client, challenge))).text.includes('action="/consent"'))
    assert.equal((await manager.post('/consent', good)).status, 303)
  })

  test('C35 the sign-in form is bound to the browser that was shown it', async () => {
    const [victim, attacker] = [openBrowser(stage().url), openBrowser(stage().url)]
    await victim.get('/')
    const planted = {
      ...hiddenFields((await attacker.get('/')).text),
      userName: OTHER_MANAGER,
      password: PASSWORD,
    }
    for (const browser of [victim, openBrowser(stage().url)]) {
      const answer = await browser.post('/sign-in', planted)
      assert.equal(answer.status, 403)
      assert.doesNotMatch(answer.headers.getSetCookie().join(), /^latchkey=/)
    }
    const crossing = await attacker.post('/sign-in', planted, { origin: 'https://evil.example' })
    assert.equal(crossing.status, 403)
    assert.equal((await attacker.post('/sign-in', planted)).status, 303)
  })

  test('O12 the consent page names the application, its vendor, the business unit, the person and the scopes', async () => {
    const name = freshName()
    const client = await register(stage(), {
      name,
      vendorName: 'Some Vendor',
      scopes: ['RealTimeApi', 'AdminApi'],
    })
    const page = await (await stage().person(AGENT)).get(authorizePath(client, challenge))
    for (const words of [name, 'Some Vendor', 'Harbour Support', '4512345', AGENT, 'client.example']) {
      assert.ok(page.text.includes(words), words)
    }
    const granted = /id="scopes">(.*?)<\/ul>/s.exec(page.text)?.[1] ?? ''
    assert.deepEqual([granted.includes('RealTimeApi'), granted.includes('AdminApi')], [true, false])
    assert.match(/id="withheld">(.*?)<\/ul>/s.exec(page.text)?.[1] ?? '', /AdminApi/)
  })

  test('Z10 the consent page shows where the answer goes, and warns when it is a program on this computer', async () => {
    const manager = await stage().person(MANAGER)
    const onMachine = await register(stage(), {
      clientType: 'public',
      callbackUrls: ['http://127.0.0.1/callback'],
    })
    const page = await manager.get(
      authorizePath(onMachine, challenge, { redirect_uri: 'http://127.0.0.1:50123/callback' }),
    )
    assert.match(page.text, /id="loopback"/)
    assert.match(page.text, /id="host"><bdi>127\.0\.0\.1:50123<\/bdi>/)
    const web = await manager.get(authorizePath(await register(stage()), challenge))
    assert.doesNotMatch(web.text, /id="loopback"/)
    assert.match(web.text, /id="host"><bdi>client\.example<\/bdi>/)
  })

  test('C34 a session is 256 bits of chance, changes at every sign-in, and ends on the server', async () => {
    const sessionIn = (cookies: string) => /(?:^|; )latchkey=([^;]*)/.exec(cookies)?.[1] ?? ''
    const browser = await stage().newPerson(MANAGER)
    const first = sessionIn(browser.cookies())
    assert.ok(first.length >= 43, first)
    const out = hiddenFields((await browser.get('/sign-out')).text)
    assert.equal((await browser.post('/sign-out', out)).status, 200)
    assert.equal(sessionIn(browser.cookies()), '')
    const revived = await call(openBrowser(stage().url), 'GET /me', {
      headers: { cookie: `latchkey=${first}` },
    })
    assert.equal(revived.status, 401)
    const second = sessionIn((await stage().newPerson(MANAGER)).cookies())
    assert.notEqual(second, first)
    assert.match((await codeFor(stage(), await register(stage()))).code, /^lkc_/)
    assert.equal((await authorize(browser, await register(stage()), challenge)).location(), null)
  })
})
