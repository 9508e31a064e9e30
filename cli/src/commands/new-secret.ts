import { type FileHandle, open, rm } from 'node:fs/promises'
import type { NewSecret } from '@latchkey/contract/applications/applications.ts'
import { Failure } from '../failure.ts'
import { reasonOf } from '../files/read-text.ts'
import type { Terminal } from '../print/terminal.ts'

/** A file that is to hold a secret. It is made before the secret, which cannot be shown twice. */
export type SecretFile = {
  readonly path: string
  write(value: string): Promise<void>
  /** Ends it; one that no secret came for is taken away again. */
  close(): Promise<void>
}

/** Makes a new file that its owner alone can read. Refuses to write over anything. */
async function openSecretFile(path: string): Promise<SecretFile> {
  let file: FileHandle
  try {
    file = await open(path, 'wx', 0o600)
  } catch (error) {
    const why =
      reasonOf(error) === 'EEXIST'
        ? 'is there already, and is not written over'
        : `cannot be made (${reasonOf(error)})`
    throw new Failure(`${path} ${why}. Nothing was asked of the server.`, error)
  }
  let written = false
  return {
    path,
    async write(value) {
      await file.writeFile(`${value}\n`)
      await file.sync()
      written = true
    },
    async close() {
      await file.close()
      if (!written) await rm(path, { force: true })
    },
  }
}

/** Runs work that makes one secret, with the file for it where one was asked for. */
export async function withSecretFile<T>(
  path: string | undefined,
  work: (file: SecretFile | null) => Promise<T>,
): Promise<T> {
  if (path === undefined) return await work(null)
  const file = await openSecretFile(path)
  try {
    return await work(file)
  } finally {
    await file.close()
  }
}

/** Whom a secret is of, and the secret; null of a public application. */
type Told = { readonly id: string; readonly secret: NewSecret | null }

/**
 * Tells a new secret, this once: in its file, or on the standard output in lines that a program can read.
 * Out: what JSON would say of it, where somebody asked for JSON; then nothing is printed.
 */
export async function tellSecret(
  { id, secret }: Told,
  how: { readonly file: SecretFile | null; readonly terminal: Terminal; readonly json: boolean },
): Promise<object> {
  const { terminal, json } = how
  const path = secret === null ? null : await filed(secret, how)
  if (!json) {
    terminal.out(`client_id: ${id}`)
    if (secret !== null) {
      terminal.out(`secret_id: ${secret.id}`)
      terminal.out(path === null ? `client_secret: ${secret.value}` : `client_secret_file: ${path}`)
      terminal.err('The secret is told this once: keep it where secrets are kept.')
    }
  }
  if (secret === null) return { id, secret: null }
  return { id, secret: { id: secret.id, ...(path === null ? { value: secret.value } : { file: path }) } }
}

/** Out: the file that the secret is in; null where none was asked for, or it cannot be written. */
async function filed(
  { value }: NewSecret,
  { file, terminal }: { readonly file: SecretFile | null; readonly terminal: Terminal },
): Promise<string | null> {
  if (file === null) return null
  try {
    await file.write(value)
    return file.path
  } catch (error) {
    // It cannot be had again, so it is rather seen than lost.
    terminal.err(`${file.path} cannot be written (${reasonOf(error)}): the secret is printed instead.`)
    return null
  }
}

/** Asks whether to go on. In: what to ask, and whether --yes was given. Refuses where nobody can be asked. */
export async function confirm(terminal: Terminal, yes: boolean, question: string): Promise<boolean> {
  if (yes) return true
  if (!terminal.interactive) throw new Failure('Nothing was done: give --yes where nobody can be asked.')
  return /^y(es)?$/i.test((await terminal.ask(`${question} [y/N] `)).trim())
}
