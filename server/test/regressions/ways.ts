import { publishApplication } from '../../src/services/applications/publish-application.ts'
import { commit } from '../../src/services/commit.ts'
import { findPlatform } from '../../src/store/business-units/business-units.ts'
import { inBusinessUnit } from '../../src/store/handle.ts'
import type { InsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, at, send } from '../support/wire/answer.ts'
import { type Client, call, edit, freshName, register } from '../support/wire/management.ts'
import {
  authorizePath,
  clientCredentials,
  codeFor,
  introspect,
  ownToken,
  pkce,
  redeem,
  refresh,
  tokensFor,
} from '../support/wire/oauth.ts'
import { HARBOUR, MANAGER } from '../support/wire/stage.ts'

/** What kinds of application there are, as far as issuing differs. */
export const KINDS = ['confidential', 'public', 'external'] as const
export type Kind = (typeof KINDS)[number]

/** Every way to get a token, and every way to use one that was got before. */
const WAYS = [
  'authorization endpoint',
  'code',
  'refresh token',
  'implicit',
  'client credentials',
  'introspection of the access token',
  'introspection of the refresh token',
  'introspection of its own token',
  'userinfo',
  'management API',
] as const
export type Way = (typeof WAYS)[number]

/** An application of one kind, and what was issued to it before its surroundings changed. */
export type Grounds = { readonly kind: Kind; readonly client: Client; readonly try: TryWay }
type TryWay = (way: Way) => Promise<Answer | null>

const SCOPES = ['RealTimeApi', 'AdminApi', 'ReportingApi']
const IMPLICIT = { response_type: 'token', code_challenge: null, code_challenge_method: null }

/** Publishes a confidential external application and lets it into the manager's business unit. */
export async function publish(stage: InsideStage): Promise<Client> {
  const { deps } = stage
  const publication = {
    vendorName: 'Elsewhere',
    name: freshName(),
    description: 'An external application of a test.',
    clientType: 'confidential',
    scopes: SCOPES,
    callbackUrls: ['https://client.example/callback'],
  } as const
  const by = {
    actor: { kind: 'system', id: 'test', name: 'Test' },
    at: deps.clock(),
    requestId: 'test',
  } as const
  const made = await commit(deps, async tx => {
    const platform = await findPlatform(tx.handle)
    if (platform === null) throw new Error('There is no platform.')
    return publishApplication(tx, inBusinessUnit(tx.handle, platform.id), publication, by)
  })
  const body = { applicationId: made.id }
  const answer = await call(await stage.person(MANAGER), 'POST /authorizations', { body })
  if (answer.status !== 201) throw new Error(`not authorized: ${answer.status} ${answer.text}`)
  return { id: made.id, secret: made.secret, callbackUrl: publication.callbackUrls[0], scopes: SCOPES }
}

async function clientOf(stage: InsideStage, kind: Kind): Promise<Client> {
  const client =
    kind === 'external'
      ? await publish(stage)
      : await register(stage, {
          clientType: kind,
          scopes: SCOPES,
          // Of a program on somebody's machine consent is asked each time.
          callbackUrls: ['https://client.example/callback'],
        })
  const manager = await stage.person(MANAGER)
  await call(manager, 'PATCH /business-unit', { body: { implicitAllowed: true } })
  await edit(stage, client.id, { implicitAllowed: true })
  return client
}

/** Makes an application and has everything issued to it. Throws when something is refused. */
export async function prepare(stage: InsideStage, kind: Kind): Promise<Grounds> {
  const { url } = stage
  const client = await clientOf(stage, kind)
  const asked = { scope: 'openid AdminApi' }
  const code = await codeFor(stage, client, asked)
  const spare = await tokensFor(stage, client, asked)
  const unit = kind === 'external' ? { business_unit: HARBOUR } : {}
  const own = kind === 'public' ? null : await ownToken(stage, client, unit)
  const judge = client.secret === null ? await register(stage, { scopes: SCOPES }) : client
  const withToken = (path: string) =>
    send(`${url}${path}`, { headers: { authorization: `Bearer ${spare.access}` } })
  const tryWay: TryWay = async way => {
    switch (way) {
      case 'authorization endpoint':
        return (await stage.person(MANAGER)).get(authorizePath(client, pkce().challenge, asked))
      case 'implicit':
        return (await stage.person(MANAGER)).get(authorizePath(client, '', { ...asked, ...IMPLICIT }))
      case 'code':
        return redeem(url, client, code)
      case 'refresh token':
        return refresh(url, client, spare.refresh)
      case 'client credentials':
        return kind === 'public' ? null : clientCredentials(url, client, unit)
      case 'introspection of the access token':
        return introspect(url, judge, spare.access)
      case 'introspection of the refresh token':
        return client.secret === null ? null : introspect(url, client, spare.refresh)
      case 'introspection of its own token':
        return own === null ? null : introspect(url, client, own)
      case 'userinfo':
        return withToken('/oauth2/userinfo')
      case 'management API':
        return withToken('/api/v1/me')
    }
  }
  return { kind, client, try: tryWay }
}

/** The scopes of the token that an answer holds; none when it holds no token. */
export function scopesIn(answer: Answer): readonly string[] {
  const fragment = new URLSearchParams(answer.location()?.hash.slice(1))
  const json = answer.headers.get('content-type')?.startsWith('application/json') === true
  const scope = json ? at(answer.json(), 'scope') : fragment.get('scope')
  return typeof scope === 'string' ? scope.split(' ') : []
}

/** Whether an answer gives anything: a code, a token, a live introspection, data. */
function gives(answer: Answer): boolean {
  const location = answer.location()
  if (location !== null) {
    const fragment = new URLSearchParams(location.hash.slice(1))
    return location.searchParams.has('code') || fragment.has('access_token')
  }
  if (answer.status !== 200 || answer.headers.get('content-type')?.startsWith('text/html')) return false
  return at(answer.json(), 'active') !== false
}

/** A way of a kind that gave something, in words. */
export type Open = `${Kind}: ${Way}`

/** Tries every way and tells which are open. The code, which can be tried only once, comes before the rest. */
export async function openWays(grounds: Grounds): Promise<Open[]> {
  const open: Open[] = []
  for (const way of WAYS) {
    const answer = await grounds.try(way)
    if (answer !== null && answer.status >= 500) throw new Error(`${way}: ${answer.status} ${answer.text}`)
    if (answer !== null && gives(answer)) open.push(`${grounds.kind}: ${way}`)
  }
  return open
}

/** Every way that a kind of application has while all stands. */
export function allWays(kind: Kind): Open[] {
  const own: readonly Way[] = ['client credentials', 'introspection of its own token']
  const confidential: readonly Way[] = [...own, 'introspection of the refresh token']
  return WAYS.filter(way => kind !== 'public' || !confidential.includes(way)).map(
    way => `${kind}: ${way}` as const,
  )
}
