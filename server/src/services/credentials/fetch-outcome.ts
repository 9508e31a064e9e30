import { parseKeySet } from '../../protocol/key-set.ts'
import { readPublicKeyText } from '../../registry/credentials/public-keys.ts'

/** Why a URL gave no key set, as far as its owner may know (SECURITY.md section 5.3); null: it gave one. */
type Outcome = {
  readonly failure: 'unanswered' | 'status' | 'private' | 'unreadable' | 'unusable' | null
  readonly status: number | null
}

/**
 * Judges what the URL of a key set answered, as an application that proves itself would have it.
 * In: the answer, or null where there was none that may be told of.
 */
export function fetchOutcome(
  answer: { readonly status: number; readonly body: { toString(encoding: 'utf8'): string } } | null,
): Outcome {
  if (answer === null) return { failure: 'unanswered', status: null }
  const { status, body } = answer
  if (status !== 200) return { failure: 'status', status }
  const text = body.toString('utf8')
  if (parseKeySet(text).ok) return { failure: null, status }
  const read = readPublicKeyText(text)
  if (read.ok) return { failure: 'unusable', status }
  return { failure: read.error.rule === 'private' ? 'private' : 'unreadable', status }
}
