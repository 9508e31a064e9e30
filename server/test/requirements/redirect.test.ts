import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, errorOf, isErrorPage } from '../support/wire/answer.ts'
import { hiddenFields, openBrowser, signIn } from '../support/wire/browser.ts'
import { call, freshName, register } from '../support/wire/management.ts'
import { authorize, authorizePath, decide, pkce } from '../support/wire/oauth.ts'
import { MANAGER, onStage, PASSWORD } from '../support/wire/stage.ts'

const { challenge } = pkce()

/** Every way in which the callback URL below may be bent. */
const REGISTERED = 'https://client.example/callback'
const BENT = [
  'https://client.example/Callback',
  'https://CLIENT.example/callback',
  'HTTPS://client.example/callback',
  'https://client.example/callback/',
  'https://client.example/%63allback',
  'https://client.example/callback%2e',
  'https://client.example/callback?x=1',
  'https://client.example/callback?',
  'https://client.example/callback#',
  'https://client.example/callback#x',
  'https://client.example/callback/extra',
  'https://client.example/callback/../callback',
  'https://client.example/callback/..;/evil',
  'https://client.example//callback',
  'https://client.example/callback\\',
  'https://client.example\\@evil.example/callback',
  'https://client.example@evil.example/callback',
  'https://user@client.example/callback',
  'https://client.example:443/callback',
  'https://client.example:8443/callback',
  'https://client.example./callback',
  'https://client.example.evil.example/callback',
  'https://evil.example/callback',
  'https://clıent.example/callback',
  'http://client.example/callback',
  '//client.example/callback',
  '/callback',
  ' https://client.example/callback',
  'https://client.example/callback ',
  'javascript:alert(1)//https://client.example/callback',
]

