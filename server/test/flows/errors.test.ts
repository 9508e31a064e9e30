import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type InsideStage, onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, at, listAt, send, textAt } from '../support/wire/answer.ts'
import { hiddenFields, openBrowser, unescapeHtml } from '../support/wire/browser.ts'
import { type Client, call, edit, register } from '../support/wire/management.ts'
import {
  authorize,
  authorizePath,
  clientCredentials,
  introspect,
  pkce,
  postAs,
  postForm,
} from '../support/wire/oauth.ts'
import {
  askWith,
  makeClientKey,
  registerSigner,
  requestClaims,
  signWith,
} from '../support/wire/request-object.ts'
import { AGENT, MANAGER, OTHER_MANAGER, SUPERVISOR } from '../support/wire/stage.ts'

const ID = /^req_[0-9a-f]{32}$/
const GUESSED = `req_${'0'.repeat(32)}`
const CB = 'https://client.example/callback'

/** Sends somebody to an authorization request whose callback URL is another. Out: the id on the page. */
async function mismatch(stage: InsideStage, client: Client, redirect_uri = `${CB}/`): Promise<string> {
  const browser = openBrowser(stage.url)
  const page = await browser.get(authorizePath(client, pkce().challenge, { redirect_uri }))
  assert.equal(page.status, 400)
  await stage.deps.refusals.flush()
  return idOnPage(page)
}

function idOnPage(page: Answer): string {
  const [, href = '', id = ''] =
    /<a href="([^"]*)"><code id="request-id">([^<]*)<\/code><\/a>/.exec(page.text) ?? []
  assert.match(id, ID, page.text)
  assert.equal(href, `/errors/${id}`)
  return id
}

async function rowsOf(stage: InsideStage, table: 'refusals' | 'audit_entries' | 'outbox'): Promise<string> {
  return JSON.stringify(await stage.deps.store.db.selectFrom(table).selectAll().execute())
}

onInsideStage('an error on the wire', stage => {
  test('as JSON names its id, and the page that the id leads to, at every endpoint', async () => {
    const { url } = stage()
    const client = await register(stage())
    const json = { 'content-type': 'application/json' }
    const answers: readonly (readonly [string, Promise<Answer>])[] = [
      ['a token without a grant', postAs(url, '/oauth2/token', client, {})],
      ['a token from nobody', postForm(url, '/oauth2/token', { grant_type: 'client_credentials' })],
      ['an unknown scope', clientCredentials(url, client, { scope: 'Nothing' })],
      ['a token by GET', send(`${url}/oauth2/token`)],
      ['a token by JSON', send(`${url}/oauth2/token`, { method: 'POST', headers: json, body: '{}' })],
      ['a preflight of nobody', send(`${url}/oauth2/token`, { method: 'OPTIONS' })],
      ['a body too large', postForm(url, '/oauth2/token', { x: 'x'.repeat(70_000) })],
      ['introspection from nobody', postForm(url, '/oauth2/introspect', { token: 'x' })],
      ['introspection of nothing', introspect(url, client, '')],
      ['revocation from nobody', postForm(url, '/oauth2/revoke', { token: 'x' })],
      ['userinfo without a token', send(`${url}/oauth2/userinfo`)],
      ['userinfo of nobody', send(`${url}/oauth2/userinfo`, { headers: { authorization: 'Bearer x' } })],
      ['a registration of nobody', postForm(url, '/oauth2/register', {})],
      ['registration by PATCH', send(`${url}/oauth2/register`, { method: 'PATCH' })],
      ['a registration that is not there', send(`${url}/oauth2/register/${client.id}`)],
    ]
    const ids = new Set<string>()
    for (const [what, asked] of answers) {
      const answer = await asked
      assert.ok(answer.status >= 400, what)
      const id = textAt(answer.json(), 'request_id')
      assert.match(id, ID, what)
      assert.equal(textAt(answer.json(), 'error_uri'), `${stage().deps.issuer}/errors/${id}`, what)
      assert.match(textAt(answer.json(), 'error_description'), /./, what)
      ids.add(id)
    }
    assert.equal(ids.size, answers.length)
  })

  test('that a browser carries to the application does too, in each response mode', async () => {
    const { issuer } = stage().deps
    const client = await register(stage())
    const person = await stage().person(MANAGER)
    const { challenge } = pkce()
    const lead = new RegExp(`^${issuer.replaceAll('.', '\\.')}/errors/req_[0-9a-f]{32}$`)
    const query = await authorize(person, client, challenge, { scope: 'Nothing' })
    assert.match(query.location()?.searchParams.get('error_uri') ?? '', lead)
    const inFragment = await authorize(person, client, challenge, { response_type: 'token' })
    assert.match(new URLSearchParams(inFragment.location()?.hash.slice(1)).get('error_uri') ?? '', lead)
    const form = await authorize(person, client, challenge, { scope: 'Nothing', response_mode: 'form_post' })
    assert.match(hiddenFields(form.text)['error_uri'] ?? '', lead)
    const page = await person.get(authorizePath(client, challenge))
    const denied = await person.post('/consent', { ...hiddenFields(page.text), decision: 'deny' })
    assert.equal(denied.location()?.searchParams.get('error'), 'access_denied')
    const uri = denied.location()?.searchParams.get('error_uri') ?? ''
    await stage().deps.refusals.flush()
    const found = await call(person, `GET /refusals/${uri.split('/').at(-1)}`)
    assert.equal(textAt(found.json(), 'refusal', 'reason'), 'denied_by_user')
    assert.equal(textAt(found.json(), 'application', 'id'), client.id)
  })

  test('that a person sees has it at its foot, as a link, and a problem of the management API names it', async () => {
    const browser = openBrowser(stage().url)
    for (const path of ['/oauth2/authorize?client_id=x', '/oauth2/logout?state=x&state=y', '/nowhere']) {
      const page = await browser.get(path)
      assert.ok(page.status >= 400)
      idOnPage(page)
    }
    for (const path of ['/applications', '/nowhere']) {
      assert.match(textAt((await call(browser, `GET ${path}`)).json(), 'requestId'), ID)
    }
  })
})

