import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId } from '../../lib/ids.ts'
import { readPublicKeyText } from '../../registry/credentials/public-keys.ts'
import type { ActorRef, Registration } from '../../registry/model.ts'
import { forgetKeySetUrl, noteKeySetUrl } from '../../store/applications/keys/key-set-urls.ts'
import { forgetKeys, noteKeysAdded } from '../../store/applications/keys/known-keys.ts'
import type { Scoped } from '../../store/handle.ts'

type Metadata = Registration['metadata']

function thumbprintsIn(metadata: Metadata | null): readonly string[] {
  if (metadata === null || metadata.jwks === null) return []
  const read = readPublicKeyText(metadata.jwks)
  return read.ok ? read.value.map(({ thumbprint }) => thumbprint) : []
}

/**
 * Notes which public keys an application got and lost, in the transaction that changed them.
 * In: what it had before, null for a new one; what it has now; who changed that, and when. A key that was there before
 * stays as it is known.
 */
export async function noteKeys(
  scope: Scoped,
  applicationId: ApplicationId,
  change: {
    readonly before: Metadata | null
    readonly after: Metadata
    readonly by: ActorRef
    readonly at: Instant
  },
): Promise<void> {
  const { before, after, by, at } = change
  const [had, has] = [thumbprintsIn(before), thumbprintsIn(after)]
  const gone = had.filter(thumbprint => !has.includes(thumbprint))
  const fresh = has.filter(thumbprint => !had.includes(thumbprint))
  await forgetKeys(scope, applicationId, gone)
  await noteKeysAdded(scope, applicationId, fresh, { at, by })
  const url = after.jwksUri
  if (url === (before?.jwksUri ?? null)) return
  await forgetKeys(scope, applicationId, null)
  await (url === null
    ? forgetKeySetUrl(scope, applicationId)
    : noteKeySetUrl(scope, applicationId, { url, at, by }))
}