onStage('redirection', stage => {
  test('B01 redirect_uri is compared exactly: no bent spelling of it is ever redirected to', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    assert.equal((await authorize(manager, client, challenge)).location()?.origin, 'https://client.example')
    for (const bent of BENT) {
      const answer = await authorize(manager, client, challenge, { redirect_uri: bent })
      assert.ok(isErrorPage(answer), `${bent}: ${answer.status} ${answer.headers.get('location')}`)
    }
    const kept = await authorize(manager, client, challenge)
    assert.ok(kept.headers.get('location')?.startsWith(`${REGISTERED}?`))
  })

  test('B02 only the port of a loopback URL may vary, only for a public application, each host for itself', async () => {
    const manager = await stage().person(MANAGER)
    for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
      const client = await register(stage(), { clientType: 'public', callbackUrls: [`http://${host}/cb`] })
      const good = `http://${host}:51004/cb`
      const answer = await authorize(manager, client, challenge, { redirect_uri: good })
      assert.ok(answer.headers.get('location')?.startsWith(`${good}?code=`), good)
      const others = ['127.0.0.1', '[::1]', 'localhost'].filter(other => other !== host)
      const wrong = [
        `http://${host}:51004/cb2`,
        `http://${host}:51004/cb?x`,
        `http://${host}.evil.example:51004/cb`,
        `https://${host}:51004/cb`,
        `https://${host}.evil.example/cb`,
        `http://${host}:51004@evil.example/cb`,
        ...others.map(other => `http://${other}:51004/cb`),
      ]
      for (const uri of wrong) {
        assert.ok(isErrorPage(await authorize(manager, client, challenge, { redirect_uri: uri })), uri)
      }
    }
    const web = await register(stage(), { callbackUrls: ['http://localhost:8080/cb'] })
    const moved = { redirect_uri: 'http://localhost:8081/cb' }
    assert.ok(isErrorPage(await authorize(manager, web, challenge, moved)))
  })

  test('B03 no page or endpoint forwards to an address taken from a parameter', async () => {
    const manager = await stage().newPerson(MANAGER)
    const nobody = openBrowser(stage().url)
    const names = [
      'next',
      'return_to',
      'redirect',
      'post_logout_redirect_uri',
      'error_uri',
      'continue',
      'url',
    ]
    const targets = [
      '//evil.example',
      'https:evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      'https://evil.example',
    ]
    const paths = [
      '/',
      '/admin/account-settings/api-applications',
      '/sign-in',
      '/sign-out',
      '/oauth2/logout',
      '/consent',
      '/setup',
      '/oauth2/authorize',
      '/oauth2/userinfo',
      '/nowhere',
      '//evil.example',
      '/\\evil.example',
    ]
    for (const path of paths) {
      for (const target of targets) {
        const query = new URLSearchParams(Object.fromEntries(names.map(name => [name, target])))
        for (const browser of [manager, nobody]) {
          const answer = await browser.get(`${path}?${query.toString()}`)
          const location = answer.location()
          assert.ok(
            location === null || location.origin === stage().url,
            `${path} leads to ${location?.href}`,
          )
        }
      }
    }
  })

  test('B03 what a stranger put into the form of the sign-in page leads nowhere', async () => {
    const browser = openBrowser(stage().url)
    const page = await browser.get('/')
    const fields = { ...hiddenFields(page.text), userName: MANAGER, password: PASSWORD }
    const answer = await browser.post('/sign-in', { ...fields, continue: 'https://evil.example/' })
    assert.deepEqual([answer.status, answer.location()?.href], [303, `${stage().url}/`])
    assert.equal(
      (await signIn(openBrowser(stage().url), MANAGER, PASSWORD, '/?continue=//evil.example')).location()
        ?.origin,
      stage().url,
    )
  })

  test('B04 an unknown application or a wrong redirect_uri is told to the person, never sent anywhere', async () => {
    const client = await register(stage())
    const unknown = { ...client, id: 'app_01934f6a5b7c7def8a1b2c3d4e5f6a7b' }
    for (const browser of [openBrowser(stage().url), await stage().person(MANAGER)]) {
      for (const id of [unknown.id, 'app_', 'x', '../..', 'https://evil.example/']) {
        assert.ok(isErrorPage(await browser.get(authorizePath({ ...client, id }, challenge))), id)
      }
      assert.ok(isErrorPage(await browser.get(authorizePath(client, challenge, { client_id: null }))))
      const evil = { redirect_uri: 'https://evil.example/' }
      assert.ok(isErrorPage(await browser.get(authorizePath(client, challenge, evil))))
    }
  })

  test('B04 nobody is sent on, not even with an error, before they signed in; prompt=none is answered at once', async () => {
    const client = await register(stage())
    const faulty = [
      { scope: 'not"a scope' },
      { scope: 'Unknown' },
      { code_challenge: null },
      { response_type: 'zzz' },
    ]
    for (const changes of faulty) {
      const answer = await openBrowser(stage().url).get(authorizePath(client, challenge, changes))
      assert.equal(answer.location(), null, JSON.stringify(changes))
      assert.ok(answer.text.includes('action="/sign-in"'), answer.text)
      const silent = await openBrowser(stage().url).get(
        authorizePath(client, challenge, { ...changes, prompt: 'none' }),
      )
      assert.equal(silent.location()?.origin, 'https://client.example')
    }
  })

  test('C10 a callback URL with a fragment is neither registered nor redirected to', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    const body = {
      vendorName: 'Wire Tests',
      name: freshName(),
      scopes: ['RealTimeApi'],
      callbackUrls: ['https://client.example/cb#x'],
    }
    const refused = await call(manager, 'POST /applications', { body })
    assert.equal(refused.status, 400)
    assert.equal(at(refused.json(), 'errors', 0, 'rule'), 'fragment')
    const changes = { redirect_uri: `${client.callbackUrl}#x` }
    assert.ok(isErrorPage(await authorize(manager, client, challenge, changes)))
  })

  test('C11 redirect_uri is required when several are registered, and is the only one when it is left out', async () => {
    const manager = await stage().person(MANAGER)
    const several = await register(stage(), {
      callbackUrls: ['https://client.example/a', 'https://client.example/b'],
    })
    assert.ok(isErrorPage(await authorize(manager, several, challenge, { redirect_uri: null })))
    const one = await register(stage())
    const answer = await authorize(manager, one, challenge, { redirect_uri: null })
    assert.ok(answer.headers.get('location')?.startsWith(`${REGISTERED}?code=`))
    const none = await register(stage(), { callbackUrls: [] })
    assert.ok(isErrorPage(await authorize(manager, none, challenge, { redirect_uri: null })))
    assert.ok(isErrorPage(await authorize(manager, none, challenge, { redirect_uri: REGISTERED })))
  })

  test('B22 http is registered only for loopback', async () => {
    const manager = await stage().person(MANAGER)
    const register = (callbackUrl: string) => {
      const body = {
        vendorName: 'Wire Tests',
        name: freshName(),
        scopes: ['RealTimeApi'],
        callbackUrls: [callbackUrl],
      }
      return call(manager, 'POST /applications', { body })
    }
    for (const url of [
      'http://app.example/cb',
      'http://127.0.0.1.evil.example/cb',
      'http://127.0.0.2/cb',
      'http://0.0.0.0/cb',
    ]) {
      const refused = await register(url)
      assert.equal(refused.status, 400, url)
      assert.equal(at(refused.json(), 'errors', 0, 'path'), '/callbackUrls/0')
    }
    for (const url of ['http://127.0.0.1:8000/cb', 'http://[::1]/cb', 'http://localhost/cb']) {
      assert.equal((await register(url)).status, 201, url)
    }
  })

  test('O04 a private-use scheme needs a dot', async () => {
    const manager = await stage().person(MANAGER)
    const register = (callbackUrl: string) => {
      const body = {
        vendorName: 'Wire Tests',
        name: freshName(),
        scopes: ['RealTimeApi'],
        callbackUrls: [callbackUrl],
      }
      return call(manager, 'POST /applications', { body })
    }
    for (const url of [
      'myapp:/cb',
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'JaVaScRiPt:alert(1)',
      'urn:x:y',
    ]) {
      const refused = await register(url)
      assert.equal(refused.status, 400, url)
      assert.equal(at(refused.json(), 'errors', 0, 'path'), '/callbackUrls/0')
    }
    const made = await register('com.example.app:/cb')
    assert.equal(made.status, 201, made.text)
  })

  test('S01 every authorization response carries iss, with a code as with an error', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    const outcomes = [
      {},
      { scope: 'Unknown' },
      { code_challenge: null },
      { response_type: 'zzz' },
      { response_type: 'token' },
      { prompt: 'none login' },
    ]
    for (const changes of outcomes) {
      const location = (await authorize(manager, client, challenge, changes)).location()
      const query =
        location?.search === '' ? new URLSearchParams(location.hash.slice(1)) : location?.searchParams
      assert.equal(query?.get('iss'), stage().url, JSON.stringify(changes))
    }
    const asked = await manager.get(authorizePath(client, challenge, { prompt: 'consent' }))
    const denied = await decide(manager, asked, 'deny')
    assert.equal(errorOf(denied), 'access_denied')
    assert.equal(denied.location()?.searchParams.get('iss'), stage().url)
  })
})
