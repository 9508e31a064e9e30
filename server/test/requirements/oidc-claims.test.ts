import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, errorOf, send, textAt } from '../support/wire/answer.ts'
import { type Client, call, edit, register } from '../support/wire/management.ts'
import {
  authorize,
  authorizePath,
  decide,
  decodeJwt,
  pkce,
  refresh,
  tokensFor,
  tokensIn,
} from '../support/wire/oauth.ts'
import { AGENT, MANAGER, onStage, type Stage } from '../support/wire/stage.ts'

const { challenge } = pkce()
const NAME = JSON.stringify({ userinfo: { name: { essential: true } }, id_token: { auth_time: null } })

async function userinfoOf(stage: Stage, token: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}` }
  return (await send(`${stage.url}/oauth2/userinfo`, { headers })).json()
}

async function errorFor(stage: Stage, client: Client, claims: string): Promise<string | null> {
  const path = authorizePath(client, challenge, { scope: 'openid', claims })
  return errorOf(await (await stage.person(MANAGER)).get(path))
}

onStage('the claims parameter', stage => {
  test('L17 asking for a claim asks the person for the scope that covers it, and then releases it', async () => {
    const client = await register(stage())
    const agent = await stage().newPerson(AGENT)
    const page = await agent.get(authorizePath(client, challenge, { scope: 'openid', claims: NAME }))
    assert.match(page.text, /See your name and your user name/)
    const refused = await decide(agent, page, 'deny')
    assert.equal(errorOf(refused), 'access_denied')
    const tokens = await tokensFor(stage(), client, { scope: 'openid', claims: NAME }, AGENT)
    assert.equal(tokens.scope, 'openid profile')
    const info = await userinfoOf(stage(), tokens.access)
    assert.equal(at(info, 'preferred_username'), AGENT)
    assert.equal(typeof at(decodeJwt(textAt(tokens.body, 'id_token')).claims, 'auth_time'), 'number')
    const next = tokensIn(await refresh(stage().url, client, tokens.refresh))
    assert.equal(at(await userinfoOf(stage(), next.access), 'preferred_username'), AGENT)
  })

  test('L17 what a person says of themselves leaves by the scope profile alone, until it is taken back', async () => {
    const client = await register(stage())
    const agent = await stage().newPerson(AGENT)
    const said = { givenName: ' Kim ', birthdate: '0000-02-29', zoneinfo: 'Europe/Berlin', locale: 'de-DE' }
    const edited = await call(agent, 'PATCH /account/profile', { body: said })
    assert.equal(edited.status, 200, edited.text)
    const told = async (scope: string, who = AGENT) =>
      userinfoOf(stage(), (await tokensFor(stage(), client, { scope }, who)).access)
    const info = await told('openid profile')
    assert.equal(at(info, 'given_name'), 'Kim')
    assert.equal(at(info, 'birthdate'), '0000-02-29')
    assert.equal(at(info, 'zoneinfo'), 'Europe/Berlin')
    assert.equal(at(info, 'locale'), 'de-DE')
    assert.equal(at(info, 'nickname'), undefined)
    const seconds = Math.floor(Date.parse(textAt(edited.json(), 'updatedAt')) / 1000)
    assert.equal(at(info, 'updated_at'), seconds)
    assert.deepEqual(Object.keys(Object(await told('openid email'))), ['sub', 'email', 'email_verified'])
    assert.equal(at(await told('openid profile', MANAGER), 'given_name'), undefined)
    const nothing = { givenName: null, birthdate: '', zoneinfo: null, locale: null }
    assert.equal((await call(agent, 'PATCH /account/profile', { body: nothing })).status, 200)
    assert.equal(at(await told('openid profile'), 'given_name'), undefined)
  })

  test('L17 without consent and with prompt=none a claim is left out, and the request still answered', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    await authorize(manager, client, challenge, { scope: 'openid' })
    const silently = { scope: 'openid', claims: NAME, prompt: 'none' }
    const tokens = await tokensFor(stage(), client, silently)
    assert.equal(tokens.scope, 'openid')
    assert.deepEqual(Object.keys(Object(await userinfoOf(stage(), tokens.access))), ['sub'])
    await authorize(manager, client, challenge, { scope: 'openid', claims: NAME })
    assert.equal((await tokensFor(stage(), client, silently)).scope, 'openid profile')
  })

  test('L17 claims that are not held, unknown ones and those without the scope openid release nothing', async () => {
    const client = await register(stage())
    for (const [scope, claims, granted] of [
      ['openid', '{"userinfo":{"zodiac":null,"shoe_size":{"essential":true}}}', 'openid'],
      ['openid', '{"userinfo":{"__proto__":null,"constructor":null},"other":1}', 'openid'],
      ['openid', '{"__proto__":{"userinfo":{"name":null}}}', 'openid'],
      ['RealTimeApi', NAME, 'RealTimeApi'],
      ['RealTimeApi', 'not json', 'RealTimeApi'],
    ] as const) {
      const tokens = await tokensFor(stage(), client, { scope, claims })
      assert.equal(tokens.scope, granted, claims)
      if (scope === 'openid') {
        assert.deepEqual(Object.keys(Object(await userinfoOf(stage(), tokens.access))), ['sub'])
      }
    }
  })

  test('L17 a claim of the scope email is asked for on the consent page, and released beside no other', async () => {
    const client = await register(stage())
    const agent = await stage().newPerson(AGENT)
    const claims = '{"userinfo":{"email":{"essential":true},"phone_number":null}}'
    const page = await agent.get(authorizePath(client, challenge, { scope: 'openid', claims }))
    const asked = [...page.text.matchAll(/id="scope-(\w+)"/g)].map(([, scope]) => scope)
    assert.deepEqual(asked, ['openid', 'email', 'phone'])
    const tokens = await tokensFor(stage(), client, { scope: 'openid', claims }, AGENT)
    assert.equal(tokens.scope, 'openid email phone')
    assert.deepEqual(Object.keys(Object(await userinfoOf(stage(), tokens.access))), [
      'sub',
      'email',
      'email_verified',
    ])
  })

  test('L17 a claims parameter that is malformed, too long or too deep is invalid_request', async () => {
    const client = await register(stage())
    for (const claims of [
      'not json',
      '[1]',
      'null',
      '{"userinfo":[1]}',
      '{"userinfo":{"name":true}}',
      '{"id_token":{"sub":{"value":{}}}}',
      `${'['.repeat(2000)}${']'.repeat(2000)}`,
      `{"userinfo":${'{"a":'.repeat(100)}1${'}'.repeat(101)}`,
      JSON.stringify({ userinfo: { ['n'.repeat(4100)]: null } }),
    ]) {
      assert.equal(await errorFor(stage(), client, claims), 'invalid_request', claims.slice(0, 40))
    }
    const context = '{"id_token":{"acr":{"essential":true,"values":["urn:mace:incommon:iap:silver"]}}}'
    assert.equal(await errorFor(stage(), client, context), 'unmet_authentication_requirements')
  })

  test('L17 what is asked for in the ID token stands in the one from the authorization endpoint', async () => {
    const manager = await stage().person(MANAGER)
    await call(manager, 'PATCH /business-unit', { body: { implicitAllowed: true } })
    const client = await register(stage())
    await edit(stage(), client.id, { implicitAllowed: true })
    const hybrid = async (claims: string | null) => {
      const changes = { response_type: 'code id_token', scope: 'openid', nonce: 'n', claims }
      const fragment = (await authorize(manager, client, challenge, changes)).location()?.hash.slice(1)
      return decodeJwt(new URLSearchParams(fragment).get('id_token') ?? '').claims
    }
    const asked = await hybrid('{"id_token":{"preferred_username":null}}')
    assert.deepEqual([at(asked, 'preferred_username'), at(asked, 'name')], [MANAGER, undefined])
    assert.equal(at(await hybrid('{"userinfo":{"name":null}}'), 'name'), undefined)
  })
})
