import assert from 'node:assert/strict'
import { test } from 'node:test'
import express, { type Express } from 'express'
import session from 'express-session'
import { Passport } from 'passport'
import { Strategy, type VerifyCallback } from 'passport-oauth2'
import { at } from '../support/wire/answer.ts'
import { type Client, register } from '../support/wire/management.ts'
import { AGENT, onStage, type Stage } from '../support/wire/stage.ts'
import { idOf, makePerson } from './person.ts'
import { withSite } from './site.ts'

function configure(stage: Stage, client: Client): Strategy {
  const strategy = new Strategy(
    {
      authorizationURL: `${stage.url}/oauth2/authorize`,
      tokenURL: `${stage.url}/oauth2/token`,
      clientID: client.id,
      clientSecret: client.secret ?? '',
      callbackURL: client.callbackUrl,
      scope: ['openid', 'profile', 'email'],
      state: true,
      pkce: true,
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
  application.use(session({ secret: 'a secret of the application', resave: false, saveUninitialized: false }))
  application.use(passport.session())
  application.get('/login', passport.authenticate('latchkey'))
  application.get('/callback', passport.authenticate('latchkey', { successRedirect: '/' }))
  application.get('/', (request, response) => void response.json(request.user ?? null))
  return application
}

onStage('passport-oauth2', stage => {
  test('signs a person in and keeps what userinfo says of them', () =>
    withSite(async site => {
      const client = await register(stage(), { callbackUrls: [`${site.origin}/callback`] })
      site.serve(makeApplication(configure(stage(), client)))
      const person = makePerson(stage(), AGENT)
      assert.equal((await person.open(`${site.origin}/`)).json(), null)
      await person.open(`${site.origin}/login`)
      const user = (await person.open(`${site.origin}/`)).json()
      assert.equal(at(user, 'sub'), await idOf(stage(), AGENT))
      assert.equal(at(user, 'email'), AGENT)
    }))
})
