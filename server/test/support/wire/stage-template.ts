import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestPostgres } from '../postgres.ts'
import { startLatchkey } from '../server-process.ts'
import { makeTempFolder } from '../temp-folder.ts'

/** The setting that names the folder of the template: child processes inherit it. */
const SETTING = 'LATCHKEY_TEST_TEMPLATE'
const DATABASE = 'latchkey_stage_template'

type Environment = Readonly<Record<string, string>>

/**
 * Lets a server make its schema, keys and sample once on each engine, so that every stage of a run begins with a copy
 * of them. In: the PostgreSQL that the run shares; the settings that ask for the sample. Out: how to remove it.
 */
export async function makeStageTemplate(
  postgres: TestPostgres,
  sample: Environment,
): Promise<{ remove(): void }> {
  const folder = makeTempFolder()
  const env = { ...sample, LATCHKEY_DATA: folder.path }
  await (await startLatchkey({ env })).stop()
  const database = { LATCHKEY_DATABASE_URL: await postgres.createDatabase(DATABASE) }
  await (
    await startLatchkey({ env: { ...env, ...database, LATCHKEY_SEALING_KEY: sealingKey(folder.path) } })
  ).stop()
  process.env[SETTING] = folder.path
  return { remove: () => folder.remove() }
}

/** What a stage starts from: a database on `postgres`, or null, and the settings that belong to it. */
type Beginning = { readonly databaseUrl: string | null; readonly env: Environment }

/**
 * Lays a copy of the run's template, or nothing where there is none: then the server makes all of it anew.
 * In: the data folder of the stage, empty; its PostgreSQL, null on SQLite; the sealing key to use without a template.
 */
export async function layTemplate(
  dataFolder: string,
  postgres: TestPostgres | null,
  newKey: () => string,
): Promise<Beginning> {
  const template = process.env[SETTING]
  const env = { LATCHKEY_DATA: dataFolder }
  if (postgres === null) {
    if (template !== undefined) cpSync(template, dataFolder, { recursive: true })
    return { databaseUrl: null, env }
  }
  const databaseUrl = await postgres.createDatabase(undefined, template === undefined ? undefined : DATABASE)
  const key = template === undefined ? newKey() : sealingKey(template)
  return { databaseUrl, env: { ...env, LATCHKEY_DATABASE_URL: databaseUrl, LATCHKEY_SEALING_KEY: key } }
}

function sealingKey(folder: string): string {
  return readFileSync(join(folder, 'sealing.key'), 'utf8').trim()
}
