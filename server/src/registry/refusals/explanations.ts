import type { Reason } from '../../protocol/refusal.ts'
import { CLIENT_EXPLANATIONS } from './client-explanations.ts'
import { type Explanation, explanation } from './explanation.ts'
import { GRANT_EXPLANATIONS } from './grant-explanations.ts'
import { REQUEST_EXPLANATIONS } from './request-explanations.ts'

/** The reason of what is no refusal: the request was answered, and something of it ignored. */
export const HINT = 'scope_ignored'

/** The reason of what is no refusal either: a harmless retry of a refresh. */
export const RETRY = 'refresh_repeated'

/** Every reason, and what it means. One without an explanation does not compile; docs/errors.md is held to it. */
export const EXPLANATIONS = {
  ...REQUEST_EXPLANATIONS,
  ...CLIENT_EXPLANATIONS,
  ...GRANT_EXPLANATIONS,
} as const satisfies Readonly<Record<Reason | typeof HINT | typeof RETRY, Explanation>>

const BY_NAME: ReadonlyMap<string, Explanation> = new Map(Object.entries(EXPLANATIONS))

/** What a reason means. In: a reason as it was kept, perhaps by another version. */
export function explain(reason: string): Explanation {
  return (
    BY_NAME.get(reason) ?? explanation('This reason is of another version.', 'The description says more.')
  )
}
