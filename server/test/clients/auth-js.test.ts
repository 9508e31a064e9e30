import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Auth, type AuthConfig } from '@auth/core'
import { at, textAt } from '../support/wire/answer.ts'
import { type Client, edit, register } from '../support/wire/management.ts'
import { AGENT, onStage, type Stage } from '../support/wire/stage.ts'
import { idOf, makePerson } from './person.ts'
import { listener, withSite } from './site.ts'

function configure(stage: Stage, client: Client, more: { readonly idToken?: false }): AuthConfig {
  return {
    providers: [
      {
        id: 'latchkey',
        name: 'Latchkey',
        type: 'oidc',
        issuer: stage.url,
        clientId: client.id,
        clientSecret: client.secret ?? '',
        authorization: { params: { scope: 'openid profile email' } },
        ...more,
      },
    ],
    callbacks: {
      jwt: ({ token, account }) => (account ? { ...token, sub: account.providerAccountId } : token),
      session: ({ session, token }) => ({ ...session, user: { ...session.user, id: token.sub ?? '' } }),
    },
    basePath: '/auth',
    secret: 'a secret of the application, for its cookies',
    trustHost: true,
  }
}

onStage('Auth.js', stage => {
  /** Signs the agent in. In: what is set at Latchkey and in the application. Out: the session as the application has it. */
  function sessionWith(metadata: object, more: { readonly idToken?: false }): Promise<unknown> {
    return withSite(async site => {
      const client = await register(stage(), { callbackUrls: [`${site.origin}/auth/callback/latchkey`] })
      await edit(stage(), client.id, { metadata })
      site.serve(listener(site.origin, request => Auth(request, configure(stage(), client, more))))
      const person = makePerson(stage(), AGENT)
      const browser = person.at(site.origin)
      const csrfToken = textAt((await browser.get('/auth/csrf')).json(), 'csrfToken')
      const asked = { csrfToken, callbackUrl: `${site.origin}/auth/session` }
      return (await person.follow(await browser.post('/auth/signin/latchkey', asked))).json()
    })
  }

  test('signs a person in and reads who it is at userinfo', async () => {
    const session = await sessionWith({}, { idToken: false })
    assert.equal(at(session, 'user', 'id'), await idOf(stage(), AGENT))
    assert.equal(at(session, 'user', 'email'), AGENT)
    assert.notEqual(textAt(session, 'user', 'name'), '')
  })

  test('reads who it is in the ID token where the application says that it stands there', async () => {
    const session = await sessionWith({ scopeClaimsInIdToken: true }, {})
    assert.equal(at(session, 'user', 'id'), await idOf(stage(), AGENT))
    assert.equal(at(session, 'user', 'email'), AGENT)
  })

  test('signs a person in without a name where neither is set', async () => {
    const session = await sessionWith({}, {})
    assert.equal(at(session, 'user', 'id'), await idOf(stage(), AGENT))
    assert.equal(at(session, 'user', 'email'), undefined)
  })
})
