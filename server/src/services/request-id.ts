import { newRecordId } from '../keys/random.ts'

/** A new request id, quoted in replies, logs and audit entries. */
export function newRequestId(): string {
  return newRecordId('req')
}
