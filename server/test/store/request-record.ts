import { newRecordId } from '../../src/keys/random.ts'
import { ACTOR, NOW } from './records.ts'

/** A request for an application that is not in the catalogue. */
export function requestOf() {
  const words = { name: 'Quiet Dialler', link: 'https://dialler.example/', reason: 'Night\nshift' }
  return { ...words, id: newRecordId('ask'), createdAt: NOW, createdBy: ACTOR }
}
