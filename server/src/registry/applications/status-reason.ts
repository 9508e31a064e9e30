import { checkReason } from '@latchkey/contract/applications/status/reason.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { FieldFault } from '../refusal.ts'

/** Checks the reason for stopping an application, or a business unit. Out: the text to keep; null where none was given. */
export function checkStatusReason(typed: string): Result<string | null, readonly FieldFault[]> {
  const verdict = checkReason(typed)
  if (verdict.ok) return ok(verdict.value)
  return err([{ path: '/reason', rule: verdict.rule, message: verdict.message }])
}

/** Checks the reason for containing an application, which there must be. Out: the text to keep. */
export function checkContainmentReason(typed: string): Result<string, readonly FieldFault[]> {
  const checked = checkStatusReason(typed)
  if (!checked.ok) return checked
  if (checked.value !== null) return ok(checked.value)
  const message = 'Say why it is contained: others have to know what to look into.'
  return err([{ path: '/reason', rule: 'required', message }])
}
