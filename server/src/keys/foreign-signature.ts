import type { KeyObject } from 'node:crypto'
import { compactVerify, errors } from 'jose'
import type { ForeignKey } from '../protocol/key-set.ts'
import type { SigningAlgorithm } from './signing-key.ts'

/** What the header of a JWT says of its key. `kid` is compared with names and nothing else: it is never a place. */
export type SoughtKey = { readonly algorithm: SigningAlgorithm; readonly kid: string | null }

/** The kind of key each algorithm is for, in Node's words. `parseKeySet` lets in one curve of each kind. */
const KINDS: Readonly<Record<SigningAlgorithm, KeyObject['asymmetricKeyType']>> = {
  ES256: 'ec',
  RS256: 'rsa',
  PS256: 'rsa',
  EdDSA: 'ed25519',
}

/**
 * Chooses the key of somebody else's key set with which a JWT is to be verified (RFC 7515 §6, appendix D).
 * In: the registered keys; what the header says. Out: the key of that kid, or without a kid the only one that fits;
 * null when it names none, when the one it names is for another algorithm, and when several fit: none is tried out.
 */
export function chooseKey(keys: readonly ForeignKey[], sought: SoughtKey): ForeignKey | null {
  const fitting = keys.filter(({ key, alg, kid }) => {
    // RFC 9864 §2.2: Ed25519 is what EdDSA is called where the curve is told.
    const named = alg === 'Ed25519' ? 'EdDSA' : (alg ?? sought.algorithm)
    const fits = key.asymmetricKeyType === KINDS[sought.algorithm] && named === sought.algorithm
    return fits && (sought.kid === null || kid === sought.kid)
  })
  const [only, ...others] = fitting
  return only !== undefined && others.length === 0 ? only : null
}

/**
 * Whether a key of somebody else made the signature of a JWS. In: the text, which `decodeJwt` found to be well formed;
 * the key; the one algorithm that may stand in the header. Throws only where the key does not fit the algorithm.
 */
export async function isSignedBy(
  text: string,
  { key }: ForeignKey,
  algorithm: SigningAlgorithm,
): Promise<boolean> {
  try {
    const algorithms = algorithm === 'EdDSA' ? [algorithm, 'Ed25519'] : [algorithm]
    await compactVerify(text, key, { algorithms })
    return true
  } catch (fault) {
    if (fault instanceof errors.JOSEError) return false
    throw fault
  }
}
