import { err, ok, type Result } from '../lib/result.ts'
import type { Parameters } from './parameters.ts'
import { type Refusal, refusal } from './refusal.ts'

const MOST_RESOURCES = 20

/**
 * Reads the resource parameters, the only ones that may repeat (RFC 8707 §2).
 * Out: the audiences asked for without doubles; empty when none was. Refuses what is not an absolute URI without a
 * fragment.
 */
export function parseResources(parameters: Parameters): Result<readonly string[], Refusal> {
  const values = parameters.get('resource') ?? []
  if (values.length > MOST_RESOURCES) {
    return err(refusal('target_unknown', `At most ${MOST_RESOURCES} resource parameters may be sent.`))
  }
  for (const value of values) {
    if (value.includes('#') || !URL.canParse(value)) {
      return err(refusal('target_unknown', 'A resource must be an absolute URI without a fragment.'))
    }
  }
  return ok([...new Set(values)])
}
