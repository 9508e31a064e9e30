import type { Keyring } from '../keys/keyring.ts'
import type { PasswordHasher } from '../keys/passwords.ts'
import type { Sealer } from '../keys/sealing.ts'
import type { Clock } from '../lib/clock.ts'
import type { GuardedFetch, GuardedProbe } from '../outbound/guarded-fetch.ts'
import type { Mailer } from '../outbound/mail/mailer.ts'
import type { Scoped, Store } from '../store/handle.ts'
import type { CallbackUseLog } from './applications/urls/callback-use-log.ts'
import type { ApplicationUseLog } from './audit/application-use-log.ts'
import type { CredentialUseLog } from './audit/credential-use-log.ts'
import type { RefusalLog } from './audit/refusal-log.ts'
import type { KeyOf } from './known/application-keys.ts'
import type { Known } from './known/known.ts'
import type { HealthLog } from './platform/health-log.ts'
import type { Recorded } from './recorded.ts'

/** What services need from the outside, wired once in `main.ts`. */
export type Deps = {
  readonly store: Store
  readonly clock: Clock
  /** The public base URL, which is also the issuer; no trailing slash. */
  readonly issuer: string
  readonly sealer: Sealer
  readonly passwords: PasswordHasher
  /** The signing keys as they stand now. */
  readonly keyring: () => Keyring
  /** Reads the signing keys again. When it resolves, everything committed before the call is in use here. */
  readonly reloadKeys: () => Promise<void>
  readonly known: Known
  readonly refusals: RefusalLog
  readonly credentialUses: CredentialUseLog
  readonly applicationUses: ApplicationUseLog
  readonly callbackUses: CallbackUseLog
  /** How this process and its jobs do. */
  readonly health: HealthLog
  /** Asks strangers' servers, guarded (SECURITY.md, choke point 4). */
  readonly fetch: GuardedFetch
  /** Looks how a stranger's URL does, under the same guards. */
  readonly probe: GuardedProbe
  /** Why a stranger's URL may not be asked, as a sentence for whoever typed it; null when it may. */
  readonly outboundFault: (url: string) => string | null
  /** The operator's mail server; null while none is set, and then letters are kept. */
  readonly mailer: Mailer | null
  /** Finds the public key with which an application's JWT is to be verified. */
  readonly keyOf: KeyOf
  /** What else becomes durable with each change, in its transaction: a bulk change notes what became of an item. */
  readonly alongside?: (scope: Scoped, what: Recorded) => Promise<void>
}
