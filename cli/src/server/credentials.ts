import { mkdir, open, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Static, Type } from 'typebox'
import { Check } from 'typebox/value'
import { Failure } from '../failure.ts'
import { reasonOf } from '../files/read-text.ts'

type Env = Readonly<Record<string, string | undefined>>

/** How somebody is signed in to one Latchkey. */
const SignedIn = Type.Object({
  clientId: Type.String(),
  /** Absent after signing out: the application is remembered, the tokens are not. */
  tokens: Type.Optional(
    Type.Object({
      access: Type.String(),
      /** Milliseconds since 1970. */
      endsAt: Type.Number(),
      refresh: Type.Optional(Type.String()),
    }),
  ),
})
export type SignedIn = Static<typeof SignedIn>

const Credentials = Type.Object({
  version: Type.Literal(1),
  /** Where somebody signed in last. */
  latest: Type.Optional(Type.String()),
  /** By base address: a token is sent nowhere else. */
  servers: Type.Record(Type.String(), SignedIn),
})
type Credentials = Static<typeof Credentials>

const NONE: Credentials = { version: 1, servers: {} }

/** Where tokens are kept: in the folder of settings, as XDG has it. */
export function credentialsPath(env: Env): string {
  const given = env['XDG_CONFIG_HOME'] ?? ''
  return join(
    given === '' ? join(env['HOME'] ?? homedir(), '.config') : given,
    'latchkey',
    'credentials.json',
  )
}

/** Reads what is kept; nothing is kept where there is no file. Refuses a file that others may read, or that is none of ours. */
export async function readCredentials(env: Env): Promise<Credentials> {
  const path = credentialsPath(env)
  let text: string
  try {
    const file = await open(path, 'r')
    try {
      const { mode } = await file.stat()
      // Windows has no such bits.
      if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
        throw new Failure(`${path} holds tokens and can be read by others. chmod 600 it, or sign in again.`)
      }
      text = await file.readFile('utf8')
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof Failure) throw error
    if (reasonOf(error) === 'ENOENT') return NONE
    throw new Failure(`${path} cannot be read (${reasonOf(error)}).`, error)
  }
  const value = parse(text)
  if (!Check(Credentials, value))
    throw new Failure(`${path} is no file of latchkey. Remove it and sign in again.`)
  return value
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return null
  }
}

/** Keeps how somebody is signed in at an address. A crash leaves the file as it was. */
export async function keepSignedIn(env: Env, url: string, signedIn: SignedIn): Promise<void> {
  const path = credentialsPath(env)
  const kept = await readCredentials(env)
  const next: Credentials = { ...kept, latest: url, servers: { ...kept.servers, [url]: signedIn } }
  const beside = `${path}.${process.pid}`
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await rm(beside, { force: true })
    const file = await open(beside, 'wx', 0o600)
    try {
      await file.writeFile(`${JSON.stringify(next, null, 2)}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (error) {
    throw new Failure(`${path} cannot be written (${reasonOf(error)}).`, error)
  }
}
