import { isSignedBy } from '../../keys/foreign-signature.ts'
import { equalInConstantTime, sha256Hex } from '../../keys/hash.ts'
import type { Instant } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { type JudgedAssertion, judgeAssertion } from '../../protocol/client-assertion.ts'
import {
  type AssertionClaim,
  type AuthenticatedClient,
  authenticateByAssertion,
  authenticateClient,
  type ClientClaim,
  type ClientFacts,
  expectAssertion,
} from '../../protocol/client-authentication.ts'
import type { ForeignKey } from '../../protocol/key-set.ts'
import { type Refusal, refusal } from '../../protocol/refusal.ts'
import { hasEnded } from '../../registry/applications/application.ts'
import { isWithin } from '../../registry/credentials/address-ranges.ts'
import { opensNow } from '../../registry/credentials/leak-policy.ts'
import type { ClientSecret, Registration } from '../../registry/model.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { consumeAssertion } from '../../store/tokens/used-assertions.ts'
import type { UsedCredential } from '../audit/credential-use-log.ts'
import { keyUsed } from '../credentials/key-used.ts'
import type { Deps } from '../deps.ts'

/**
 * Proves a client.
 * In: what the request says about itself, and the address it came from. Out: the proof that every grant asks for. Refuses as RFC 6749 §5.2 says, and
 * from where the application may not ask.
 * Whether the application may get anything is asked later, by `mayIssue`.
 */
export async function proveClient(
  deps: Deps,
  claim: ClientClaim,
  from: string,
): Promise<Result<AuthenticatedClient, Refusal>> {
  const proven = await proveByCredential(deps, claim)
  if (!proven.ok) return proven
  const known = await deps.known.client(claim.clientId)
  // Asked last, so that who cannot prove to be the application learns nothing of where it is.
  if (known !== null && !isWithin(from, known.addressRanges)) {
    const description = `The application may not ask from ${from}, but from the address ranges chosen for it alone.`
    return err(refusal('client_address_refused', description))
  }
  const { client, used } = proven.value
  noteUse(deps, known?.registration ?? null, used, from)
  return ok(client)
}

/** A client that proved itself, and with which credential; null: it has none. */
type Proven = { readonly client: AuthenticatedClient; readonly used: UsedCredential | null }

async function proveByCredential(deps: Deps, claim: ClientClaim): Promise<Result<Proven, Refusal>> {
  const known = await deps.known.client(claim.clientId)
  const registration = known?.registration ?? null
  const now = deps.clock()
  const facts: ClientFacts | null =
    known === null
      ? null
      : {
          id: known.registration.id,
          clientType: known.registration.clientType,
          method: known.registration.metadata.tokenEndpointAuthMethod,
          secrets: known.secrets.filter(secret => opensNow(secret, now)),
        }
  if (claim.method !== 'private_key_jwt') {
    const hash = claim.secret === null ? null : sha256Hex(claim.secret)
    const client = authenticateClient(claim, hash, facts)
    if (client.ok) {
      const { secretId } = client.value
      return ok({ client: client.value, used: secretId === null ? null : { kind: 'secret', secretId } })
    }
    const refused = refusalOfClosed(known?.secrets ?? [], hash, now)
    return refused === null ? client : err(refused)
  }
  const expected = expectAssertion(claim, facts)
  if (!expected.ok) return expected
  if (registration === null) throw new Error('an assertion was expected of an application that is not there')
  return proveByAssertion(deps, claim, facts, registration)
}

/** Whoever has a secret was told it once, so that it may know why it works no longer. Null: it is none of these. */
function refusalOfClosed(
  secrets: readonly ClientSecret[],
  hash: string | null,
  now: Instant,
): Refusal | null {
  if (hash === null) return null
  const closed = secrets.filter(secret => !opensNow(secret, now))
  const held = closed.find(secret => equalInConstantTime(secret.hash, hash))
  if (held === undefined) return null
  if (hasEnded(held, now)) {
    return refusal('client_secret_expired', 'The client secret has expired. Use a newer one.')
  }
  const description =
    'The client secret is in quarantine, since it was found where it does not belong. Use another, or ask the owner of the application to release it.'
  return refusal('client_secret_quarantined', description)
}

/** Lets the owner see later when and from where a credential was used, and so whether it is safe to delete. */
function noteUse(
  deps: Deps,
  registration: Registration | null,
  credential: UsedCredential | null,
  from: string,
): void {
  if (registration === null || credential === null) return
  deps.credentialUses.note({ businessUnitId: registration.businessUnitId, credential, from })
}

/** Every check first, and then the assertion is used up by one conditional write (DESIGN choke point 1). */
async function proveByAssertion(
  deps: Deps,
  claim: AssertionClaim,
  facts: ClientFacts | null,
  registration: Registration,
): Promise<Result<Proven, Refusal>> {
  const { metadata, businessUnitId } = registration
  const judged = judgeAssertion(claim.assertion, {
    clientId: claim.clientId,
    issuer: deps.issuer,
    tokenEndpoint: `${deps.issuer}/oauth2/token`,
    tokenEndpointAudienceAllowed: metadata.tokenEndpointAudienceAllowed,
    algorithm: metadata.tokenEndpointAuthSigningAlg,
    now: deps.clock(),
  })
  if (!judged.ok) return judged
  const { sought, tokenId, expiresAt } = judged.value
  const key = await findKey(deps, registration, sought)
  if (!key.ok) return key
  const signed = await isSignedBy(claim.text, key.value, sought.algorithm)
  const hash = sha256Hex(JSON.stringify([claim.clientId, tokenId]))
  const scope = inBusinessUnit(deps.store, businessUnitId)
  const unused = signed && (await consumeAssertion(scope, hash, expiresAt))
  const client = authenticateByAssertion(claim, { signed, unused }, facts)
  return client.ok ? ok({ client: client.value, used: keyUsed(registration, key.value) }) : client
}

async function findKey(
  deps: Deps,
  registration: Registration,
  sought: JudgedAssertion['sought'],
): Promise<Result<ForeignKey, Refusal>> {
  const key = await deps.keyOf(registration, sought)
  if (key.ok) return ok(key.value)
  switch (key.error) {
    case 'none':
      return err(refusal('assertion_key_unknown', 'The application has no registered key.'))
    case 'unknown': {
      const named = sought.kid === null ? '' : ` and kid ${sought.kid.slice(0, 100)}`
      const description = `Not one registered key of the application fits alg ${sought.algorithm}${named}.`
      return err(refusal('assertion_key_unknown', description))
    }
    case 'unanswered': {
      const description = 'The jwks_uri of the application gave no key set in good order.'
      return err(refusal('assertion_keys_unanswered', description))
    }
  }
}
