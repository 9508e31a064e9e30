import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, errorOf } from '../support/wire/answer.ts'
import {
  asserting,
  assertionClaims,
  registerKeyHolder,
  signAssertion,
} from '../support/wire/client-assertion.ts'
import { call, edit, setStatus } from '../support/wire/management.ts'
import { basic, clientCredentials, codeFor, postForm, redeem } from '../support/wire/oauth.ts'
import {
  askToRegister,
  makeRegistrationToken,
  manage,
  metadataOf,
  registerDynamically,
  replacementOf,
} from '../support/wire/registration.ts'
import { keySetOf, makeClientKey, unsigned } from '../support/wire/request-object.ts'
import { MANAGER, onBothStages, onStage } from '../support/wire/stage.ts'

const KEY = makeClientKey('ES256', 'one')
const GRANTS_ITSELF = { grant_types: ['client_credentials'] }
const GRANT = { grant_type: 'client_credentials' }

/** Addresses that do something else than lead to a site, in the spellings that filters forgot. */
const ACTIVE = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'javascript://client.example/%0aalert(1)',
  'data:text/html,<script>alert(1)</script>',
  'DATA:text/html;base64,PHN2Zz4=',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https://client.example/x',
  'filesystem:https://client.example/x',
  'view-source:https://client.example/',
  '//client.example/',
]

