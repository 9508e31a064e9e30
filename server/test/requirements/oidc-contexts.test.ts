import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, errorOf, send, textAt, textsAt } from '../support/wire/answer.ts'
import { hiddenFields, openBrowser, signIn } from '../support/wire/browser.ts'
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
import {
  askToRegister,
  makeRegistrationToken,
  manage,
  metadataOf,
  registerDynamically,
} from '../support/wire/registration.ts'
import {
  askWith,
  makeClientKey,
  registerSigner,
  requestClaims,
  signWith,
} from '../support/wire/request-object.ts'
import { MANAGER, onBothStages, PASSWORD, type Stage } from '../support/wire/stage.ts'

const { challenge } = pkce()
const BY_PASSWORD = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport'
const OTHER = 'urn:mace:incommon:iap:silver'
const UNMET = 'unmet_authentication_requirements'

/** The claims parameter that demands one of these classes. */
function demand(...values: readonly string[]): string {
  return JSON.stringify({ id_token: { acr: { essential: true, values } } })
}

async function acrOf(stage: Stage, client: Client, changes: { readonly [name: string]: string }) {
  const tokens = await tokensFor(stage, client, { scope: 'openid', ...changes })
  return at(decodeJwt(textAt(tokens.body, 'id_token')).claims, 'acr')
}

