import { HOUR } from '../../../lib/clock.ts'
import type { ApplicationId } from '../../../lib/ids.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { type Parameters, parseParameters } from '../../../protocol/parameters.ts'
import { type Refusal, refusal } from '../../../protocol/refusal.ts'
import type { Registration } from '../../../registry/model.ts'
import type { Deps } from '../../deps.ts'

/** What was read from a request object, and whether a signature proved it. */
type ReadObject = { readonly parameters: Parameters; readonly signed: boolean }

/** The parameter in which it goes on through our own pages. Clients cannot make one. */
export const CARRIED = 'latchkey_request'
/** How long somebody may take to sign in. The object's own times were judged when it arrived. */
const LIFE = HOUR
/** Sealed it becomes a third longer, and stands in an address of ours: front servers take 8 kB of one at most. */
const LONGEST = 5000

function purpose(clientId: ApplicationId): string {
  return `request of ${clientId}`
}

/**
 * Seals what was read from a request object, so that it goes on as it was read: neither fetched nor judged again, and
 * changed by nobody between the sign-in page and the answer on the consent page.
 * Out: the query with which the request goes on. Refuses more than 5000 characters of parameters.
 */
export function carry(deps: Deps, clientId: ApplicationId, read: ReadObject): Result<string, Refusal> {
  const form = new URLSearchParams()
  for (const [name, values] of read.parameters) for (const value of values) form.append(name, value)
  const encoded = form.toString()
  if (encoded.length > LONGEST) {
    return err(
      refusal(
        'request_object_malformed',
        `The parameters in the request object may have at most ${LONGEST} characters.`,
      ),
    )
  }
  const text = `${deps.clock()} ${read.signed ? 'signed' : 'unsigned'} ${encoded}`
  const sealed = deps.sealer.seal(purpose(clientId), text)
  return ok(new URLSearchParams({ client_id: clientId, [CARRIED]: sealed }).toString())
}

/**
 * Opens what {@link carry} sealed for this application. After an hour its signature proves nothing any more: an address
 * in somebody's history must not outlive the object for ever. Its parameters then begin anew as what anybody may ask
 * for without an object. Refuses what was not sealed, and what is that old of an application that must sign.
 */
export function openCarried(
  deps: Deps,
  { id, metadata }: Registration,
  sealed: string,
): Result<ReadObject, Refusal> {
  const [at, proof, form = ''] = deps.sealer.open(purpose(id), sealed)?.split(' ') ?? []
  const isOld = at === undefined || deps.clock() - Number(at) > LIFE
  if (at === undefined || (isOld && metadata.requireSignedRequestObject)) {
    const description = 'This sign-in was begun too long ago. Go back to the application and start again.'
    return err(refusal('request_object_expired', description))
  }
  const parameters = parseParameters(form)
  return parameters.ok
    ? ok({ parameters: parameters.value, signed: proof === 'signed' && !isOld })
    : parameters
}
