import type { Chance } from './chance.ts'
import { type Case, headers, type Ingredients, json, member, path, value } from './grammar.ts'

type Route = { readonly method: Case['method']; readonly path: string }

/** Whether a route is one of dynamic client registration, which speaks JSON unlike its neighbours. */
export function isRegistration(declared: string): boolean {
  return declared.startsWith('/oauth2/register')
}

/** Client metadata that would be right, member by member, as JSON. */
const GOOD: Readonly<Record<string, readonly string[]>> = {
  redirect_uris: ['["https://client.example/callback"]', '["http://127.0.0.1/a","https://b.example/"]', '[]'],
  grant_types: ['["authorization_code"]', '["authorization_code","refresh_token"]', '["client_credentials"]'],
  response_types: ['["code"]', '[]', '["id_token token"]'],
  token_endpoint_auth_method: [
    '"client_secret_basic"',
    '"client_secret_post"',
    '"none"',
    '"private_key_jwt"',
  ],
  token_endpoint_auth_signing_alg: ['"ES256"'],
  application_type: ['"web"', '"native"'],
  client_name: ['"Fuzzed"', '"Fuzzed: two"', '"💥"'],
  client_uri: ['"https://client.example/"'],
  logo_uri: ['"https://client.example/logo.png"'],
  policy_uri: ['"https://client.example/policy?a=1&b=<script>"', '"https://client.example/policy"'],
  tos_uri: ['"https://client.example/terms"'],
  contacts: ['["ann@client.example"]'],
  scope: ['"openid RealTimeApi"', '"admin"', '""'],
  jwks: ['{"keys":[]}', '{"keys":[{"kty":"EC","crv":"P-256","x":"a","y":"b"}]}'],
  jwks_uri: ['"https://client.example/keys"'],
  subject_type: ['"public"', '"pairwise"'],
  id_token_signed_response_alg: ['"RS256"', '"EdDSA"', '"none"'],
  userinfo_signed_response_alg: ['"ES256"'],
  request_object_signing_alg: ['"none"', '"PS256"'],
  require_signed_request_object: ['true', 'false'],
  request_uris: ['["https://client.example/r#x"]'],
  default_max_age: ['0', '3600', '1e300'],
  require_auth_time: ['true'],
  default_acr_values: ['["1"]'],
  initiate_login_uri: ['"https://client.example/start"'],
  post_logout_redirect_uris: ['["https://client.example/bye"]'],
  backchannel_logout_uri: ['"https://client.example/logout"'],
  backchannel_logout_session_required: ['true'],
  software_id: ['"fuzz"'],
  software_statement: ['"a.b.c"', '"x"'],
  client_id_issued_at: ['1'],
  registration_access_token: ['"x"'],
}
const NAMES = Object.keys(GOOD)

/** A body: right redirect URIs, then any members, right, bent, missing, unknown or given twice. */
function body(chance: Chance, from: Ingredients, clientId: string | null): string {
  if (chance.once(15)) return json(chance, from)
  const members = chance.once(10) ? [] : ['"redirect_uris":["https://client.example/callback"]']
  if (clientId !== null && !chance.once(6)) members.push(`"client_id":${JSON.stringify(clientId)}`)
  for (let more = chance.below(5); more > 0; more--) {
    const name = chance.once(12) ? value(chance, from) : chance.pick(NAMES)
    const right = Object.hasOwn(GOOD, name) ? GOOD[name] : undefined
    const text = right === undefined || chance.once(3) ? member(chance, from, 3) : chance.pick(right)
    members.push(`${JSON.stringify(name)}:${text}`)
  }
  return `{${members.join(',')}}`
}

/** A request to register a client, or to read, replace or delete one. */
export function registration(chance: Chance, from: Ingredients, route: Route): Case {
  const { method } = route
  const one = route.path.includes(':')
  const { token, clientId, own } = from.registration
  const url = one && !chance.once(4) ? `/oauth2/register/${clientId}` : path(chance, from, route.path)
  const plain = headers(chance, from, method === 'GET' ? null : 'application/json')
  const bearer = { authorization: `Bearer ${one ? own : token}` }
  // A client that deletes itself is gone for the rest of the round, so that is tried with its token seldom.
  const proven = !chance.once(method === 'DELETE' ? 1 : 4)
  const sent = proven || chance.once(50) ? { ...plain, ...bearer } : plain
  const payload = method === 'GET' || method === 'DELETE' ? null : body(chance, from, one ? clientId : null)
  return { method, url, headers: sent, payload }
}
