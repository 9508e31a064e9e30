import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { errorOf, send } from '../support/wire/answer.ts'
import { call, register } from '../support/wire/management.ts'
import { basic, clientCredentials, codeFor, formOf, postForm, redeem } from '../support/wire/oauth.ts'
import { MANAGER, onStage } from '../support/wire/stage.ts'

const GRANT = { grant_type: 'client_credentials' }

/** Posts a good client credentials request from another address of this machine. Out: its status. */
async function statusFrom(address: string, url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url.replace('localhost', '127.0.0.1')}/oauth2/token`, {
      method: 'POST',
      localAddress: address,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    })
    sent.on('response', response => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    })
    sent.on('error', reject).end('grant_type=client_credentials')
  })
}

onStage('client authentication', stage => {
  test('C01 two ways of authentication in one request are refused', async () => {
    const { id, secret } = await register(stage())
    const header = basic(id, secret ?? '')
    const assertion = {
      client_assertion: 'a.b.c',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    }
    for (const second of [{ client_id: id, client_secret: secret }, assertion]) {
      const answer = await postForm(stage().url, '/oauth2/token', { ...GRANT, ...second }, header)
      assert.deepEqual([answer.status, errorOf(answer)], [400, 'invalid_request'])
    }
    const other = await postForm(stage().url, '/oauth2/token', { ...GRANT, client_id: 'app_other' }, header)
    assert.equal(other.status, 400)
    const unoffered = await postForm(stage().url, '/oauth2/token', { ...GRANT, client_id: id, ...assertion })
    assert.deepEqual([unoffered.status, errorOf(unoffered)], [401, 'invalid_client'])
  })

  test('C02 HTTP Basic takes id and secret form-encoded, whatever way they are encoded', async () => {
    const { id, secret } = await register(stage())
    const every = (text: string) =>
      Array.from(text, letter => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')
    const header = (user: string, password: string, scheme = 'Basic') => ({
      authorization: `${scheme} ${Buffer.from(`${user}:${password}`).toString('base64')}`,
    })
    const good = [
      header(id, secret ?? ''),
      header(every(id), every(secret ?? '')),
      header(id, secret ?? '', 'basic'),
    ]
    for (const headers of good) {
      assert.equal((await postForm(stage().url, '/oauth2/token', GRANT, headers)).status, 200)
    }
    const faulty = [
      header(id, `${secret}:`),
      header(id, `${secret}%`),
      header(id, `é${secret}`),
      { authorization: 'Basic' },
      { authorization: 'Basic !!!' },
      { authorization: `Digest ${id}` },
    ]
    for (const headers of faulty) {
      const answer = await postForm(stage().url, '/oauth2/token', GRANT, headers)
      assert.deepEqual([answer.status, errorOf(answer)], [401, 'invalid_client'])
    }
  })

  test('C03 credentials in the query are not looked at, and stand in no log', async () => {
    const { id, secret } = await register(stage())
    const query = formOf({ ...GRANT, client_id: id, client_secret: secret }).toString()
    const answer = await send(`${stage().url}/oauth2/token?${query}`, { method: 'POST', body: formOf(GRANT) })
    assert.equal(answer.status, 401)
    const empty = await send(`${stage().url}/oauth2/token?${query}`, { method: 'POST', body: formOf({}) })
    assert.equal(empty.status, 400)
    assert.ok(
      !stage()
        .output()
        .includes(secret ?? ''),
    )
  })

  test('C14 a confidential application must authenticate', async () => {
    const client = await register(stage())
    const code = await codeFor(stage(), client)
    const answer = await redeem(stage().url, { ...client, secret: null }, code)
    assert.deepEqual([answer.status, errorOf(answer)], [401, 'invalid_client'])
    const unnamed = await postForm(stage().url, '/oauth2/token', GRANT)
    assert.deepEqual([unnamed.status, errorOf(unnamed)], [401, 'invalid_client'])
    assert.equal((await redeem(stage().url, client, code)).status, 200)
  })

  test('C26 a public application gets nothing for itself, and a confidential one no refresh token', async () => {
    const publicOne = await register(stage(), { clientType: 'public' })
    const refused = await clientCredentials(stage().url, publicOne)
    assert.deepEqual([refused.status, errorOf(refused)], [400, 'unauthorized_client'])
    const given = await clientCredentials(stage().url, await register(stage()))
    assert.equal(given.status, 200)
    assert.doesNotMatch(given.text, /refresh_token|id_token/)
  })

  test('C30 a wrong secret is 401 invalid_client with WWW-Authenticate only to who tried Basic', async () => {
    const { id } = await register(stage())
    const unknown = 'app_01934f6a5b7c7def8a1b2c3d4e5f6a7b'
    const answers = [
      await postForm(stage().url, '/oauth2/token', GRANT, basic(id, 'lks_wrong')),
      await postForm(stage().url, '/oauth2/token', GRANT, basic(unknown, 'lks_wrong')),
      await postForm(stage().url, '/oauth2/token', { ...GRANT, client_id: id, client_secret: 'lks_wrong' }),
      await postForm(stage().url, '/oauth2/revoke', { token: 'x' }, basic(id, 'lks_wrong')),
      await postForm(stage().url, '/oauth2/introspect', { token: 'x' }, basic(id, 'lks_wrong')),
    ]
    for (const [index, answer] of answers.entries()) {
      assert.deepEqual([answer.status, errorOf(answer)], [401, 'invalid_client'])
      if (index === 2) assert.equal(answer.headers.get('www-authenticate'), null)
      else assert.match(answer.headers.get('www-authenticate') ?? '', /^Basic realm=/)
    }
    const words = (text: string) => text.replaceAll(/\breq_[0-9a-f]{32}\b/g, '')
    assert.equal(
      words(answers[0]?.text ?? ''),
      words(answers[1]?.text ?? '-'),
      'an unknown application is told apart',
    )
  })

  test('C31 a missing grant_type is invalid_request, an unknown one unsupported_grant_type', async () => {
    const client = await register(stage())
    const missing = await clientCredentials(stage().url, client, { grant_type: null })
    assert.deepEqual([missing.status, errorOf(missing)], [400, 'invalid_request'])
    for (const type of ['x', 'implicit', 'urn:ietf:params:oauth:grant-type:device_code']) {
      const unknown = await clientCredentials(stage().url, client, { grant_type: type })
      assert.deepEqual([unknown.status, errorOf(unknown)], [400, 'unsupported_grant_type'])
    }
  })

  test('B19 the password grant is not offered', async () => {
    const client = await register(stage())
    const sent = { grant_type: 'password', username: 'manager@harbour.example', password: 'x' }
    const answer = await clientCredentials(stage().url, client, sent)
    assert.deepEqual([answer.status, errorOf(answer)], [400, 'unsupported_grant_type'])
    const metadata = await send(`${stage().url}/.well-known/oauth-authorization-server`)
    assert.ok(!metadata.text.includes('password'))
  })

  test('C13 token, revocation and introspection take POST alone, parameters in the body alone, forms alone', async () => {
    const client = await register(stage())
    for (const endpoint of ['token', 'revoke', 'introspect']) {
      const url = `${stage().url}/oauth2/${endpoint}`
      for (const method of ['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']) {
        const answer = await send(url, { method })
        assert.deepEqual([answer.status, answer.headers.get('allow')], [405, 'POST'], `${method} ${endpoint}`)
      }
      const header = basic(client.id, client.secret ?? '')
      const inQuery = await send(`${url}?grant_type=client_credentials&token=x`, {
        method: 'POST',
        headers: header,
        body: formOf({}),
      })
      assert.deepEqual([inQuery.status, errorOf(inQuery)], [400, 'invalid_request'])
      const json = await send(url, {
        method: 'POST',
        headers: { ...header, 'content-type': 'application/json' },
        body: JSON.stringify({ ...GRANT, token: 'x' }),
      })
      assert.deepEqual([json.status, errorOf(json)], [415, 'invalid_request'])
      const nothing = await send(url, { method: 'POST', headers: header })
      assert.ok(nothing.status === 400 || nothing.status === 415, `${endpoint}: ${nothing.status}`)
    }
  })

  test('O10 a public application has no secret and cannot be given one', async () => {
    const client = await register(stage(), { clientType: 'public', callbackUrls: ['com.example.app:/cb'] })
    assert.equal(client.secret, null)
    const manager = await stage().person(MANAGER)
    const refused = await call(manager, `POST /applications/${client.id}/secrets`, { body: {} })
    assert.equal(refused.status, 409)
    const code = await codeFor(stage(), client)
    const withSecret = await redeem(stage().url, client, code, { client_secret: 'lks_x' })
    assert.deepEqual([withSecret.status, errorOf(withSecret)], [401, 'invalid_client'])
  })

  test('C04 guessing a secret is slowed down for who guesses, for nobody else, and not for good', async () => {
    const [attacked, other] = [await register(stage()), await register(stage())]
    const right = basic(attacked.id, attacked.secret ?? '')
    const guesses = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        postForm(stage().url, '/oauth2/token', GRANT, basic(attacked.id, `lks_${index}`)),
      ),
    )
    const slowed = guesses.filter(answer => answer.status === 429)
    assert.ok(slowed.length >= 100, `only ${slowed.length} of 200 guesses were slowed down`)
    assert.ok(guesses.every(answer => answer.status === 429 || answer.status === 401))
    assert.equal((await clientCredentials(stage().url, other)).status, 200)
    assert.equal(
      await statusFrom('127.0.0.9', stage().url, right),
      200,
      'an outsider locked the application out',
    )
    const wait = Number(slowed[0]?.headers.get('retry-after'))
    assert.ok(wait >= 1 && wait <= 60, `Retry-After: ${wait}`)
    assert.equal((await clientCredentials(stage().url, attacked)).status, 429)
    await pause(wait * 1000 + 500)
    assert.equal((await clientCredentials(stage().url, attacked)).status, 200)
  })
})
