import type { InsideStage } from '../support/inside/inside-stage.ts'
import { at, textAt } from '../support/wire/answer.ts'
import { hiddenFields, openBrowser } from '../support/wire/browser.ts'
import { call, edit, register } from '../support/wire/management.ts'
import { authorizePath, codeFor, ownToken, pkce, tokensFor } from '../support/wire/oauth.ts'
import { makeRegistrationToken, registerDynamically } from '../support/wire/registration.ts'
import { requestClaims, unsigned } from '../support/wire/request-object.ts'
import { MANAGER, OTHER_MANAGER, PASSWORD } from '../support/wire/stage.ts'
import type { Ingredients } from './grammar.ts'

/** The stage with people who sign in anew: whatever they held before may have been signed out along the way. */
function withNewPeople(stage: InsideStage): InsideStage {
  const people = new Map<string, ReturnType<InsideStage['person']>>()
  const person: InsideStage['person'] = userName => {
    const browser = people.get(userName) ?? stage.newPerson(userName)
    people.set(userName, browser)
    return browser
  }
  return { ...stage, person }
}

/** Makes what good requests are made of: applications, codes, tokens, cookies, forms and a cursor, all alive. */
export async function gather(before: InsideStage): Promise<Ingredients> {
  const stage = withNewPeople(before)
  const scopes = ['RealTimeApi', 'AdminApi']
  const clients = [
    await register(stage, { scopes }),
    await register(stage, {
      scopes,
      clientType: 'public',
      callbackUrls: ['https://client.example/callback'],
    }),
    await register(stage, { scopes, by: OTHER_MANAGER }),
  ] as const
  const [web, native] = clients
  const manager = await stage.newPerson(MANAGER)
  const codes = [await codeFor(stage, web), await codeFor(stage, native)]
  const tokens = [
    await tokensFor(stage, web, { scope: 'openid AdminApi' }),
    await tokensFor(stage, native, { scope: 'openid AdminApi' }),
  ]
  const stranger = openBrowser(stage.url)
  const { challenge } = pkce()
  const signIn = hiddenFields((await stranger.get('/')).text)
  const asked = await manager.get(authorizePath(await register(stage, { scopes }), challenge))
  const consent = { ...hiddenFields(asked.text), decision: 'allow' }
  await edit(stage, web.id, { metadata: { postLogoutRedirectUris: [web.callbackUrl] } })
  const logout = { client_id: web.id, post_logout_redirect_uri: web.callbackUrl, state: 's' }
  const leaving = await manager.get(`/oauth2/logout?${new URLSearchParams(logout).toString()}`)
  const page = await call(manager, 'GET /applications?limit=1')
  const request = new URLSearchParams(authorizePath(web, challenge).split('?')[1])
  const reader = await register(stage, { scopes })
  await edit(stage, reader.id, { metadata: { requestObjectSigningAlg: 'none' } })
  const object = requestClaims(stage, reader, { max_age: 9999, claims: { userinfo: { name: null } } })
  const objectFields = {
    client_id: reader.id,
    redirect_uri: reader.callbackUrl,
    response_type: 'code',
    request: unsigned(object),
  }
  const grants = [web, native].flatMap((client, index) => {
    const own: Readonly<Record<string, string>> = {
      client_id: client.id,
      ...(client.secret === null ? {} : { client_secret: client.secret }),
    }
    const code = codes[index]
    const token = tokens[index]
    if (code === undefined || token === undefined) return []
    const redemption = { code: code.code, code_verifier: code.verifier, redirect_uri: code.redirectUri }
    return [
      { ...own, grant_type: 'authorization_code', ...redemption },
      { ...own, grant_type: 'refresh_token', refresh_token: token.refresh },
      { ...own, grant_type: 'client_credentials', scope: 'RealTimeApi' },
      { ...own, token: token.access, token_type_hint: 'access_token' },
      { ...own, token: token.refresh },
    ]
  })
  const { value: token } = await makeRegistrationToken(stage)
  const itself = await registerDynamically(stage, token)
  return {
    registration: { token, clientId: itself.id, own: itself.token },
    clientIds: clients.map(client => client.id),
    secrets: clients.flatMap(client => client.secret ?? []),
    codes: codes.map(code => code.code),
    refreshTokens: tokens.map(token => token.refresh),
    accessTokens: [...tokens.map(token => token.access), await ownToken(stage, web)],
    cookies: [manager.cookies(), stranger.cookies(), `${manager.cookies()}; ${stranger.cookies()}`],
    requestClaims: Object.fromEntries(
      Object.entries(object).map(([name, claim]) => [name, JSON.stringify(claim)]),
    ),
    cursors: [textAt(page.json(), 'nextCursor'), String(at(page.json(), 'items', 0, 'id'))],
    formFields: [
      ...grants,
      Object.fromEntries(request),
      Object.fromEntries(request),
      objectFields,
      { ...signIn, userName: MANAGER, password: PASSWORD },
      { ...signIn, userName: 'nobody@harbour.example', password: 'x' },
      consent,
      { ...logout, id_token_hint: textAt(tokens[0]?.body, 'id_token') },
      logout,
      hiddenFields(leaving.text),
      { limit: '5', sort: '-name', search: 'Tested' },
    ],
  }
}