onInsideStage('an error id', stage => {
  test('tells whoever may view the application what came, the rule and what to do', async () => {
    const client = await register(stage())
    const id = await mismatch(stage(), client)
    for (const userName of [MANAGER, SUPERVISOR]) {
      const person = await stage().person(userName)
      const page = await person.get(`/errors/${id}`)
      assert.equal(page.status, 200)
      for (const words of [
        /Why this request was refused/,
        /compared with the authorized callback URLs character by character/,
        /Add the URL that came/,
        /https:\/\/client\.example\/callback<mark>\/<\/mark>/,
        /A slash came at the end of the path/,
        /<dt>response_type<\/dt>/,
      ]) {
        assert.match(page.text, words)
      }
      const path = `/admin/account-settings/api-applications/${client.id}?tab=activity&id=${id}`
      assert.ok(unescapeHtml(page.text).includes(`href="${path}"`))
      const found = await call(person, `GET /refusals/${id}`)
      assert.equal(found.status, 200)
      assert.equal(at(found.json(), 'refusal', 'comparison', 'differsAt'), CB.length)
      assert.equal(textAt(found.json(), 'refusal', 'comparison', 'nearest'), CB)
    }
  })

  test('tells everybody else the same as of one that nobody has', async () => {
    const client = await register(stage())
    const id = await mismatch(stage(), client)
    const people = [
      openBrowser(stage().url),
      await stage().person(AGENT),
      await stage().person(OTHER_MANAGER),
    ]
    for (const person of people) {
      const [real, guessed] = [await person.get(`/errors/${id}`), await person.get(`/errors/${GUESSED}`)]
      assert.deepEqual([real.status, guessed.status], [200, 200])
      assert.equal(real.text.replaceAll(id, ''), guessed.text.replaceAll(GUESSED, ''))
      assert.match(real.text, /Give this id to whoever looks after the application/)
      assert.ok(!real.text.includes('client.example') && !real.text.includes(client.id))
      const headers = (answer: Answer) =>
        [...answer.headers].filter(([name]) => !['date', 'content-length', 'set-cookie'].includes(name))
      assert.deepEqual(headers(real), headers(guessed))
    }
  })

  test('of another business unit is as unknown to the management API as one that nobody has', async () => {
    const client = await register(stage())
    const id = await mismatch(stage(), client)
    const stranger = await stage().person(OTHER_MANAGER)
    const [theirs, guessed] = [
      await call(stranger, `GET /refusals/${id}`),
      await call(stranger, `GET /refusals/${GUESSED}`),
    ]
    assert.deepEqual([theirs.status, guessed.status], [404, 404])
    const words = (answer: Answer) => answer.text.replaceAll(/req_[0-9a-f]{32}/g, '')
    assert.equal(words(theirs), words(guessed))
    assert.equal((await call(await stage().person(AGENT), `GET /refusals/${id}`)).status, 403)
    for (const odd of ['%00', '..%2f', "'%20or%201=1", 'x'.repeat(100), '%F0%9D%92%B3']) {
      assert.equal((await call(stranger, `GET /refusals/${odd}`)).status, 404, odd)
      assert.equal((await stranger.get(`/errors/${odd}`)).status, 200, odd)
    }
  })

  test('leads back after signing in, and is shown escaped whatever it is', async () => {
    const browser = openBrowser(stage().url)
    const path = `/errors/${encodeURIComponent('"><b>x')}`
    const page = await browser.get(path)
    assert.ok(!page.text.includes('<b>'))
    assert.ok(page.text.includes(`href="${path}/sign-in"`), page.text)
    const form = await browser.get(`${path}/sign-in`)
    assert.match(form.text, /name="password"/)
    const known = await stage().person(MANAGER)
    assert.equal((await known.get(`${path}/sign-in`)).headers.get('location'), path)
  })
})

