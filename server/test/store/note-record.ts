import { newRecordId } from '../../src/keys/random.ts'
import type { ApplicationId } from '../../src/lib/ids.ts'
import type { Note } from '../../src/registry/model.ts'
import { ACTOR, NOW } from './records.ts'

/** A note as it is kept when it is new. */
export function noteOn(applicationId: ApplicationId, text = 'Ask the night shift first.'): Note {
  const made = { createdAt: NOW, createdBy: ACTOR, edited: null, version: 1 }
  return { id: newRecordId('nte'), applicationId, text, ...made }
}
