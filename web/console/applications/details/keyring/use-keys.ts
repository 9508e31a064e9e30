import type { Application } from '@latchkey/contract/applications/applications.ts'
import { listKeys } from '@latchkey/contract/applications/credentials/keys.ts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../../../kit/queries.ts'

/** The public keys of an application and what is known of them; asked for only where it has some. */
export function useKeys({ id, type, metadata }: Application) {
  const { jwks, jwksUri } = metadata
  return useQuery({
    ...read(listKeys, { params: { id } }),
    enabled: type === 'internal' && (jwks !== null || jwksUri !== null),
  })
}
