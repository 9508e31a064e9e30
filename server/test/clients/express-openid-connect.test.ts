import assert from 'node:assert/strict'
import { test } from 'node:test'
import express, { type Express } from 'express'
import openid, { type ConfigParams } from 'express-openid-connect'
import { at, textAt } from '../support/wire/answer.ts'
import { type Client, edit, register } from '../support/wire/management.ts'
import { AGENT, onStage, type Stage } from '../support/wire/stage.ts'
import { idOf, makePerson } from './person.ts'
import { withSite } from './site.ts'

function configure(stage: Stage, client: Client, origin: string): ConfigParams {
  return {
    issuerBaseURL: stage.url,
    baseURL: origin,
    clientID: client.id,
    clientSecret: client.secret ?? '',
    secret: 'a secret of the application, for its cookies',
    authorizationParams: { response_type: 'code', scope: 'openid profile email' },
    authRequired: false,
    idpLogout: true,
  }
}

function makeApplication(settings: ConfigParams): Express {
  const application = express()
  application.use(openid.auth(settings))
  application.get('/', (request, response) => void response.json(request.oidc.user ?? null))
  application.get('/me', openid.requiresAuth(), async (request, response) => {
    const refreshed = await request.oidc.accessToken?.refresh()
    response.json({ info: await request.oidc.fetchUserInfo(), refreshed: refreshed?.access_token })
  })
  return application
}

onStage('express-openid-connect', stage => {
  test('signs a person in, refreshes their tokens and signs them out of Latchkey too', () =>
    withSite(async site => {
      const client = await register(stage(), { callbackUrls: [`${site.origin}/callback`] })
      await edit(stage(), client.id, { metadata: { postLogoutRedirectUris: [site.origin] } })
      site.serve(makeApplication(configure(stage(), client, site.origin)))
      const person = makePerson(stage(), AGENT)
      const me = (await person.open(`${site.origin}/me`)).json()
      assert.equal(at(me, 'info', 'sub'), await idOf(stage(), AGENT))
      assert.equal(at(me, 'info', 'email'), AGENT)
      assert.notEqual(textAt(me, 'refreshed'), '')
      assert.equal(at((await person.open(`${site.origin}/`)).json(), 'sub'), at(me, 'info', 'sub'))

      assert.equal(await person.isSignedIn(), true)
      assert.equal((await person.open(`${site.origin}/logout`)).json(), null)
      assert.equal(await person.isSignedIn(), false)
    }))
})
