import { isSignedBy, type SoughtKey } from '../../../keys/foreign-signature.ts'
import { sha256Base64Url } from '../../../keys/hash.ts'
import { decodeJwt } from '../../../lib/compact-jws.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import {
  findRequestObject,
  judgeRequestObject,
  readRequestObject,
} from '../../../protocol/authorization/request-object.ts'
import { type Parameters, single } from '../../../protocol/parameters.ts'
import { type Refusal, refusal } from '../../../protocol/refusal.ts'
import type { Registration } from '../../../registry/model.ts'
import { keyUsed } from '../../credentials/key-used.ts'
import type { Deps } from '../../deps.ts'
import { CARRIED, carry, openCarried } from './carried-request.ts'

/** The parameters that count, and the query in which they go on; null where they go on as they came. */
type Resolved = { readonly parameters: Parameters; readonly carried: string | null }

/** A request object as text, and the hash of it that its address names, if any. */
type Text = { readonly text: string; readonly hash: string | null }

const LONGEST = 64 * 1024
/** The base64url form of a SHA-256. */
const HASH = /^[A-Za-z0-9_-]{43}$/

/**
 * Finds the parameters of an authorization request, wherever they stand: in the request itself, in a request object
 * (RFC 9101, OpenID Connect Core §6), or in what we carried of one through our own pages.
 * In: the owner's registration of the application, and the parameters as they came.
 * Refuses an object that is not proven to be the application's, an address that is not registered or does not answer,
 * and, where the owner says so, a request without a signed object (RFC 9101 §10.5).
 */
export async function resolveRequest(
  deps: Deps,
  application: Registration,
  outer: Parameters,
): Promise<Result<Resolved, Refusal>> {
  const carried = single(outer, CARRIED)
  if (!carried.ok) return carried
  const form = findRequestObject(outer)
  if (!form.ok) return form
  const { value } = form
  if (carried.value !== null) {
    if (value.kind !== 'parameters') {
      return err(
        refusal('several_request_objects', 'A request that goes on cannot bring another request object.'),
      )
    }
    const opened = openCarried(deps, application, carried.value)
    if (!opened.ok) return opened
    return opened.value.signed || !application.metadata.requireSignedRequestObject
      ? ok({ parameters: opened.value.parameters, carried: null })
      : refuseUnsigned()
  }
  if (value.kind === 'parameters') {
    return application.metadata.requireSignedRequestObject
      ? refuseUnsigned()
      : ok({ parameters: outer, carried: null })
  }
  if (value.kind === 'value') return readObject(deps, application, outer, { text: value.object, hash: null })
  const text = await fetchObject(deps, application, value.uri)
  return text.ok ? readObject(deps, application, outer, text.value) : text
}

function refuseUnsigned(): Result<never, Refusal> {
  const description =
    'This application must send its requests as signed request objects (request or request_uri).'
  return err(refusal('request_object_required', description))
}

async function readObject(
  deps: Deps,
  application: Registration,
  outer: Parameters,
  { text, hash }: Text,
): Promise<Result<Resolved, Refusal>> {
  const judged = judgeRequestObject(decodeJwt(text, LONGEST), application.metadata)
  if (!judged.ok) return judged
  const { claims, signature } = judged.value
  const proven = signature === null ? checkHash(text, hash) : await verify(deps, application, text, signature)
  if (!proven.ok) return proven
  const now = deps.clock()
  const read = readRequestObject(claims, { clientId: application.id, issuer: deps.issuer, outer, now })
  if (!read.ok) return read
  const carried = carry(deps, application.id, { parameters: read.value, signed: signature !== null })
  return carried.ok ? ok({ parameters: read.value, carried: carried.value }) : carried
}

/**
 * OpenID Connect Core §6.2: the fragment of a request_uri may hold the hash of the contents. It is held against what
 * nobody signed; a signature says more than it could, and is what an application can renew without a new address.
 */
function checkHash(text: string, hash: string | null): Result<null, Refusal> {
  if (hash === null || hash === sha256Base64Url(text)) return ok(null)
  const description = 'What stands at the request_uri does not have the SHA-256 that its fragment names.'
  return err(refusal('request_uri_unanswered', description))
}

/** Verifies the signature of a request object with the application's own key (RFC 9101 §6.2). */
async function verify(
  deps: Deps,
  application: Registration,
  text: string,
  sought: SoughtKey,
): Promise<Result<null, Refusal>> {
  const key = await deps.keyOf(application, sought)
  if (!key.ok) {
    switch (key.error) {
      case 'none':
        return refuseKey(
          'Register the public keys of the application (jwks or jwks_uri) to send request objects.',
        )
      case 'unknown': {
        const named = sought.kid === null ? '' : ` and kid ${sought.kid.slice(0, 100)}`
        return refuseKey(`Not one registered key of the application fits alg ${sought.algorithm}${named}.`)
      }
      case 'unanswered':
        return err(
          refusal(
            'request_object_keys_unanswered',
            'The jwks_uri of the application gave no key set in good order.',
          ),
        )
    }
  }
  if (await isSignedBy(text, key.value, sought.algorithm)) {
    // The address is that of the browser, which is nobody's business here.
    const { businessUnitId } = application
    deps.credentialUses.note({ businessUnitId, credential: keyUsed(application, key.value), from: null })
    return ok(null)
  }
  const description = 'The signature of the request object was not made with the registered key.'
  return err(refusal('request_object_signature', description))
}

function refuseKey(description: string): Result<never, Refusal> {
  return err(refusal('request_object_key_unknown', description))
}

/** Gets a request object from an address that its application registered beforehand, letter by letter. */
async function fetchObject(
  deps: Deps,
  application: Registration,
  uri: string,
): Promise<Result<Text, Refusal>> {
  if (!application.metadata.requestUris.includes(uri)) {
    const description =
      'The request_uri must be one that is registered for the application, letter by letter.'
    return err(refusal('request_uri_unregistered', description))
  }
  const [url = '', fragment = ''] = uri.split('#')
  const asked = await deps.fetch({
    method: 'GET',
    url,
    accept: 'application/oauth-authz-req+jwt, application/jwt',
    mostBytes: LONGEST,
    businessUnit: application.businessUnitId,
  })
  if (!asked.ok || asked.value.status !== 200) {
    const description =
      'The request_uri gave no request object. It must answer 200 within three seconds, without a redirect, with at most 64 kB.'
    return err(refusal('request_uri_unanswered', description))
  }
  return ok({ text: asked.value.body.toString('utf8'), hash: HASH.test(fragment) ? fragment : null })
}
