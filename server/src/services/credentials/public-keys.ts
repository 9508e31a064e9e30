import { err, ok, type Result } from '../../lib/result.ts'
import type { KeyInText } from '../../protocol/key-text.ts'
import { readPublicKeyText } from '../../registry/credentials/public-keys.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import type { Deps } from '../deps.ts'
import { type Actor, demand } from '../people/actor.ts'
import { fetchOutcome } from './fetch-outcome.ts'

function invalid(path: string, rule: string, message: string): Result<never, RegistryRefusal> {
  return err({ kind: 'invalid', faults: [{ path, rule, message }] })
}

/**
 * Says what public keys a text holds; nothing is kept. Refuses without `api-applications:view`, a private key, and what
 * is no key.
 */
export function readPublicKeys(actor: Actor, text: string): Result<readonly KeyInText[], RegistryRefusal> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const read = readPublicKeyText(text)
  return read.ok ? read : invalid('/text', read.error.rule, read.error.message)
}

type Fetched = {
  readonly items: readonly KeyInText[]
  readonly failure: 'unanswered' | 'status' | 'private' | 'unreadable' | 'unusable' | null
  readonly status: number | null
}

/**
 * Asks a key-set URL once, through the guarded fetcher, and says what it gives; nothing is kept.
 * Refuses without `api-applications:edit`, and a URL that may not be asked. Why there is no answer is not told apart
 * (SECURITY.md section 5.3), and of a private key that is published nothing is passed on.
 */
export async function fetchKeySet(
  deps: Deps,
  actor: Actor,
  url: string,
): Promise<Result<Fetched, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:edit')
  if (!allowed.ok) return allowed
  const why = deps.outboundFault(url)
  if (why !== null) return invalid('/url', 'url', why)
  const asked = await deps.fetch({
    method: 'GET',
    url,
    accept: 'application/jwk-set+json, application/json',
    mostBytes: 64 * 1024,
    businessUnit: actor.businessUnit.id,
  })
  if (!asked.ok) return ok({ items: [], failure: 'unanswered', status: null })
  const outcome = fetchOutcome(asked.value)
  const read = outcome.failure === 'status' ? null : readPublicKeyText(asked.value.body.toString('utf8'))
  return ok({ items: read?.ok === true ? read.value : [], ...outcome })
}
