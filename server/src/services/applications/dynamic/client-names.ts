import type { ApplicationId } from '../../../lib/ids.ts'
import { type Refusal, refusal } from '../../../protocol/refusal.ts'
import type { Registration } from '../../../registry/model.ts'
import type { FieldFault } from '../../../registry/refusal.ts'
import type { Deps } from '../../deps.ts'

/** Room for a number behind a name of a hundred characters. */
const LONGEST_BASE = 88

/**
 * What an application may be called, in the order of preference: as it wishes, with a number, and at last with a part
 * of its id, which nobody else has. In: the application under the name it wishes.
 */
export function namesFor({ name, id }: Pick<Registration, 'name' | 'id'>): readonly string[] {
  const base = Array.from(name).slice(0, LONGEST_BASE).join('').trim()
  return [name, ...[2, 3, 4, 5].map(number => `${base} ${number}`), `${base} ${id.slice(-10)}`]
}

/** Where a client manages its registration (RFC 7592 §3, registration_client_uri). */
export function clientUri({ issuer }: Pick<Deps, 'issuer'>, id: ApplicationId): string {
  return `${issuer}/oauth2/register/${id}`
}

/** What is wrong with a sector identifier URI, in the words of the wire. */
export function sectorRefusal({ message }: FieldFault): Refusal {
  return refusal('client_metadata_invalid', `sector_identifier_uri: ${message}`)
}
