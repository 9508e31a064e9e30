import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeSetupLink } from '../../src/services/people/setup.ts'
import { type InsideStage, onInsideStage } from '../support/inside/inside-stage.ts'
import { setUser } from '../support/inside/states.ts'
import { type Answer, send } from '../support/wire/answer.ts'
import { type Browser, hiddenFields, leadsBack, openBrowser, signIn } from '../support/wire/browser.ts'
import { register } from '../support/wire/management.ts'
import { authorize, authorizePath, basic, pkce } from '../support/wire/oauth.ts'
import { AGENT, MANAGER, OTHER_MANAGER, PASSWORD, SUPERVISOR } from '../support/wire/stage.ts'

const MINUTE = 60_000

/** Tries to sign in. Out: the answer, which is no redirect when it failed. */
async function attempt(browser: Browser, userName: string, password: string): Promise<Answer> {
  const page = await browser.get('/')
  return browser.post('/sign-in', { ...hiddenFields(page.text), userName, password })
}

function showsSignIn(answer: Answer): boolean {
  return answer.text.includes('action="/sign-in"')
}

/** A token request with a wrong secret from an address. Out: its status. */
async function guess(stage: InsideStage, clientId: string, remoteAddress: string): Promise<number> {
  const answer = await stage.app.inject({
    method: 'POST',
    url: '/oauth2/token',
    remoteAddress,
    headers: {
      ...basic(clientId, `lks_${'x'.repeat(49)}`),
      'content-type': 'application/x-www-form-urlencoded',
      // What a stranger writes here must not make a new count.
      'x-forwarded-for': `198.51.100.${remoteAddress.length}`,
    },
    payload: 'grant_type=client_credentials',
  })
  return answer.statusCode
}

const CANARY = `"'><script>alert(1)</script><img src=x onerror=alert(2)>javascript:{{7*7}}`

