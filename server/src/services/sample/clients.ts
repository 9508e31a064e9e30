import { sha256Base64Url } from '../../keys/hash.ts'
import { newOpaque } from '../../keys/random.ts'
import type { ApplicationId } from '../../lib/ids.ts'
import type { AuthenticatedClient } from '../../protocol/client-authentication.ts'
import { parseParameters } from '../../protocol/parameters.ts'
import type { Refusal } from '../../protocol/refusal.ts'
import type { Deps } from '../deps.ts'
import { beginSession, liveSession } from '../people/sessions.ts'
import { newRequestId } from '../request-id.ts'
import { proveClient } from '../tokens/authenticate-client.ts'
import { answerConsent } from '../tokens/authorization/answer-consent.ts'
import { nextStep } from '../tokens/authorization/next-step.ts'
import { prepareAuthorization } from '../tokens/authorization/prepare-authorization.ts'
import { grantClientCredentials } from '../tokens/client-credentials.ts'
import { redeemCode } from '../tokens/redeem-code.ts'
import { refreshTokens } from '../tokens/refresh.ts'
import { actorOf, granted } from './stage.ts'

/** Of the addresses that are for documentation alone (RFC 5737). */
const SAMPLE_ADDRESS = '192.0.2.17'

/** An application of the sample as its software knows itself. */
export type SampleClient = {
  readonly id: ApplicationId
  /** Null: it is public. */
  readonly secret: string | null
  readonly callbackUrl: string
}

const BROWSER = {
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  // RFC 5737 §3: an address for documentation.
  ip: '203.0.113.20',
}

/**
 * Lets a user sign in, allow an application all it asks for, and the application fetch its tokens.
 * In: the services, the user name, the application and the scopes it asks for. Out: its refresh token.
 */
export async function allow(
  deps: Deps,
  userName: string,
  client: SampleClient,
  scope: string,
): Promise<string> {
  const { user } = await actorOf(deps, userName)
  const session = await liveSession(
    deps,
    await beginSession(deps, user, { ...BROWSER, requestId: newRequestId() }),
  )
  const verifier = newOpaque()
  const asked = { scope, code_challenge: sha256Base64Url(verifier), code_challenge_method: 'S256' }
  const preparation = await prepare(deps, client, client.callbackUrl, asked)
  if (preparation.kind !== 'ready' || session === null)
    throw new Error(`${userName} cannot be asked by ${client.id}`)
  const { prepared } = preparation
  const step = await nextStep(deps, prepared, session, { signedIn: true, chose: false })
  if (step.kind !== 'ask')
    throw new Error(`${userName} is not asked what ${client.id} may do, but: ${step.kind}`)
  const { offer } = step.proposal
  const given = { shown: offer, ticked: offer.optional }
  const outcome = await answerConsent(deps, { prepared, session, given, requestId: newRequestId() })
  const url = outcome.kind === 'answer' && outcome.answer.by === 'redirect' ? outcome.answer.url : ''
  const code = URL.parse(url)?.searchParams.get('code') ?? ''
  const redemption = { code, redirectUri: client.callbackUrl, codeVerifier: verifier, resources: [] }
  const tokens = granted(
    `the tokens of ${client.id} for ${userName}`,
    await redeemCode(
      deps,
      await proven(deps, client),
      { grant: 'authorization_code', ...redemption },
      newRequestId(),
    ),
  )
  return tokens.refresh_token ?? ''
}

/** Lets an application fetch new tokens with its refresh token. */
export async function refresh(deps: Deps, client: SampleClient, refreshToken: string): Promise<void> {
  const request = { grant: 'refresh_token', refreshToken, scopes: null, resources: [] } as const
  granted('a refresh', await refreshTokens(deps, await proven(deps, client), request, newRequestId()))
}

/** Lets an application ask for a token of its own with a client secret that is not its own. */
export async function askWithWrongSecret(deps: Deps, client: SampleClient): Promise<void> {
  const claim = { clientId: client.id, method: 'client_secret_basic', secret: newOpaque() } as const
  const answer = await proveClient(deps, claim, SAMPLE_ADDRESS)
  if (!answer.ok) note(deps, client, answer.error, { grant_type: 'client_credentials' })
}

/** Lets an application ask, for itself, for a scope that it was not registered with. */
export async function askForScope(deps: Deps, client: SampleClient, scope: string): Promise<void> {
  const request = { grant: 'client_credentials', scopes: [scope], businessUnit: null, resources: [] } as const
  const answer = await grantClientCredentials(deps, await proven(deps, client), request, newRequestId())
  if (!answer.ok) note(deps, client, answer.error, { grant_type: 'client_credentials', scope })
}

/** Lets an application send a person to sign in who is to come back to a URL that was not registered. */
export async function askFromElsewhere(deps: Deps, client: SampleClient, callbackUrl: string): Promise<void> {
  const preparation = await prepare(deps, client, callbackUrl, { scope: 'openid' })
  if (preparation.kind !== 'show') return
  const asked = { response_type: 'code', scope: 'openid', redirect_uri: callbackUrl }
  note(deps, client, preparation.refused, asked)
}

function prepare(
  deps: Deps,
  { id }: SampleClient,
  redirectUri: string,
  more: Readonly<Record<string, string>>,
) {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: id,
    redirect_uri: redirectUri,
    ...more,
  })
  const parameters = granted('an authorization request', parseParameters(query.toString()))
  return prepareAuthorization(deps, parameters, newRequestId())
}

async function proven(deps: Deps, { id, secret }: SampleClient): Promise<AuthenticatedClient> {
  const method = secret === null ? 'none' : 'client_secret_basic'
  return granted(
    `the proof of ${id}`,
    await proveClient(deps, { clientId: id, method, secret }, SAMPLE_ADDRESS),
  )
}

/** Notes what was refused. In: the parameters that were sent, by which it is told where. */
function note(
  deps: Deps,
  client: SampleClient,
  refused: Refusal,
  sent: Readonly<Record<string, string>>,
): void {
  const endpoint = sent['grant_type'] === undefined ? '/oauth2/authorize' : '/oauth2/token'
  const asked = new Map(Object.entries(sent).map(([name, value]) => [name, [value]]))
  deps.refusals.note({ applicationId: client.id, endpoint, refused, requestId: newRequestId(), asked })
}
