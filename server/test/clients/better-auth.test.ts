import assert from 'node:assert/strict'
import { test } from 'node:test'
import { betterAuth } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import { genericOAuth } from 'better-auth/plugins'
import { at, listAt, textAt } from '../support/wire/answer.ts'
import { type Client, edit, register } from '../support/wire/management.ts'
import { decodeJwt } from '../support/wire/oauth.ts'
import { AGENT, onStage, type Stage } from '../support/wire/stage.ts'
import { idOf, makePerson } from './person.ts'
import { listener, withSite } from './site.ts'

function configure(stage: Stage, client: Client, origin: string) {
  return betterAuth({
    baseURL: origin,
    secret: 'a secret of the application, for its cookies',
    database: memoryAdapter({ user: [], account: [], session: [], verification: [] }),
    plugins: [
      genericOAuth({
        config: [
          {
            providerId: 'latchkey',
            discoveryUrl: `${stage.url}/.well-known/openid-configuration`,
            clientId: client.id,
            clientSecret: client.secret ?? '',
            scopes: ['openid', 'profile', 'email'],
            postLogoutRedirectURI: `${origin}/`,
          },
        ],
      }),
    ],
  })
}

onStage('better-auth', stage => {
  test('signs a person in, refreshes their tokens and signs them out of Latchkey too', () =>
    withSite(async site => {
      const client = await register(stage(), { callbackUrls: [`${site.origin}/api/auth/callback/latchkey`] })
      await edit(stage(), client.id, { metadata: { postLogoutRedirectUris: [`${site.origin}/`] } })
      site.serve(listener(site.origin, configure(stage(), client, site.origin).handler))
      const person = makePerson(stage(), AGENT)
      const browser = person.at(site.origin)
      const wanted = { provider: 'latchkey', callbackURL: '/api/auth/get-session' }
      const started = (await browser.postJson('/api/auth/sign-in/social', wanted)).json()
      const session = (await person.open(textAt(started, 'url'))).json()
      assert.equal(at(session, 'user', 'email'), AGENT)
      assert.notEqual(textAt(session, 'user', 'name'), '')
      const [account] = listAt((await browser.get('/api/auth/list-accounts')).json())
      assert.equal(at(account, 'accountId'), await idOf(stage(), AGENT))

      const refreshed = await browser.postJson('/api/auth/refresh-token', { accountId: at(account, 'id') })
      assert.equal(at(decodeJwt(textAt(refreshed.json(), 'accessToken')).claims, 'client_id'), client.id)

      assert.equal(await person.isSignedIn(), true)
      const out = await browser.postJson('/api/auth/sign-out', {})
      const end = await person.at(stage().url).get(pathOf(textAt(out.json(), 'url')))
      assert.equal(end.location()?.href, `${site.origin}/`)
      assert.equal(await person.isSignedIn(), false)
      assert.equal((await browser.get('/api/auth/get-session')).text, 'null')
    }))
})

function pathOf(address: string): string {
  const { pathname, search } = new URL(address)
  return `${pathname}${search}`
}
