import type { Chance } from './chance.ts'

/** What a good request is made of, so that faults stand deep in requests that are otherwise right. */
export type Ingredients = {
  readonly clientIds: readonly string[]
  readonly secrets: readonly string[]
  readonly codes: readonly string[]
  readonly refreshTokens: readonly string[]
  readonly accessTokens: readonly string[]
  readonly cookies: readonly string[]
  readonly cursors: readonly string[]
  readonly formFields: readonly Readonly<Record<string, string>>[]
  /** The claims of a good request object that needs no signature, each as JSON. */
  readonly requestClaims: Readonly<Record<string, string>>
  /** A token that registers clients, and a client that did so with its own token. */
  readonly registration: { readonly token: string; readonly clientId: string; readonly own: string }
}

export type Case = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: string | null
}

const ODD = [
  '',
  ' ',
  '\0',
  '\u0000\u0001\u007f',
  '\r\nset-cookie: a=b',
  '%',
  '%zz',
  '%00',
  '%c0%af',
  '%ff%fe',
  '\ud800',
  '\u202eevil',
  'ｆｕｌｌ',
  'İ',
  '💥'.repeat(20),
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__proto__[polluted]',
  'a[__proto__][polluted]',
  '{"__proto__":{"polluted":1}}',
  '[]',
  '{}',
  'null',
  'undefined',
  'NaN',
  '-1',
  '0',
  '1e309',
  '9'.repeat(400),
  "' or 1=1 --",
  '../../../../etc/passwd',
  '..%2f..%2f',
  '<script>alert(1)</script>',
  '${7*7}{{7*7}}',
  'a'.repeat(300),
  'a'.repeat(5_000),
  ' '.repeat(2_000),
  '\t\n\v\f',
  'https://client.example/callback',
  'javascript:alert(1)',
  'data:,x',
  'urn:x',
  'http://[::1',
  'code token id_token',
  'none login',
  'S256',
  'openid',
] as const

const PARAMETERS = [
  'client_id',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
  'grant_type',
  'code',
  'code_verifier',
  'code_challenge',
  'code_challenge_method',
  'redirect_uri',
  'refresh_token',
  'response_type',
  'response_mode',
  'scope',
  'state',
  'nonce',
  'prompt',
  'max_age',
  'login_hint',
  'id_token_hint',
  'acr_values',
  'claims',
  'request',
  'request_uri',
  'latchkey_request',
  'resource',
  'business_unit',
  'token',
  'token_type_hint',
  'access_token',
  'ui_locales',
  'csrf',
  'continue',
  'userName',
  'decision',
  'link',
  'fullName',
  '__proto__',
  'constructor',
  'a[b]',
  '',
] as const

const GRANTS = ['authorization_code', 'refresh_token', 'client_credentials', 'password', 'implicit'] as const

/** A value: one that would be right, a bent one, or an odd one. */
export function value(chance: Chance, from: Ingredients): string {
  const right = [
    () => chance.pick(from.clientIds),
    () => chance.pick(from.secrets),
    () => chance.pick(from.codes),
    () => chance.pick(from.refreshTokens),
    () => chance.pick(from.accessTokens),
    () => chance.pick(from.cursors),
    () => from.registration.token,
    () => from.registration.own,
    () => chance.pick(GRANTS),
    () => chance.pick(['code', 'token', 'query', 'fragment', 'form_post', 'S256', 'plain', 'none', 'allow']),
    () => chance.pick(['RealTimeApi', 'RealTimeApi openid', 'openid profile offline_access', '4512345']),
  ]
  const text = chance.once(3) ? chance.pick(ODD) : chance.pick(right)()
  return chance.once(4) ? bend(chance, text) : text
}

/** Changes a text a little: cut, doubled, one character replaced, joined with something odd. */
function bend(chance: Chance, text: string): string {
  const place = chance.below(text.length + 1)
  switch (chance.below(5)) {
    case 0:
      return text.slice(0, place)
    case 1:
      return text + text
    case 2:
      return `${text.slice(0, place)}${String.fromCharCode(chance.below(0x300))}${text.slice(place + 1)}`
    case 3:
      return text.toUpperCase()
    default:
      return `${text.slice(0, place)}${chance.pick(ODD)}${text.slice(place)}`
  }
}

