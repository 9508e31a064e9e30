import { after, before, describe } from 'node:test'
import type { Store } from '../../src/store/handle.ts'
import { openStore } from '../../src/store/open.ts'
import { startPostgres, type TestPostgres } from '../support/postgres.ts'
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts'

/** Where a database is: what `openStore` takes. */
export type Place = { readonly databaseUrl: string | null; readonly dataFolder: string }

type Engine = {
  readonly name: Store['engine']
  /** The store that the tests of one suite share. */
  store(): Store
  /** Where an empty database is. */
  emptyPlace(): Promise<Place>
  /** Opens a store, which closes after the suite. */
  open(place: Place): Promise<Store>
  /** Opens a store on an empty database, which closes after the suite. */
  freshStore(): Promise<Store>
}

/** Started by the first suite that needs it, for all suites of the file. */
let server: Promise<TestPostgres> | undefined

after(async () => {
  if (server) await (await server).stop()
})

/** Runs a suite on SQLite and on PostgreSQL. In: what it is about, and the suite, which asks the engine for stores. */
export function onBothEngines(subject: string, suite: (engine: Engine) => void): void {
  describe(`${subject} on SQLite`, () => suite(sqlite()))
  onPostgres(subject, suite)
}

/** Runs a suite about what only PostgreSQL has. */
export function onPostgres(subject: string, suite: (engine: Engine) => void): void {
  describe(`${subject} on PostgreSQL`, () => suite(postgres()))
}

function sqlite(): Engine {
  const folders: TempFolder[] = []
  const emptyPlace = async () => {
    const folder = makeTempFolder()
    folders.push(folder)
    return { databaseUrl: null, dataFolder: folder.path }
  }
  const engine = withStores('sqlite', emptyPlace)
  after(() => {
    for (const folder of folders) folder.remove()
  })
  return engine
}

function postgres(): Engine {
  return withStores('postgres', async () => {
    server ??= startPostgres()
    return { databaseUrl: await (await server).createDatabase(), dataFolder: '/nowhere' }
  })
}

function withStores(name: Engine['name'], emptyPlace: Engine['emptyPlace']): Engine {
  const opened: Store[] = []
  const open = async (place: Place) => {
    const store = await openStore(place)
    opened.push(store)
    return store
  }
  let shared: Store | undefined
  before(async () => {
    shared = await open(await emptyPlace())
  })
  after(async () => {
    for (const store of opened) await store.close()
  })
  return {
    name,
    emptyPlace,
    open,
    freshStore: async () => open(await emptyPlace()),
    store: () => {
      if (!shared) throw new Error('The shared store has not been opened')
      return shared
    },
  }
}
