import type { ForeignKey } from '../../protocol/key-set.ts'
import type { Registration } from '../../registry/model.ts'
import type { UsedCredential } from '../audit/credential-use-log.ts'

/** A public key of an application as what it proved itself with. */
export function keyUsed({ id, metadata }: Registration, { thumbprint, kid }: ForeignKey): UsedCredential {
  return { kind: 'key', applicationId: id, thumbprint, kid, published: metadata.jwks === null }
}