onStage('registrations', stage => {
  test('X045 no client registers an address with an active scheme to be sent to', async () => {
    const { value } = await makeRegistrationToken(stage())
    for (const uri of ACTIVE) {
      for (const application_type of ['web', 'native']) {
        for (const redirect_uris of [[uri], ['https://client.example/', uri]]) {
          const answer = await askToRegister(
            stage().url,
            value,
            metadataOf({ redirect_uris, application_type }),
          )
          assert.deepEqual([answer.status, errorOf(answer)], [400, 'invalid_redirect_uri'], uri)
        }
      }
    }
  })

  test('X046 no address of a client has an active scheme, whatever it is for, now or after a change', async () => {
    const { value } = await makeRegistrationToken(stage())
    const client = await registerDynamically(stage(), value)
    const before = (await manage(client, 'GET')).text
    for (const field of ['client_uri', 'logo_uri', 'policy_uri', 'tos_uri', 'initiate_login_uri']) {
      for (const uri of ACTIVE.slice(0, 8)) {
        const changed = { metadata: replacementOf(client, { [field]: uri }) }
        const answer = await manage(client, 'PUT', changed)
        assert.deepEqual(
          [answer.status, errorOf(answer)],
          [400, 'invalid_client_metadata'],
          `${field} ${uri}`,
        )
      }
      const registered = await askToRegister(stage().url, value, metadataOf({ [field]: ACTIVE[1] }))
      assert.equal(registered.status, 400, field)
    }
    for (const field of ['jwks_uri', 'sector_identifier_uri', 'backchannel_logout_uri']) {
      const answer = await askToRegister(stage().url, value, metadataOf({ [field]: ACTIVE[1] }))
      assert.equal(answer.status, 400, field)
    }
    assert.equal((await manage(client, 'GET')).text, before)
  })

  test('X076 a client that an administrator deactivated brings itself back by nothing', async () => {
    const { value } = await makeRegistrationToken(stage())
    const own = { grant_types: ['authorization_code', 'client_credentials'] }
    const client = await registerDynamically(stage(), value, own)
    await setStatus(stage(), client.id, 'deactivate')
    const attempts = [
      await manage(client, 'GET'),
      await manage(client, 'PUT', { metadata: replacementOf(client) }),
      await manage(client, 'PUT', { metadata: replacementOf(client, { active: true, status: 'active' }) }),
      await manage(client, 'DELETE'),
    ]
    for (const answer of attempts) assert.equal(answer.status, 401, answer.text)
    const manager = await stage().person(MANAGER)
    const application = async () => (await call(manager, `GET /applications/${client.id}`)).json()
    assert.equal(at(await application(), 'status'), 'inactive')
    assert.equal((await clientCredentials(stage().url, client)).status, 400)
    // What an administrator gives back is there again, its registration too.
    await setStatus(stage(), client.id, 'activate')
    assert.equal((await manage(client, 'GET')).status, 200)
  })

  test('X077 each governed field is judged again when it is replaced alone, and the kind of client cannot be swapped', async () => {
    const { value } = await makeRegistrationToken(stage())
    const client = await registerDynamically(stage(), value)
    const before = (await manage(client, 'GET')).text
    const six = Array.from({ length: 6 }, (_, index) => `https://client.example/${index}`)
    for (const changes of [
      { redirect_uris: ['http://client.example/'] },
      { redirect_uris: [] },
      { redirect_uris: six },
      { redirect_uris: ['com.example.client:/cb'] },
      { token_endpoint_auth_method: 'none' },
      { token_endpoint_auth_method: 'private_key_jwt' },
      { token_endpoint_auth_method: 'client_secret_jwt' },
      { grant_types: ['password'] },
      { grant_types: ['implicit'], response_types: ['token'] },
      { response_types: ['code', 'token'] },
      { id_token_signed_response_alg: 'none' },
      { userinfo_signed_response_alg: 'HS256' },
      { request_object_signing_alg: 'RS256' },
      { jwks: { keys: [] } },
      { jwks_uri: 'http://client.example/keys' },
      { jwks: { keys: [{ kty: 'oct', k: 'AAAA' }] } },
      { sector_identifier_uri: 'https://127.0.0.1/sector' },
      { subject_type: 'pairwise', redirect_uris: ['https://a.example/', 'https://b.example/'] },
      { request_uris: ['http://client.example/r'] },
      { post_logout_redirect_uris: ['javascript:x'] },
      { backchannel_logout_uri: 'http://client.example/' },
      { client_name: '\u202e' },
      { id_token_encrypted_response_alg: 'RSA-OAEP' },
    ]) {
      const answer = await manage(client, 'PUT', { metadata: replacementOf(client, changes) })
      assert.equal(answer.status, 400, `${JSON.stringify(changes)} ${answer.text}`)
    }
    assert.equal((await manage(client, 'GET')).text, before)
    const keyed = await manage(client, 'PUT', {
      metadata: replacementOf(client, {
        token_endpoint_auth_method: 'private_key_jwt',
        jwks: { keys: [{ ...KEY.publicKey.export({ format: 'jwk' }), kid: KEY.kid }] },
      }),
    })
    assert.equal(keyed.status, 200, keyed.text)
    const code = await codeFor(stage(), client)
    assert.equal((await redeem(stage().url, client, code)).status, 401)
    const back = replacementOf(client, { client_secret: undefined })
    assert.equal((await manage(client, 'PUT', { metadata: back })).status, 400)
  })

  test('X064 an assertion that was used is refused, wherever it comes again', async () => {
    const client = await registerKeyHolder(stage(), KEY)
    const sent = asserting(await signAssertion(KEY, assertionClaims(stage(), client)))
    assert.equal((await postForm(stage().url, '/oauth2/token', { ...GRANT, ...sent })).status, 200)
    for (const path of ['/oauth2/token', '/oauth2/introspect', '/oauth2/revoke']) {
      const again = await postForm(stage().url, path, { ...GRANT, ...sent, token: 'x' })
      assert.deepEqual([again.status, errorOf(again)], [401, 'invalid_client'], path)
    }
  })

  test('X066 where a key is registered, the right secret helps nobody, with a forged assertion or without', async () => {
    const { value } = await makeRegistrationToken(stage())
    const client = await registerDynamically(stage(), value, GRANTS_ITSELF)
    const secret = client.secret ?? ''
    const metadata = { jwks: keySetOf(KEY), tokenEndpointAuthMethod: 'private_key_jwt' }
    await edit(stage(), client.id, { metadata })
    const forged = asserting(unsigned(assertionClaims(stage(), client)))
    const posted = { client_id: client.id, client_secret: secret }
    for (const [sent, headers, status] of [
      [posted, {}, 401],
      [{ ...posted, ...forged }, {}, 401],
      [forged, {}, 401],
      [{}, basic(client.id, secret), 401],
      [forged, basic(client.id, secret), 400],
    ] as const) {
      const answer = await postForm(stage().url, '/oauth2/token', { ...GRANT, ...sent }, headers)
      assert.equal(answer.status, status, answer.text)
    }
    const good = asserting(await signAssertion(KEY, assertionClaims(stage(), client)))
    assert.equal((await postForm(stage().url, '/oauth2/token', { ...GRANT, ...good })).status, 200)
  })
})

onBothStages('registrations', stage => {
  test('X065 of fifty who send one assertion at once over two processes one is let in', async () => {
    const client = await registerKeyHolder(stage(), KEY)
    const urls = [stage().url, await stage().secondProcess()]
    const sent = asserting(await signAssertion(KEY, assertionClaims(stage(), client)))
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        postForm(urls[index % 2] ?? '', '/oauth2/token', { ...GRANT, ...sent }),
      ),
    )
    assert.equal(answers.filter(answer => answer.status === 200).length, 1)
  })
})
