import { checkReason } from '@latchkey/contract/applications/status/reason.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { FieldFault } from '../refusal.ts'

/** Checks the reason for stopping an application. Out: the text to keep; null where none was given. */
export function checkStatusReason(typed: string): Result<string | null, readonly FieldFault[]> {
  const verdict = checkReason(typed)
  if (verdict.ok) return ok(verdict.value)
  return err([{ path: '/reason', rule: verdict.rule, message: verdict.message }])
}
