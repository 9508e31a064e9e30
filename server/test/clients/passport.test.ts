import assert from 'node:assert/strict'
import { test } from 'node:test'
import express, { type Express } from 'express'
import session from 'express-session'
import { Passport } from 'passport'
import { Strategy, type VerifyCallback } from 'passport-oauth2'
import { at } from '../support/wire/answer.ts'
import { type Client, edit, register } from '../support/wire/management.ts'
import { AGENT, onStage, type Stage } from '../support/wire/stage.ts'
import { idOf, makePerson } from './person.ts'
import { withSite } from './site.ts'

function configure(stage: Stage, client: Client, more: { readonly pkce: boolean }): Strategy {
  const strategy = new Strategy(
    {
      authorizationURL: `${stage.url}/oauth2/authorize`,
      tokenURL: `${stage.url}/oauth2/token`,
      clientID: client.id,
      clientSecret: client.secret ?? '',
      callbackURL: client.callbackUrl,
      scope: ['openid', 'profile', 'email'],
      state: true,
      ...more,
    },
    (_accessToken: string, _refreshToken: string, profile: Express.User, done: VerifyCallback) =>
      done(null, profile),
  )
  strategy.userProfile = (accessToken, done) => {
    fetch(`${stage.url}/oauth2/userinfo`, { headers: { authorization: `Bearer ${accessToken}` } })
      .then(answer => answer.json())
      .then(profile => done(null, profile), done)
  }
  return strategy
}

/** An application that keeps who signed in in its session. */
function makeApplication(strategy: Strategy): Express {
  const passport = new Passport()
  passport.use('latchkey', strategy)
  passport.serializeUser((user, done) => done(null, user))
  passport.deserializeUser((user: Express.User, done) => done(null, user))
  const application = express()
  application.set('env', 'test') // Errors go to the page alone.
  application.use(session({ secret: 'a secret of the application', resave: false, saveUninitialized: false }))
  application.use(passport.session())
  application.get('/login', passport.authenticate('latchkey'))
  application.get('/callback', passport.authenticate('latchkey', { successRedirect: '/' }))
  application.get('/', (request, response) => void response.json(request.user ?? null))
  return application
}

onStage('passport-oauth2', stage => {
  /** Signs the agent in. Out: the user as the application has it, and the page they ended at. */
  function userWith(metadata: object, more: { readonly pkce: boolean }) {
    return withSite(async site => {
      const client = await register(stage(), { callbackUrls: [`${site.origin}/callback`] })
      await edit(stage(), client.id, { metadata })
      site.serve(makeApplication(configure(stage(), client, more)))
      const person = makePerson(stage(), AGENT)
      const page = await person.open(`${site.origin}/login`)
      return { page, user: (await person.open(`${site.origin}/`)).json() }
    })
  }

  test('signs a person in and keeps what userinfo says of them', async () => {
    const { user } = await userWith({}, { pkce: true })
    assert.equal(at(user, 'sub'), await idOf(stage(), AGENT))
    assert.equal(at(user, 'email'), AGENT)
  })

  test('is told to use PKCE, and signs nobody in, where it is set up without', async () => {
    const { page, user } = await userWith({}, { pkce: false })
    assert.match(page.text, /Send code_challenge and code_challenge_method=S256/)
    assert.equal(user, null)
  })

  test('signs a person in without PKCE where its application allows that', async () => {
    const { user } = await userWith({ requirePkce: false }, { pkce: false })
    assert.equal(at(user, 'sub'), await idOf(stage(), AGENT))
  })
})
