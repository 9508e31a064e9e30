import type { ApplicationStatus } from '@latchkey/contract/applications/applications.ts'
import { say } from '../words/say.ts'

export const STATUS_WORDS = {
  active: say('Active'),
  inactive: say('Inactive'),
  contained: say('Contained'),
} satisfies Record<ApplicationStatus, string>

/** A status as word and dot, so that colour is never the only sign. */
export function Status({ status }: { readonly status: ApplicationStatus }) {
  return (
    <span className="lk-status" data-status={status}>
      <span className="lk-dot" aria-hidden="true" />
      {STATUS_WORDS[status]}
    </span>
  )
}
