import type { ApplicationId } from '../../src/lib/ids.ts'
import type { RaisedAlert } from '../../src/registry/audit/raised-alert.ts'
import { NOW, newHash } from './records.ts'

/** An alert about an application, open, not yet kept. */
export function alertAbout(
  applicationId: ApplicationId,
  changes: Partial<RaisedAlert> = {},
): Omit<RaisedAlert, 'acknowledged'> {
  const kind = 'alert.challenge-reused'
  const facts = [{ field: 'user', before: null, after: 'agent@harbour.example' }]
  const base = { at: NOW, kind, subject: 'sec_1', facts, requestId: 'req_1' } as const
  return { id: `aud_${newHash()}`, applicationId, ...base, ...changes }
}
