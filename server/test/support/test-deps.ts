import { randomBytes } from 'node:crypto'
import type { TestContext } from 'node:test'
import { createPasswordHasher } from '../../src/keys/passwords.ts'
import { newRecordId } from '../../src/keys/random.ts'
import { createSealer } from '../../src/keys/sealing.ts'
import { generateSigningKey } from '../../src/keys/signing-key.ts'
import type { Clock } from '../../src/lib/clock.ts'
import type { Mailer } from '../../src/outbound/mail/mailer.ts'
import { createOutbound } from '../../src/outbound/outbound.ts'
import { createCallbackUseLog } from '../../src/services/applications/urls/callback-use-log.ts'
import { createApplicationUseLog } from '../../src/services/audit/application-use-log.ts'
import { createCredentialUseLog } from '../../src/services/audit/credential-use-log.ts'
import { createRefusalLog } from '../../src/services/audit/refusal-log.ts'
import type { Deps } from '../../src/services/deps.ts'
import { createKeyringHolder } from '../../src/services/keys/keyring-holder.ts'
import { createKeyOf } from '../../src/services/known/application-keys.ts'
import { createKnown } from '../../src/services/known/known.ts'
import { createHealthLog, type Itself } from '../../src/services/platform/health-log.ts'
import type { Store } from '../../src/store/handle.ts'
import { openStore } from '../../src/store/open.ts'
import { insertSigningKey, listSigningKeys } from '../../src/store/tokens/signing-keys.ts'
import { startPostgres } from './postgres.ts'
import { makeTempFolder } from './temp-folder.ts'

/** One sealing key and one set of signing keys for the whole process: making an RSA key takes long. */
const sealer = createSealer(randomBytes(32))
let signingKeys: Promise<Awaited<ReturnType<typeof generateSigningKey>>[]> | undefined

type TestDepsOptions = {
  /** Default: the machine's clock. */
  readonly clock?: Clock
  /** An empty PostgreSQL database; default: an embedded store in a temporary folder. */
  readonly databaseUrl?: string
  /** Default: none, so that letters are kept. */
  readonly mailer?: Mailer
}

type TestDeps = {
  readonly deps: Deps
  /** Closes the store, and deletes its folder. */
  readonly close: () => Promise<void>
}

/** Makes what services need, of real parts, over a store in which nothing stands but the signing keys. */
export async function makeTestDeps(options: TestDepsOptions = {}): Promise<TestDeps> {
  const { clock = Date.now, databaseUrl = null } = options
  const folder = makeTempFolder()
  const store = await openStore({ databaseUrl, dataFolder: folder.path })
  await insertSharedKeys(store, clock)
  const keys = createKeyringHolder(store, sealer, clock)
  await keys.reload()
  // A test that closes its store leaves nobody to tell of a reading that failed.
  const known = createKnown(store, clock, () => void keys.reload().catch(() => {}))
  const outbound = createOutbound({ loopback: true, allow: [], clock })
  const credentialUses = createCredentialUseLog({ store, clock })
  const deps: Deps = {
    store,
    clock,
    issuer: 'http://localhost:3000',
    sealer,
    passwords: createPasswordHasher({ concurrency: 2, queueLimit: 100, queueMs: 60_000, clock }),
    keyring: keys.current,
    reloadKeys: keys.reload,
    known,
    refusals: createRefusalLog({ store, clock, known }),
    credentialUses,
    applicationUses: createApplicationUseLog({ store, clock }),
    callbackUses: createCallbackUseLog({ store, clock }),
    health: createHealthLog({ store, clock }, itself()),
    ...outbound,
    mailer: options.mailer ?? null,
    keyOf: createKeyOf(outbound.fetch, clock, credentialUses.noteFetch),
  }
  const close = async () => {
    await store.close()
    folder.remove()
  }
  return { deps, close }
}

/** A process of its own for each set of parts. */
function itself(): Itself {
  const measure = () => ({ memory: 100_000_000, delay: { middle: 100, high: 2000, most: 9000 } })
  return { id: newRecordId('prc'), name: 'test:1', version: '0.0.0', measure }
}

async function insertSharedKeys(store: Store, clock: Clock): Promise<void> {
  signingKeys ??= Promise.all([
    generateSigningKey('ES256', sealer, clock()),
    generateSigningKey('RS256', sealer, clock()),
    generateSigningKey('PS256', sealer, clock()),
    generateSigningKey('EdDSA', sealer, clock()),
  ])
  const keys = await signingKeys
  await store.transact(async tx => {
    const present = new Set((await listSigningKeys(tx)).map(key => key.id))
    const now = clock()
    for (const key of keys) {
      if (!present.has(key.id)) await insertSigningKey(tx, { ...key, createdAt: now, activeFrom: now })
    }
  })
}

/**
 * Makes several nodes over one new PostgreSQL database, each with its own connections and memory.
 * They close when the test ends, however it ends.
 */
export async function makeTestNodes(t: TestContext, count: number): Promise<Deps[]> {
  const postgres = await startPostgres()
  const nodes: TestDeps[] = []
  t.after(async () => {
    for (const node of nodes) await node.close()
    await postgres.stop()
  })
  const databaseUrl = await postgres.createDatabase()
  while (nodes.length < count) nodes.push(await makeTestDeps({ databaseUrl }))
  return nodes.map(({ deps }) => deps)
}