/** Encodes with a fault now and then: raw text in the place of encoded one. */
function encode(chance: Chance, text: string): string {
  if (chance.once(8)) return text.replaceAll(/[^!-ÿ]/g, '+')
  return encodeURIComponent(text.toWellFormed())
}

/** A form or query: parameters that may be missing, repeated, unknown or bent. */
export function form(chance: Chance, from: Ingredients): string {
  if (chance.once(40)) return Array.from({ length: 260 }, (_, n) => `a${n}=${n}`).join('&')
  const pairs: string[] = []
  const base = chance.once(3) ? {} : chance.pick(from.formFields)
  for (const [name, text] of Object.entries(base)) {
    if (chance.once(12)) continue
    const faulty = name === 'request' ? requestObject : value
    pairs.push(
      `${name}=${encode(chance, chance.once(name === 'request' ? 2 : 8) ? faulty(chance, from) : text)}`,
    )
    if (chance.once(15)) pairs.push(`${name}=${encode(chance, value(chance, from))}`)
  }
  for (let more = chance.below(4); more > 0; more--) {
    pairs.push(`${encode(chance, chance.pick(PARAMETERS))}=${encode(chance, value(chance, from))}`)
  }
  return pairs.join(chance.once(20) ? ';' : '&')
}

/** JSON of any shape, in good form or not. */
export function json(chance: Chance, from: Ingredients): string {
  if (chance.once(12)) return chance.pick(['', '{', '[1,]', '{"a":1,"a":2}', '\ufeff{}', "{'a':1}", 'nul'])
  if (chance.once(40)) return '['.repeat(5_000) + ']'.repeat(5_000)
  const names = [
    'vendorName',
    'name',
    'clientType',
    'scopes',
    'callbackUrls',
    'label',
    'applicationId',
    'implicitAllowed',
    'rotateRefreshTokens',
    '__proto__',
    'constructor',
    'id',
    'version',
    '',
  ]
  const members: string[] = []
  for (let count = chance.below(6); count > 0; count--) {
    members.push(`${JSON.stringify(chance.pick(names))}:${member(chance, from, 3)}`)
  }
  return `{${members.join(',')}}`
}

/** A member's value: JSON of any shape. */
export function member(chance: Chance, from: Ingredients, depth: number): string {
  switch (chance.below(depth > 0 ? 8 : 5)) {
    case 0:
      return chance.pick(['null', 'true', 'false', '0', '-1', '1e400', '0.1', '9007199254740993'])
    case 1:
      return JSON.stringify(['RealTimeApi'])
    case 2:
      return JSON.stringify(['https://client.example/callback'])
    case 3:
    case 4:
      return JSON.stringify(value(chance, from))
    case 5:
      return `[${Array.from({ length: chance.below(8) }, () => member(chance, from, depth - 1)).join(',')}]`
    default:
      return `{${JSON.stringify(chance.pick(PARAMETERS))}:${member(chance, from, depth - 1)}}`
  }
}

/** A compact JWT: one of ours bent, or one made up. */
function jwt(chance: Chance, from: Ingredients): string {
  const [header = '', claims = '', signature = ''] = chance.pick(from.accessTokens).split('.')
  const part = () => Buffer.from(json(chance, from)).toString('base64url')
  const alg = () =>
    Buffer.from(`{"alg":"${chance.pick(['none', 'HS256', 'ES256', 'x'])}","typ":"at+jwt"}`).toString(
      'base64url',
    )
  return [
    chance.once(2) ? header : alg(),
    chance.once(2) ? claims : part(),
    chance.once(2) ? signature : bend(chance, signature),
  ].join(chance.once(10) ? '..' : '.')
}

