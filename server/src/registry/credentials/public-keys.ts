import {
  holdsPrivateKey,
  PRIVATE_KEY_WORDS,
} from '@latchkey/contract/applications/credentials/private-key.ts'
import { err, type Result } from '../../lib/result.ts'
import { type KeyInText, readKeyText } from '../../protocol/key-text.ts'

type KeyTextFault = { readonly rule: 'private' | 'keys'; readonly message: string }

/** Reads public keys in any form. Refuses a private key before anything of it is looked at, and what is no key. */
export function readPublicKeyText(text: string): Result<readonly KeyInText[], KeyTextFault> {
  if (holdsPrivateKey(text)) return err({ rule: 'private', message: PRIVATE_KEY_WORDS })
  const read = readKeyText(text)
  return read.ok ? read : err({ rule: 'keys', message: read.error })
}
