import { err, ok, type Result } from '../../lib/result.ts'
import type { AuthenticatedClient } from '../../protocol/client-authentication.ts'
import { type Refusal, refusal } from '../../protocol/refusal.ts'
import type { ClientCredentialsRequest } from '../../protocol/token-request.ts'
import {
  audiencesAsked,
  effectiveAccess,
  explain,
  scopesWithin,
} from '../../registry/tokens/effective-access.ts'
import { noteIgnoredScopes } from '../audit/ignored-scopes.ts'
import type { Deps } from '../deps.ts'
import type { KnownBusinessUnit } from '../known/known.ts'
import { mayIssueForItself } from './may-issue.ts'
import { mintAccessToken, type TokenResponse } from './mint.ts'

/**
 * The client credentials grant (RFC 6749 §4.4): a confidential application acts for itself, in its own business unit
 * or, when it is external, in the one it names with `business_unit`. Nothing is stored, so nothing is committed.
 * Refuses public applications, whatever mayIssue refuses, scopes that are not the application's, and an empty result.
 * Scopes that are nobody's are ignored.
 */
export async function grantClientCredentials(
  deps: Deps,
  client: AuthenticatedClient,
  request: ClientCredentialsRequest,
  requestId: string,
): Promise<Result<TokenResponse, Refusal>> {
  if (client.clientType === 'public') {
    return err(
      refusal(
        'grant_not_allowed',
        'A public application cannot act for itself, since it cannot prove itself.',
      ),
    )
  }
  const unit = await businessUnitFor(deps, client, request.businessUnit)
  if (!unit.ok) return unit
  const ground = await mayIssueForItself(deps, unit.value.unit, client.id, null)
  if (!ground.ok) return ground
  const known = await deps.known.apis()
  const access = effectiveAccess(request.scopes, {
    ...ground.value,
    switchedOn: unit.value.switchedOn,
    profile: null,
    consented: null,
    scopes: known.scopes,
  })
  const foreign = access.withheld.find(withheld => withheld.because === 'not-registered')
  if (foreign !== undefined) return err(refusal('scope_not_registered', explain(foreign)))
  const audiences = audiencesAsked(access.granted, request.resources, known)
  if (audiences === null) {
    return err(
      refusal(
        'target_not_granted',
        'A resource was asked for that the scopes of the application do not reach.',
      ),
    )
  }
  const scopes = scopesWithin(access.granted, audiences, known)
  if (scopes.length === 0) {
    const why = access.withheld.map(explain).join(' ')
    return err(refusal('scope_nothing_left', `No scope can be granted. ${why}`))
  }
  const { withheld } = access
  noteIgnoredScopes(deps, { applicationId: client.id, endpoint: '/oauth2/token', requestId, withheld })
  const life = ground.value.lifetimes.accessToken
  const minted = {
    businessUnit: unit.value.unit,
    clientId: client.id,
    scopes,
    audiences,
    onBehalfOf: null,
    life,
  }
  return ok(mintAccessToken(deps, minted, deps.clock()))
}

async function businessUnitFor(
  deps: Deps,
  client: AuthenticatedClient,
  number: string | null,
): Promise<Result<KnownBusinessUnit, Refusal>> {
  const owner = (await deps.known.client(client.id))?.registration
  if (owner?.kind === 'internal') {
    const own = await deps.known.businessUnit(owner.businessUnitId)
    if (own === null || (number !== null && number !== own.unit.number)) {
      return err(refusal('business_unit_unknown', 'This application belongs to another business unit.'))
    }
    return ok(own)
  }
  if (number === null) {
    return err(
      refusal(
        'parameter_missing',
        'An external application must say for which business unit: send its number as business_unit.',
      ),
    )
  }
  const named = /^[0-9]{7}$/.test(number) ? await deps.known.businessUnitByNumber(number) : null
  // A business unit that did not authorize the application is answered as one that is not there.
  const authorized = named === null ? null : await deps.known.authorization(named.unit.id, client.id)
  return named === null || authorized === null
    ? err(refusal('business_unit_unknown', 'No business unit of this number has authorized the application.'))
    : ok(named)
}
