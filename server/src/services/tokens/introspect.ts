import { sha256Hex } from '../../keys/hash.ts'
import { hasValidChecksum } from '../../keys/secret-format.ts'
import { seconds } from '../../protocol/access-token.ts'
import type { AuthenticatedClient } from '../../protocol/client-authentication.ts'
import { familyEnd, idleEnd } from '../../registry/applications/lifetimes.ts'
import { audiencesOf } from '../../registry/tokens/effective-access.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { findUser } from '../../store/people/users.ts'
import { findRefreshToken } from '../../store/tokens/refresh-tokens.ts'
import { findFamily } from '../../store/tokens/token-families.ts'
import type { Deps } from '../deps.ts'
import { narrowToStanding } from './granted-access.ts'
import { mayIssueForUser } from './may-issue.ts'
import { type LiveToken, readLiveToken } from './standing.ts'
import { subjectFor } from './subject.ts'

/** An introspection response (RFC 7662 §2.2); an inactive one holds nothing else. */
type Introspection =
  | { readonly active: false }
  | { readonly active: true; readonly [claim: string]: string | number | boolean | readonly string[] }

/** What is answered, and whether the token is one that we ever issued: all others may be guesses. */
type Finding = { readonly answer: Introspection; readonly recognised: boolean }

const INACTIVE: Finding = { answer: { active: false }, recognised: true }
const UNKNOWN: Finding = { answer: { active: false }, recognised: false }

function active(claims: Omit<Extract<Introspection, { active: true }>, 'active'>): Finding {
  return { answer: { active: true, ...claims }, recognised: true }
}

/**
 * Says whether a token is active, to a confidential application that may know (RFC 7662 §2, §4).
 * In: the application that asks, already authenticated; the token as sent, access or refresh.
 * An application may ask about its own tokens; an internal one also about access tokens of its business unit for an
 * API that it holds the scope of, so that it can serve as a resource server. All else is answered inactive.
 * With `lookUp` false nothing is looked up that can be guessed: only what bears our signature is then answered for.
 */
export async function introspect(
  deps: Deps,
  client: AuthenticatedClient,
  text: string,
  { lookUp }: { readonly lookUp: boolean },
): Promise<Finding> {
  if (hasValidChecksum(text, 'lkr')) return lookUp ? introspectRefreshToken(deps, client, text) : UNKNOWN
  const live = await readLiveToken(deps, text)
  if (!live.ok) return (await isSignedByUs(deps, text)) ? INACTIVE : UNKNOWN
  if (!(await mayKnow(deps, client, live.value))) return INACTIVE
  const { token, owner, user } = live.value
  // The application itself is told who it is in its own words, as by ID tokens and userinfo; an API as by the token.
  const own = token.clientId === client.id && user !== null
  return active({
    iss: deps.issuer,
    sub: own ? subjectFor(deps, user.id, owner) : token.subject,
    aud: token.audiences.length === 1 ? (token.audiences[0] ?? '') : token.audiences,
    client_id: token.clientId,
    scope: token.scopes.join(' '),
    exp: seconds(token.expiresAt),
    iat: seconds(token.issuedAt),
    jti: token.tokenId,
    token_type: 'Bearer',
    bu: token.businessUnitNumber,
  })
}

/** Whether a token bears a signature of ours, whatever it is and however old. */
async function isSignedByUs(deps: Deps, text: string): Promise<boolean> {
  const verified = await deps.keyring().verifyJwt(text, { typ: 'at+jwt', issuer: deps.issuer, now: 0 })
  return verified.ok || (verified.error !== 'malformed' && verified.error !== 'signature')
}

async function mayKnow(deps: Deps, client: AuthenticatedClient, live: LiveToken): Promise<boolean> {
  if (live.token.clientId === client.id) return true
  const asking = (await deps.known.client(client.id))?.registration
  if (asking?.kind !== 'internal' || asking.businessUnitId !== live.businessUnit.id || !asking.active)
    return false
  const served = audiencesOf(asking.scopes, await deps.known.apis())
  return live.token.audiences.some(audience => served.includes(audience))
}

async function introspectRefreshToken(
  deps: Deps,
  client: AuthenticatedClient,
  text: string,
): Promise<Finding> {
  const record = await findRefreshToken(deps.store, sha256Hex(text))
  if (record === null) return UNKNOWN
  if (record.replacedAt !== null) return INACTIVE
  const scope = inBusinessUnit(deps.store, record.businessUnitId)
  const family = await findFamily(scope, record.familyId)
  if (family === null || family.applicationId !== client.id) return INACTIVE
  const [user, unit] = [
    await findUser(scope, family.userId),
    await deps.known.businessUnit(family.businessUnitId),
  ]
  if (user === null || unit === null) return INACTIVE
  const { applicationId } = family
  const question = { businessUnit: unit.unit, applicationId, user, family, consent: 'look-up' } as const
  const ground = await mayIssueForUser(deps, deps.store, question)
  if (!ground.ok) return INACTIVE
  const { lifetimes } = ground.value
  const end = Math.min(idleEnd(record, family, lifetimes), familyEnd(family, lifetimes))
  if (end <= deps.clock()) return INACTIVE
  const around = { unit, known: await deps.known.apis() }
  const left = await narrowToStanding(scope, around, { ...ground.value, user, scopes: family.scopes })
  if (left.scopes.length === 0) return INACTIVE
  return active({
    iss: deps.issuer,
    sub: subjectFor(deps, family.userId, ground.value.owner),
    client_id: applicationId,
    scope: left.scopes.join(' '),
    exp: seconds(end),
    iat: seconds(record.issuedAt),
    bu: unit.unit.number,
  })
}