onInsideStage('what is kept of a refused request', stage => {
  test('is what explains it', async () => {
    const client = await register(stage())
    await clientCredentials(stage().url, client, { scope: 'Nothing', resource: 'urn:x' })
    await stage().deps.refusals.flush()
    const list = await call(await stage().person(MANAGER), `GET /applications/${client.id}/refusals`)
    assert.deepEqual(at(list.json(), 'items', 0, 'inputs'), [
      { name: 'grant_type', value: 'client_credentials' },
      { name: 'scope', value: 'Nothing' },
      { name: 'resource', value: 'urn:x' },
    ])
  })

  test('is of a request object what stands inside, once that is proven, and never the object', async () => {
    const key = makeClientKey('ES256', 'one')
    const client = await registerSigner(stage(), key)
    const inside = requestClaims(stage(), client, { redirect_uri: `${client.callbackUrl}2` })
    const request = await signWith(key, inside)
    const page = await askWith(stage(), client, { request })
    await stage().deps.refusals.flush()
    const found = await call(await stage().person(MANAGER), `GET /refusals/${idOnPage(page)}`)
    assert.equal(textAt(found.json(), 'refusal', 'comparison', 'came'), `${client.callbackUrl}2`)
    const kept = await rowsOf(stage(), 'refusals')
    assert.ok(!kept.includes(request.slice(0, 20)) && !kept.includes('a state inside'))
  })

  test('never holds a secret, whatever parameter or header it came in', async () => {
    const client = await register(stage())
    const { url } = stage()
    const canary = (name: string) => `CANARY-${name}-${'x'.repeat(30)}`
    const names =
      'client_secret code code_verifier code_challenge refresh_token token client_assertion assertion state nonce ' +
      'id_token_hint login_hint username password request request_uri claims subject_token actor_token device_code'
    const secrets = Object.fromEntries(names.split(' ').map(name => [name, canary(name)]))
    const grants = ['authorization_code', 'refresh_token', 'client_credentials', 'password', 'x']
    for (const grant_type of grants) {
      await postForm(url, '/oauth2/token', { ...secrets, client_id: client.id, grant_type })
      await postAs(url, '/oauth2/token', client, { ...secrets, client_secret: null, grant_type })
    }
    for (const path of ['/oauth2/introspect', '/oauth2/revoke']) {
      await postForm(url, path, { ...secrets, client_id: client.id })
    }
    const redirect_uri = `https://CANARY:CANARY@client.example/callback?code=CANARY&x=lks_${'CANARY1'.repeat(7)}#CANARY`
    const browser = openBrowser(url)
    const { request: _request, request_uri: _uri, ...others } = secrets
    for (const asked of [others, secrets]) {
      await browser.get(authorizePath(client, canary('challenge'), { ...asked, redirect_uri }))
    }
    const query = new URLSearchParams({ ...secrets, client_id: client.id }).toString()
    await browser.get(`/oauth2/logout?${query}`)
    await stage().deps.refusals.flush()
    const kept = await rowsOf(stage(), 'refusals')
    assert.ok(kept.includes(client.id) && kept.includes('https://…@client.example/callback?code=…'))
    for (const table of ['refusals', 'audit_entries', 'outbox'] as const) {
      assert.doesNotMatch(await rowsOf(stage(), table), /CANARY/, table)
    }
    assert.ok(client.secret !== null && !kept.includes(client.secret))
  })

  test('is compared with what is registered now, and listed by outcome', async () => {
    const client = await register(stage())
    const id = await mismatch(stage(), client)
    await clientCredentials(stage().url, client, { scope: 'ReportingApi groups' })
    await stage().deps.refusals.flush()
    const manager = await stage().person(MANAGER)
    const outcomes = async (query: string) => {
      const page = (await call(manager, `GET /applications/${client.id}/refusals${query}`)).json()
      return listAt(page, 'items').map(item => textAt(item, 'outcome'))
    }
    assert.deepEqual((await outcomes('')).toSorted(), ['answered', 'refused'])
    assert.deepEqual(await outcomes('?outcome=answered'), ['answered'])
    assert.deepEqual(await outcomes('?outcome=refused'), ['refused'])
    assert.equal((await call(manager, `GET /applications/${client.id}/refusals?outcome=x`)).status, 400)
    await edit(stage(), client.id, { callbackUrls: [CB, `${CB}/`] })
    const found = (await call(manager, `GET /refusals/${id}`)).json()
    assert.deepEqual(at(found, 'refusal', 'comparison'), {
      came: `${CB}/`,
      nearest: `${CB}/`,
      differsAt: null,
      words: 'It is registered by now.',
    })
  })
})
