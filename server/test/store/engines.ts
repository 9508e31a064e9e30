import { cpSync } from 'node:fs'
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
  /** Opens a store on a database with nothing in it but the schema, which closes after the suite. */
  freshStore(): Promise<Store>
}

/** Where the databases of an engine come from: empty ones, and ones that have the schema. */
type Places = { empty(): Promise<Place>; migrated(): Promise<Place> }

/** Started by the first suite that needs it, for all suites of the process. */
let server: Promise<TestPostgres> | undefined
/** The schema, made once for all suites of the process: copying it costs a tenth of making it. */
let schemaFolder: Promise<TempFolder> | undefined
let schemaDatabase: Promise<string> | undefined

after(async () => {
  if (schemaFolder) (await schemaFolder).remove()
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
  const empty = async () => {
    const folder = makeTempFolder()
    folders.push(folder)
    return { databaseUrl: null, dataFolder: folder.path }
  }
  const migrated = async () => {
    schemaFolder ??= makeSchemaFolder()
    const place = await empty()
    cpSync((await schemaFolder).path, place.dataFolder, { recursive: true })
    return place
  }
  const engine = withStores('sqlite', { empty, migrated })
  after(() => {
    for (const folder of folders) folder.remove()
  })
  return engine
}

async function makeSchemaFolder(): Promise<TempFolder> {
  const folder = makeTempFolder()
  await (await openStore({ databaseUrl: null, dataFolder: folder.path })).close()
  return folder
}

function postgres(): Engine {
  const place = async (copyOf?: string) => {
    server ??= startPostgres()
    return { databaseUrl: await (await server).createDatabase(undefined, copyOf), dataFolder: '/nowhere' }
  }
  const makeSchemaDatabase = async () => {
    const made = await place()
    await (await openStore(made)).close()
    return new URL(made.databaseUrl).pathname.slice(1)
  }
  return withStores('postgres', {
    empty: () => place(),
    migrated: async () => place(await (schemaDatabase ??= makeSchemaDatabase())),
  })
}

function withStores(name: Engine['name'], places: Places): Engine {
  const opened: Store[] = []
  const open = async (place: Place) => {
    const store = await openStore(place)
    opened.push(store)
    return store
  }
  let shared: Store | undefined
  before(async () => {
    shared = await open(await places.migrated())
  })
  after(async () => {
    for (const store of opened) await store.close()
  })
  return {
    name,
    emptyPlace: () => places.empty(),
    open,
    freshStore: async () => open(await places.migrated()),
    store: () => {
      if (!shared) throw new Error('The shared store has not been opened')
      return shared
    },
  }
}
