import { type ApplicationId, isApplicationId } from '../../../lib/ids.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import {
  decideLogout,
  type LogoutHint,
  type LogoutRequest,
  type PostLogoutTarget,
  parseLogoutRequest,
  postLogoutTarget,
  readLogoutHint,
} from '../../../protocol/openid/logout-request.ts'
import type { Parameters } from '../../../protocol/parameters.ts'
import { type Refusal, refusal } from '../../../protocol/refusal.ts'
import type { Registration, Session } from '../../../registry/model.ts'
import type { Deps } from '../../deps.ts'
import { sessionIdFor, subjectFor } from '../../tokens/subject.ts'

/** A logout request that is well formed, whose hint is ours, and whose target is proven. */
export type PreparedLogout = {
  readonly hint: LogoutHint | null
  /** The application that asks, as its owner registered it; null when the request does not say. */
  readonly application: Registration | null
  readonly target: PostLogoutTarget | null
}

/** Why a logout request is refused, and which application is told, as far as one is known. */
type LogoutRefusal = { readonly refused: Refusal; readonly applicationId: ApplicationId | null }

/**
 * Reads a logout request (OpenID Connect RP-Initiated Logout §2, §3).
 * In: the decoded parameters, from the query or a form. Out: the request, ready to be decided.
 * Refuses what the rules in `protocol/openid/logout-request.ts` refuse, and an application that is not there; every
 * refusal is for the person, none is ever sent anywhere.
 */
export async function prepareLogout(
  deps: Deps,
  parameters: Parameters,
): Promise<Result<PreparedLogout, LogoutRefusal>> {
  const request = parseLogoutRequest(parameters)
  if (!request.ok) return err({ refused: request.error, applicationId: null })
  const { clientId: claimed } = request.value
  const hint = await hintOf(deps, request.value)
  if (!hint.ok) return err({ refused: hint.error, applicationId: idOf(claimed) })
  const clientId = hint.value?.clientId ?? claimed
  const application = await applicationOf(deps, clientId)
  if (!application.ok) return err({ refused: application.error, applicationId: idOf(clientId) })
  const registered = application.value?.metadata.postLogoutRedirectUris ?? null
  const target = postLogoutTarget(request.value, registered)
  if (!target.ok) return err({ refused: target.error, applicationId: idOf(clientId) })
  return ok({ hint: hint.value, application: application.value, target: target.value })
}

function idOf(clientId: string | null): ApplicationId | null {
  return clientId !== null && isApplicationId(clientId) ? clientId : null
}

async function hintOf(deps: Deps, request: LogoutRequest): Promise<Result<LogoutHint | null, Refusal>> {
  if (request.idTokenHint === null) return ok(null)
  // §4: a hint may have expired; at the beginning of time none has.
  const expected = { typ: 'JWT', issuer: deps.issuer, now: 0 }
  const verified = await deps.keyring().verifyJwt(request.idTokenHint, expected)
  return readLogoutHint(verified.ok ? verified.value : null, request.clientId)
}

async function applicationOf(
  deps: Deps,
  clientId: string | null,
): Promise<Result<Registration | null, Refusal>> {
  if (clientId === null) return ok(null)
  const known = isApplicationId(clientId) ? await deps.known.client(clientId) : null
  if (known === null) return err(refusal('client_unknown', 'There is no application with this client_id.'))
  return ok(known.registration)
}

/**
 * Decides what follows from a logout request in a browser: nobody to log out, end the session, or ask the person.
 * In: the request, and the session of the browser's cookie, if any.
 */
export function logoutStep(
  deps: Deps,
  { hint, application }: PreparedLogout,
  session: Session | null,
): 'nobody' | 'end' | 'ask' {
  // Without an application there is no hint, so it does not matter by which names user and session go.
  const present =
    session === null
      ? null
      : application === null
        ? { subject: session.userId, sessionId: session.id }
        : {
            subject: subjectFor(deps, session.userId, application),
            sessionId: sessionIdFor(deps, session.id, application),
          }
  return decideLogout(hint, present)
}