/** A request object: good, or with claims that are missing, of another kind, or unknown. */
function requestObject(chance: Chance, from: Ingredients): string {
  const claims = Object.entries(from.requestClaims)
    .filter(() => !chance.once(12))
    .map(([name, claim]) => `"${name}":${chance.once(6) ? member(chance, from, 3) : claim}`)
  for (let more = chance.below(3); more > 0; more--) {
    claims.push(`${JSON.stringify(chance.pick(PARAMETERS))}:${member(chance, from, 3)}`)
  }
  const plain = ['{"alg":"none"}', '{"alg":"none","typ":"JWT"}'] as const
  const odd = [
    '{"alg":"none","crit":["x"]}',
    '{"alg":"ES256","kid":"../x"}',
    '{"alg":"HS256"}',
    '[]',
  ] as const
  const header = chance.once(6) ? chance.pick(odd) : chance.pick(plain)
  const parts = [header, `{${claims.join(',')}}`].map(part => Buffer.from(part).toString('base64url'))
  const text = `${parts.join('.')}.${chance.once(8) ? value(chance, from) : ''}`
  return chance.once(8) ? bend(chance, text) : text
}

/** Text that can stand in a header: everything else never reaches a server. */
function headerText(text: string): string {
  return text.replaceAll(/[^\t\u0020-\u007e\u0080-\u00ff]/g, '')
}

function authorization(chance: Chance, from: Ingredients): string {
  const pair = () => `${value(chance, from)}:${value(chance, from)}`
  const right = () => `${chance.pick(from.clientIds)}:${chance.pick(from.secrets)}`
  switch (chance.below(6)) {
    case 0:
      return `Basic ${Buffer.from(right()).toString('base64')}`
    case 1:
      return `Basic ${Buffer.from(pair()).toString('base64')}`
    case 2:
      return `Bearer ${jwt(chance, from)}`
    case 3:
      return `Bearer ${chance.pick(from.accessTokens)}`
    case 4:
      return bend(chance, `Basic ${Buffer.from(right()).toString('base64')}`)
    default:
      return `${chance.pick(['Bearer', 'Basic', 'DPoP', ''])} ${value(chance, from)}`
  }
}

/** Headers of a request: content type, credentials, cookies, conditions, and whatever a proxy or an attacker adds. */
export function headers(
  chance: Chance,
  from: Ingredients,
  contentType: string | null,
): Readonly<Record<string, string>> {
  const made: Record<string, string> = {}
  if (contentType !== null) made['content-type'] = contentType
  if (chance.once(20)) made['content-type'] = headerText(value(chance, from))
  if (!chance.once(3)) made['authorization'] = headerText(authorization(chance, from))
  if (!chance.once(3)) made['cookie'] = cookie(chance, from)
  const names = [
    'origin',
    'sec-fetch-site',
    'if-match',
    'idempotency-key',
    'accept',
    'accept-language',
    'host',
    'x-forwarded-for',
    'x-forwarded-host',
    'forwarded',
    'x-http-method-override',
    'range',
    'referer',
  ]
  for (let more = chance.below(4); more > 0; more--) {
    made[chance.pick(names)] = headerText(value(chance, from))
  }
  if (chance.once(3)) made['if-match'] = chance.pick(['"1"', '"2"', '*', 'W/"1"'])
  return made
}

function cookie(chance: Chance, from: Ingredients): string {
  const good = chance.pick(from.cookies)
  if (!chance.once(3)) return good
  return headerText(`${bend(chance, good)}; latchkey=${value(chance, from)}; =; ${value(chance, from)}`)
}

/** A path with its parameters filled, with right ids or with anything. */
export function path(chance: Chance, from: Ingredients, declared: string): string {
  const filled = declared.replaceAll(/:\w+|\*/g, () =>
    chance.once(2) ? chance.pick(from.clientIds) : encode(chance, value(chance, from)),
  )
  const query = chance.once(2) ? `?${form(chance, from)}` : ''
  const bent = chance.once(30) ? bend(chance, filled) : filled
  return `${bent.startsWith('/') ? bent : `/${bent}`}${query}`.toWellFormed()
}