onInsideStage('people and their pages', stage => {
  test('X049 a session that ended shows the sign-in form, and asking with its cookie does not wake it', async () => {
    const browser = await stage().newPerson(AGENT)
    assert.equal(showsSignIn(await browser.get('/')), false)
    stage().advance(119 * MINUTE)
    assert.equal(showsSignIn(await browser.get('/')), false, 'used within two hours')
    stage().advance(121 * MINUTE)
    for (let count = 0; count < 3; count++) {
      assert.equal(showsSignIn(await browser.get('/')), true)
      const me = await send(`${stage().url}/api/v1/me`, { headers: { cookie: browser.cookies() } })
      assert.equal(me.status, 401)
    }
  })

  test('X049 a session ends after twelve hours, however busy it is', async () => {
    const browser = await stage().newPerson(AGENT)
    for (let hours = 1; hours < 12; hours++) {
      stage().advance(60 * MINUTE)
      assert.equal(showsSignIn(await browser.get('/')), false, `after ${hours} hours`)
    }
    stage().advance(60 * MINUTE)
    assert.equal(showsSignIn(await browser.get('/')), true)
  })

  test('X093 a login hint of any length is shown in part or refused, and fills no cookie', async () => {
    const client = await register(stage())
    for (const hint of ['x'.repeat(8_000), 'é'.repeat(2_000), CANARY.repeat(30)]) {
      const answer = await openBrowser(stage().url).get(
        authorizePath(client, pkce().challenge, { login_hint: hint, scope: 'RealTimeApi' }),
      )
      assert.ok(answer.status === 200 && showsSignIn(answer), `${answer.status}`)
      for (const cookie of answer.headers.getSetCookie()) assert.ok(cookie.length < 4096)
    }
  })

  test('X099 nothing of an authorization request stands in a cookie', async () => {
    const client = await register(stage())
    const asked = {
      state: 'astatetolookfor',
      nonce: 'anoncetolookfor',
      login_hint: 'ahint@tolookfor.example',
      code_challenge: pkce('averifierverifierverifierverifierverifier99').challenge,
    }
    const browser = openBrowser(stage().url)
    const path = authorizePath(client, asked.code_challenge, asked)
    const cookies = [...(await browser.get(path)).headers.getSetCookie()]
    const signedIn = await signIn(browser, MANAGER, PASSWORD, path)
    cookies.push(...signedIn.headers.getSetCookie())
    cookies.push(...(await authorize(browser, client, asked.code_challenge, asked)).headers.getSetCookie())
    assert.ok(cookies.length >= 2)
    for (const cookie of cookies) {
      const readable = `${cookie} ${Buffer.from(cookie, 'base64url').toString('latin1')}`
      assert.doesNotMatch(readable, /tolookfor|client\.example|app_/)
      assert.ok(!readable.includes(asked.code_challenge))
    }
  })

  test('X107 no page gives back what it was sent as markup, and every page has a policy without scripts', async () => {
    const client = await register(stage(), { name: `<b>${'x'.repeat(20)}` })
    const browser = openBrowser(stage().url)
    const path = authorizePath(client, pkce().challenge, { login_hint: CANARY, state: CANARY, nonce: CANARY })
    const manager = await stage().newPerson(MANAGER)
    const pages = [
      await browser.get(path),
      await browser.get(authorizePath(client, pkce().challenge, { client_id: CANARY })),
      await browser.get(authorizePath(client, pkce().challenge, { redirect_uri: CANARY })),
      await browser.get(
        `/oauth2/authorize?${new URLSearchParams({ [CANARY]: CANARY, client_id: CANARY }).toString()}`,
      ),
      await browser.get(`/${encodeURIComponent(CANARY)}`),
      await browser.get(`/setup?link=${encodeURIComponent(CANARY)}`),
      await browser.get(`/?${new URLSearchParams({ userName: CANARY, problem: CANARY }).toString()}`),
      await attempt(browser, CANARY, CANARY),
      await browser.post('/consent', { request: CANARY, csrf: CANARY }),
      await manager.get(authorizePath(client, pkce().challenge, { state: CANARY })),
      await manager.get('/sign-out'),
    ]
    for (const page of pages) {
      assert.match(page.headers.get('content-type') ?? '', /^text\/html/, page.text)
      assert.doesNotMatch(page.text, /<script|<img|onerror=alert\(2\)>|<b>x|href="javascript/i)
      const policy = page.headers.get('content-security-policy') ?? ''
      assert.match(policy, /default-src 'none'/)
      assert.doesNotMatch(policy, /script-src|unsafe|evil|alert|\*/)
    }
  })

  test('X110 a consent page belongs to the session that it was shown to', async () => {
    const client = await register(stage())
    const asked = await (await stage().newPerson(MANAGER)).get(authorizePath(client, pkce().challenge))
    const { csrf = '', request = '' } = hiddenFields(asked.text)
    const own = await (await stage().newPerson(SUPERVISOR)).get(authorizePath(client, pkce().challenge))
    const mine = hiddenFields(own.text)
    for (const other of [
      openBrowser(stage().url),
      await stage().newPerson(MANAGER),
      await stage().newPerson(SUPERVISOR),
      await stage().newPerson(OTHER_MANAGER),
    ]) {
      for (const token of [csrf, mine['csrf'] ?? '', '']) {
        const answer = await other.post('/consent', { csrf: token, request, decision: 'allow' })
        assert.ok(leadsBack(answer), answer.text)
      }
    }
  })

  test('X111 no step is passed by posting nothing, half of it, or out of order', async () => {
    const client = await register(stage())
    const manager = await stage().newPerson(MANAGER)
    const page = hiddenFields((await manager.get(authorizePath(client, pkce().challenge))).text)
    const { csrf = '', request = '' } = page
    const forms: readonly Readonly<Record<string, string>>[] = [
      {},
      { csrf },
      { request },
      { csrf, request },
      { csrf, request, decision: '' },
      { csrf, request, decision: 'yes' },
      { csrf: request, request: csrf, decision: 'allow' },
      { request, decision: 'allow' },
      { csrf, decision: 'allow' },
    ]
    for (const form of forms) {
      const answer = await manager.post('/consent', form)
      assert.ok(leadsBack(answer), JSON.stringify(form))
    }
    const stranger = openBrowser(stage().url)
    const fresh = hiddenFields((await stranger.get('/')).text)
    for (const form of [
      {},
      { userName: MANAGER, password: PASSWORD },
      { ...fresh, csrf: '', userName: MANAGER, password: PASSWORD },
      { ...fresh, csrf, userName: MANAGER, password: PASSWORD },
      fresh,
      { ...fresh, userName: MANAGER },
      { ...fresh, password: PASSWORD },
    ]) {
      const answer = await stranger.post('/sign-in', form)
      assert.ok(answer.status === 403 || answer.status === 401, `${answer.status}`)
      const me = await send(`${stage().url}/api/v1/me`, { headers: { cookie: stranger.cookies() } })
      assert.equal(me.status, 401)
    }
    for (const form of [{}, { link: 'x' }, { link: '', userName: 'a@b.example', password: PASSWORD }]) {
      assert.ok((await stranger.post('/setup', form)).status >= 400)
    }
  })

  test('X112 one /64 is one guesser, and so is one IPv4 address in either spelling', async () => {
    const many: readonly (readonly string[])[] = [
      Array.from({ length: 25 }, (_, place) => `2001:db8:1:2:${place.toString(16)}::${place}`),
      Array.from({ length: 25 }, (_, place) =>
        place % 2 === 0 ? '2001:0db8:0001:0003::1' : `2001:db8:1:3:0:0:0:${place}`,
      ),
      Array.from({ length: 25 }, (_, place) => (place % 2 === 0 ? '203.0.113.9' : '::ffff:203.0.113.9')),
    ]
    for (const addresses of many) {
      const client = await register(stage())
      const statuses: number[] = []
      for (const address of addresses) statuses.push(await guess(stage(), client.id, address))
      assert.deepEqual(new Set(statuses.slice(0, 20)), new Set([401]))
      assert.equal(statuses.at(-1), 429, addresses[1] ?? '')
      assert.equal(await guess(stage(), client.id, '198.51.100.77'), 401)
    }
  })

  test('X113 every spelling of one user name has one count', async () => {
    const spellings = [AGENT, AGENT.toUpperCase(), ` ${AGENT}`, `${AGENT} `, 'Agent@Harbour.Example']
    const statuses: number[] = []
    for (let count = 0; count < 11; count++) {
      const name = spellings[count % spellings.length] ?? AGENT
      statuses.push((await attempt(openBrowser(stage().url), name, 'wrong')).status)
    }
    assert.deepEqual(statuses, [...Array<number>(10).fill(401), 429])
  })

  test('X118 who guesses at a name locks out neither its sessions nor its known browsers', async () => {
    const known = await stage().newPerson(SUPERVISOR)
    for (let count = 0; count < 11; count++) {
      await attempt(openBrowser(stage().url), SUPERVISOR, 'wrong')
    }
    assert.equal((await attempt(openBrowser(stage().url), SUPERVISOR, PASSWORD)).status, 429)
    assert.equal(showsSignIn(await known.get('/')), false)
    await known.post('/sign-out', hiddenFields((await known.get('/sign-out')).text))
    assert.equal((await attempt(known, SUPERVISOR, PASSWORD)).status, 303)
  })

  test('X117 a wrong name, a wrong password and a deactivated user are told apart by nothing', async () => {
    const seen: string[] = []
    const tell = async (userName: string, password: string) => {
      const answer = await attempt(openBrowser(stage().url), userName, password)
      const names = [...answer.headers.keys()].filter(name => name !== 'set-cookie').join(' ')
      const text = answer.text
        .replaceAll(userName, 'NAME')
        .replaceAll(/value="[^"]*"/g, '')
        // Sealed anew in every answer, and always as long.
        .replaceAll(/(?<=continue&#61;)[\w-]+/g, sealed => `${sealed.length}`)
      seen.push(`${answer.status} ${names} ${text.replaceAll(/req_\w+/g, '')}`)
    }
    await tell(OTHER_MANAGER, 'wrong')
    await tell('nobody@meadow.example', 'wrong')
    await tell('not a name', 'wrong')
    await setUser(stage(), OTHER_MANAGER, false)
    await tell(OTHER_MANAGER, 'wrong')
    await tell(OTHER_MANAGER, PASSWORD)
    await setUser(stage(), OTHER_MANAGER, true)
    assert.equal(new Set(seen).size, 1, seen.join('\n\n'))
    assert.equal((await attempt(openBrowser(stage().url), OTHER_MANAGER, PASSWORD)).status, 303)
  })
})

onInsideStage(
  'the first operator',
  stage => {
    test('X121 looking at a one-time link does not spend it, posting does, and a day ends it', async () => {
      const late = await makeSetupLink(stage().deps)
      stage().advance(25 * 60 * MINUTE)
      const browser = openBrowser(stage().url)
      assert.equal((await browser.get(`/setup?link=${late}`)).status, 404)
      const link = await makeSetupLink(stage().deps)
      for (let look = 0; look < 5; look++) {
        assert.equal((await openBrowser(stage().url).get(`/setup?link=${link}`)).status, 200)
      }
      const names = { userName: 'first@latchkey.example', fullName: 'First Operator', password: PASSWORD }
      const form = { ...hiddenFields((await browser.get(`/setup?link=${link}`)).text), ...names }
      const other = openBrowser(stage().url)
      const others = { ...hiddenFields((await other.get(`/setup?link=${link}`)).text), ...names }
      assert.equal((await browser.post('/setup', { ...form, password: 'short' })).status, 400)
      assert.equal((await browser.post('/setup', form)).status, 303)
      assert.equal((await other.post('/setup', others)).status, 404)
      assert.equal((await other.get(`/setup?link=${link}`)).status, 404)
    })
  },
  { sample: false },
)
