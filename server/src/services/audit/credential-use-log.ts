import { type Clock, type Instant, MINUTE } from '../../lib/clock.ts'
import type { ApplicationId, BusinessUnitId, SecretId } from '../../lib/ids.ts'
import { noteSecretUse } from '../../store/applications/credentials.ts'
import { type FetchFailure, noteKeySetFetch } from '../../store/applications/keys/key-set-urls.ts'
import { noteKeyUse } from '../../store/applications/keys/known-keys.ts'
import { inBusinessUnit, type Scoped, type Store } from '../../store/handle.ts'

/** What opened something: a secret, or a public key of an application, registered or published at its URL. */
export type UsedCredential =
  | { readonly kind: 'secret'; readonly secretId: SecretId }
  | {
      readonly kind: 'key'
      readonly applicationId: ApplicationId
      readonly thumbprint: string
      readonly kid: string | null
      readonly published: boolean
    }

/** A credential that opened something: whose it is, and the address it came from; null: not from the application. */
type Use = {
  readonly businessUnitId: BusinessUnitId
  readonly credential: UsedCredential
  readonly from: string | null
}

/** How fetching a key set from its URL went. */
export type KeySetFetch = {
  readonly businessUnitId: BusinessUnitId
  readonly applicationId: ApplicationId
  readonly url: string
  readonly failure: FetchFailure | null
  readonly status: number | null
}

export type CredentialUseLog = {
  /** Remembers that a credential was used. Never waits, and never fails a request. */
  readonly note: (use: Use) => void
  /** Remembers how a fetch went, likewise. */
  readonly noteFetch: (fetch: KeySetFetch) => void
  /** Writes what is remembered. Called every second and at the end. */
  readonly flush: () => Promise<void>
}

type Waiting = {
  readonly businessUnitId: BusinessUnitId
  readonly at: Instant
  readonly write: (scope: Scoped) => Promise<unknown>
}

/** What is shown is right to the minute: a credential in constant use costs one write a minute, and no more. */
const EVERY = MINUTE
const MOST_REMEMBERED = 10_000

/** Makes the log of one process: when and from where each credential was last used, and how fetching key sets went. */
export function createCredentialUseLog({
  store,
  clock,
}: {
  readonly store: Store
  readonly clock: Clock
}): CredentialUseLog {
  const waiting = new Map<string, Waiting>()
  const written = new Map<string, Instant>()
  function remember(
    key: string,
    businessUnitId: BusinessUnitId,
    write: (scope: Scoped, at: Instant) => Promise<unknown>,
  ): void {
    const at = clock()
    const last = written.get(key)
    if (last !== undefined && at - last < EVERY) return
    if (waiting.size >= MOST_REMEMBERED && !waiting.has(key)) return
    waiting.set(key, { businessUnitId, at, write: scope => write(scope, at) })
  }
  return {
    note({ businessUnitId, credential, from }) {
      const key =
        credential.kind === 'secret'
          ? credential.secretId
          : `${credential.applicationId} ${credential.thumbprint}`
      remember(key, businessUnitId, (scope, at) =>
        credential.kind === 'secret'
          ? noteSecretUse(scope, credential.secretId, { at, from: from ?? '' })
          : noteKeyUse(scope, credential, { at, from }),
      )
    },
    noteFetch({ businessUnitId, applicationId, ...fetched }) {
      // Another outcome is news, however soon it comes.
      const key = `${applicationId} ${fetched.url} ${fetched.failure} ${fetched.status}`
      remember(key, businessUnitId, (scope, at) => noteKeySetFetch(scope, applicationId, { ...fetched, at }))
    },
    async flush() {
      for (const [key, each] of waiting) {
        await store.transact(tx => each.write(inBusinessUnit(tx, each.businessUnitId)))
        // What could not be written waits for the next time, and a use that came meanwhile is a newer one.
        if (waiting.get(key) === each) waiting.delete(key)
        if (written.size >= MOST_REMEMBERED) written.clear()
        written.set(key, each.at)
      }
    },
  }
}
