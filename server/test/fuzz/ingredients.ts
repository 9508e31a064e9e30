import type { InsideStage } from '../support/inside/inside-stage.ts'
import { at, textAt } from '../support/wire/answer.ts'
import { hiddenFields, openBrowser } from '../support/wire/browser.ts'
import { call, register } from '../support/wire/management.ts'
import { authorizePath, codeFor, ownToken, pkce, tokensFor } from '../support/wire/oauth.ts'
import { MANAGER, OTHER_MANAGER, PASSWORD } from '../support/wire/stage.ts'
import type { Ingredients } from './grammar.ts'

/** Makes what good requests are made of: applications, codes, tokens, cookies, forms and a cursor, all alive. */
export async function gather(stage: InsideStage): Promise<Ingredients> {
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
  const page = await call(manager, 'GET /applications?limit=1')
  const request = new URLSearchParams(authorizePath(web, challenge).split('?')[1])
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
  return {
    clientIds: clients.map(client => client.id),
    secrets: clients.flatMap(client => client.secret ?? []),
    codes: codes.map(code => code.code),
    refreshTokens: tokens.map(token => token.refresh),
    accessTokens: [...tokens.map(token => token.access), await ownToken(stage, web)],
    cookies: [manager.cookies(), stranger.cookies(), `${manager.cookies()}; ${stranger.cookies()}`],
    cursors: [textAt(page.json(), 'nextCursor'), String(at(page.json(), 'items', 0, 'id'))],
    formFields: [
      ...grants,
      Object.fromEntries(request),
      Object.fromEntries(request),
      { ...signIn, userName: MANAGER, password: PASSWORD },
      { ...signIn, userName: 'nobody@harbour.example', password: 'x' },
      consent,
      { limit: '5', sort: '-name', search: 'Tested' },
    ],
  }
}