onBothStages('the class of an authentication', stage => {
  const asked = async (client: Client, changes: { readonly [name: string]: string }) =>
    errorOf(
      await (await stage().person(MANAGER)).get(
        authorizePath(client, challenge, { scope: 'openid', ...changes }),
      ),
    )

  test('J04 acr says how the person signed in, the same through a refresh, and is one of those published', async () => {
    const client = await register(stage())
    const metadata = (await send(`${stage().url}/.well-known/openid-configuration`)).json()
    assert.deepEqual(textsAt(metadata, 'acr_values_supported'), [BY_PASSWORD])
    assert.ok(textsAt(metadata, 'claims_supported').includes('acr'))
    const tokens = await tokensFor(stage(), client, { scope: 'openid' })
    assert.equal(at(decodeJwt(textAt(tokens.body, 'id_token')).claims, 'acr'), BY_PASSWORD)
    const next = tokensIn(await refresh(stage().url, client, tokens.refresh))
    assert.equal(at(decodeJwt(textAt(next.body, 'id_token')).claims, 'acr'), BY_PASSWORD)
  })

  test('J04 an ID token from the authorization endpoint says it, too', async () => {
    const manager = await stage().person(MANAGER)
    await call(manager, 'PATCH /business-unit', { body: { implicitAllowed: true } })
    const client = await register(stage())
    await edit(stage(), client.id, { implicitAllowed: true })
    const changes = {
      response_type: 'code id_token',
      scope: 'openid',
      nonce: 'n',
      claims: demand(BY_PASSWORD),
    }
    const answer = await authorize(manager, client, challenge, changes)
    const fragment = new URLSearchParams(answer.location()?.hash.slice(1))
    assert.equal(at(decodeJwt(fragment.get('id_token') ?? '').claims, 'acr'), BY_PASSWORD)
  })

  test('L23 a wish for a class is answered with what is true, whatever was wished for', async () => {
    const client = await register(stage())
    for (const changes of [
      { acr_values: `${OTHER} 1 2` },
      { acr_values: `${OTHER} ${BY_PASSWORD}` },
      { claims: JSON.stringify({ id_token: { acr: { values: [OTHER] } } }) },
      { claims: JSON.stringify({ id_token: { acr: { essential: true } } }) },
      { claims: JSON.stringify({ id_token: { acr: null } }), acr_values: OTHER },
    ]) {
      assert.equal(await acrOf(stage(), client, changes), BY_PASSWORD, JSON.stringify(changes))
    }
  })

  test('L17 a class that is demanded is met, or the request fails as a sign-in that failed', async () => {
    const client = await register(stage())
    assert.equal(await acrOf(stage(), client, { claims: demand(OTHER, BY_PASSWORD) }), BY_PASSWORD)
    for (const claims of [
      demand(OTHER),
      demand(),
      JSON.stringify({ id_token: { acr: { essential: true, value: OTHER } } }),
      JSON.stringify({ id_token: { acr: { essential: true, value: 1 } } }),
    ]) {
      assert.equal(await asked(client, { claims }), UNMET, claims)
      assert.equal(await asked(client, { claims, prompt: 'none' }), UNMET, claims)
    }
    assert.equal(await asked(client, { claims: demand(OTHER), acr_values: BY_PASSWORD }), UNMET)
  })

  test('L17 whoever is not signed in signs in before the error is sent, unless nothing may be shown', async () => {
    const client = await register(stage())
    const path = authorizePath(client, challenge, { scope: 'openid', claims: demand(OTHER) })
    const stranger = openBrowser(stage().url)
    assert.match((await stranger.get(path)).text, /action="\/sign-in"/)
    const next = (await signIn(stranger, MANAGER, PASSWORD, path)).location()
    assert.equal(errorOf(await stranger.get(`${next?.pathname}${next?.search}`)), UNMET)
    assert.equal(errorOf(await openBrowser(stage().url).get(`${path}&prompt=none`)), UNMET)
  })

  test('L17 a consent page that was open goes on to the class that was asked for when it was shown', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    const path = authorizePath(client, challenge, { scope: 'openid', claims: demand(BY_PASSWORD) })
    const page = await manager.get(path)
    assert.ok('request' in hiddenFields(page.text))
    assert.match((await decide(manager, page)).location()?.searchParams.get('code') ?? '', /^lkc_/)
  })

  test('L18 a request object asks for classes as the parameters do', async () => {
    const key = makeClientKey('ES256', 'contexts')
    const client = await registerSigner(stage(), key)
    const send = async (changes: object) => {
      const claims = requestClaims(stage(), client, { scope: 'openid', ...changes })
      return askWith(stage(), client, { request: await signWith(key, claims) })
    }
    const outside = { acr: { essential: true, values: [OTHER] } }
    const refused = await send({ redirect_uri: client.callbackUrl, claims: { id_token: outside } })
    assert.equal(refused.location()?.searchParams.get('error'), UNMET)
    const met = await send({ acr_values: `${OTHER} ${BY_PASSWORD}` })
    assert.match(met.location()?.searchParams.get('code') ?? '', /^lkc_/)
  })

  test('G02 default_acr_values is kept, shown, and stands in for acr_values', async () => {
    const { value } = await makeRegistrationToken(stage())
    const client = await registerDynamically(stage(), value, {
      scope: 'openid',
      grant_types: ['authorization_code', 'refresh_token'],
      default_acr_values: [OTHER, BY_PASSWORD],
    })
    assert.deepEqual(client.information['default_acr_values'], [OTHER, BY_PASSWORD])
    assert.deepEqual(textsAt((await manage(client, 'GET')).json(), 'default_acr_values'), [
      OTHER,
      BY_PASSWORD,
    ])
    assert.equal(await acrOf(stage(), client, {}), BY_PASSWORD)
    const bad = await askToRegister(stage().url, value, metadataOf({ default_acr_values: ['two words'] }))
    assert.deepEqual([bad.status, errorOf(bad)], [400, 'invalid_client_metadata'])
    assert.match(bad.text, /default_acr_values/)
  })

  test('G02 an application that somebody registered by hand has default classes as well', async () => {
    const client = await register(stage())
    await edit(stage(), client.id, { metadata: { defaultAcrValues: [OTHER] } })
    const manager = await stage().person(MANAGER)
    const read = await call(manager, `GET /applications/${client.id}`)
    assert.deepEqual(textsAt(at(read.json(), 'metadata'), 'defaultAcrValues'), [OTHER])
    assert.equal(await acrOf(stage(), client, {}), BY_PASSWORD)
    const refused = await call(manager, `PATCH /applications/${client.id}`, {
      body: { metadata: { defaultAcrValues: ['fine', 'two words'] } },
      headers: { 'if-match': read.headers.get('etag') ?? '' },
    })
    assert.equal(refused.status, 400)
    assert.equal(textAt(refused.json(), 'errors', 0, 'path'), '/metadata/defaultAcrValues/1')
  })
})
