import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { err, ok, type Result } from './lib/result.ts'

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Every setting there is (DESIGN.md section 4), read once at the start. */
export type Config = {
  /** Public base URL and issuer, without a slash at the end. */
  readonly url: string
  readonly host: string
  readonly port: number
  /** Absolute path of the folder with the embedded store and the keys made here. */
  readonly dataFolder: string
  /** Null for the embedded store. Holds a password: never to be logged. */
  readonly databaseUrl: string | null
  /** As it was given; `keys/sealing.ts` judges it. Null: generated into the data folder. */
  readonly sealingKey: string | null
  /** Null when no sample is wanted; a null password is to be made up. */
  readonly sample: { readonly password: string | null } | null
  /** Base URL of the contact-centre example, without a slash at the end. */
  readonly exampleBaseUrl: string
  /** `host:port` in lower case: strangers' servers that may be asked although private or on another port than 443. */
  readonly outboundAllow: readonly string[]
  /** The mail server, and whom letters come from; null: letters are kept. Holds a password: never to be logged. */
  readonly mail: { readonly url: string; readonly from: string } | null
  /** Addresses and ranges of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[]
  readonly logLevel: (typeof LOG_LEVELS)[number]
}

const SETTINGS = [
  'LATCHKEY_URL',
  'LATCHKEY_HOST',
  'LATCHKEY_PORT',
  'LATCHKEY_DATA',
  'LATCHKEY_DATABASE_URL',
  'LATCHKEY_VALKEY_URL',
  'LATCHKEY_SEALING_KEY',
  'LATCHKEY_SAMPLE',
  'LATCHKEY_SAMPLE_PASSWORD',
  'LATCHKEY_EXAMPLE_PORT',
  'LATCHKEY_OUTBOUND_ALLOW',
  'LATCHKEY_SMTP_URL',
  'LATCHKEY_MAIL_FROM',
  'LATCHKEY_TRUSTED_PROXIES',
  'LATCHKEY_PROCESSES',
  'LATCHKEY_LOG',
] as const
type Setting = (typeof SETTINGS)[number]

type Environment = Readonly<Record<string, string | undefined>>
/** What a setting's text means, or what is wrong with it: words that follow its name. */
type Parse<T> = (text: string) => Result<T, string>

const HIGHEST_PORT = 65_535

/**
 * Reads the settings. An empty one counts as not given; names that begin with LATCHKEY_TEST_ belong to the tests.
 * In: the environment, and the rule that says why a text cannot be a password (null when it can).
 * Out: the settings, frozen. Refuses with all faults at once, each a sentence that begins with the setting's name.
 */
export function readConfig(
  environment: Environment,
  checkPassword: (text: string) => string | null,
): Result<Config, readonly string[]> {
  const faults: string[] = []
  const read = <T, D>(name: Setting, otherwise: D, parse: Parse<T>): T | D => {
    const text = environment[name] ?? ''
    if (text === '') return otherwise
    const parsed = parse(text)
    if (parsed.ok) return parsed.value
    faults.push(`${name} ${parsed.error}`)
    return otherwise
  }
  const port = read('LATCHKEY_PORT', 3000, parsePort)
  const url = read('LATCHKEY_URL', `http://localhost:${port}`, parsePublicUrl)
  const databaseUrl = read('LATCHKEY_DATABASE_URL', null, parseDatabaseUrl)
  const sealingKey = read('LATCHKEY_SEALING_KEY', null, ok)
  const examplePort = read('LATCHKEY_EXAMPLE_PORT', port + 1, parsePort)
  const smtpUrl = read('LATCHKEY_SMTP_URL', null, parseSmtpUrl)
  const mailFrom = read('LATCHKEY_MAIL_FROM', `Latchkey <latchkey@${new URL(url).hostname}>`, parseMailFrom)
  const sampleWanted = read('LATCHKEY_SAMPLE', false, parseSwitch)
  const samplePassword = read('LATCHKEY_SAMPLE_PASSWORD', null, text => {
    const fault = checkPassword(text)
    return fault === null ? ok(text) : err(`cannot be used. ${fault}`)
  })
  const config: Config = {
    url,
    host: read('LATCHKEY_HOST', '127.0.0.1', parseHost),
    port,
    dataFolder: resolve(read('LATCHKEY_DATA', './data', ok)),
    databaseUrl,
    sealingKey,
    sample: sampleWanted ? Object.freeze({ password: samplePassword }) : null,
    exampleBaseUrl: `http://${loopbackNameOf(url)}:${examplePort}`,
    outboundAllow: read('LATCHKEY_OUTBOUND_ALLOW', Object.freeze([]), parseOutboundAllow),
    mail: smtpUrl === null ? null : Object.freeze({ url: smtpUrl, from: mailFrom }),
    trustedProxies: read('LATCHKEY_TRUSTED_PROXIES', Object.freeze([]), parseTrustedProxies),
    logLevel: read('LATCHKEY_LOG', 'info', parseLogLevel),
  }
  read('LATCHKEY_PROCESSES', null, parseProcesses)
  read('LATCHKEY_VALKEY_URL', null, () => err('is not offered yet. Remove it.'))
  faults.push(
    ...portFaults(port, examplePort),
    ...sealingFaults(databaseUrl, sealingKey),
    ...unknownNames(environment),
  )
  return faults.length > 0 ? err(faults) : ok(Object.freeze(config))
}

function parsePort(text: string): Result<number, string> {
  const port = /^[0-9]{1,5}$/.test(text) ? Number(text) : 0
  if (port >= 1 && port <= HIGHEST_PORT) return ok(port)
  return err(`must be a port from 1 to ${HIGHEST_PORT}, not "${text}".`)
}

/** The issuer (RFC 8414 §2: no query, no fragment). Only the origin is kept, so that nobody compares a slash. */
function parsePublicUrl(text: string): Result<string, string> {
  const url = URL.parse(text)
  if (url === null || !/^https?:\/\//i.test(text)) {
    return err(
      `must be a whole address such as https://latchkey.company.example, not "${withoutUser(text)}".`,
    )
  }
  if (url.username !== '' || url.password !== '') return err('must not hold a user name or a password.')
  if (url.pathname !== '/' || /[?#]/.test(text)) {
    return err(`must end after the host and port, without path, query or fragment: ${url.origin}`)
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return err(`must begin with https: ${url.hostname} is not this machine, and http can be read on the way.`)
  }
  return ok(url.origin)
}

/** What stands before an @ may be a password, which a log must not keep. */
function withoutUser(text: string): string {
  return text.replace(/^.*@/s, '…@')
}

/** In: a host as `URL` gives it, so that every way to write 127.0.0.1 has become that one. */
function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\.[0-9.]+$/.test(host)
  )
}

/** The example runs on this machine: under the name that the public URL has for it, if it has one. */
function loopbackNameOf(url: string): string {
  const { hostname } = new URL(url)
  return isLoopback(hostname) ? hostname : 'localhost'
}

function parseHost(text: string): Result<string, string> {
  if (isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text)) return ok(text)
  return err(`must be the address or host name to listen on, such as 127.0.0.1 or 0.0.0.0, not "${text}".`)
}

function parseDatabaseUrl(text: string): Result<string, string> {
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return ok(text)
  // Not repeated here: it holds the password of the database.
  return err('must be an address that begins with postgres:// or postgresql://.')
}

function parseSmtpUrl(text: string): Result<string, string> {
  const url = URL.parse(text)
  if (url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== '') return ok(text)
  // Not repeated here: it may hold a password.
  return err(
    'must be an address that begins with smtp:// or smtps://, such as smtps://user:password@mail.company.example.',
  )
}

/** RFC 5322 §3.4: an address, alone or after a name; no line break, which would begin another header. */
function parseMailFrom(text: string): Result<string, string> {
  const address = '[^\\s<>@",;:]+@[^\\s<>@",;:]+'
  if (new RegExp(`^(${address}|[^<>\\r\\n",;:@]{1,60} <${address}>)$`).test(text)) return ok(text)
  return err(`must be an address such as "Latchkey <latchkey@company.example>", not "${text}".`)
}

function parseSwitch(text: string): Result<boolean, string> {
  if (text === '1' || text === '0') return ok(text === '1')
  return err(`must be 1 to make the sample, or 0, not "${text}".`)
}

function parseLogLevel(text: string): Result<Config['logLevel'], string> {
  const level = LOG_LEVELS.find(known => known === text)
  return level === undefined ? err(`must be one of ${LOG_LEVELS.join(', ')}, not "${text}".`) : ok(level)
}

/** Hosts in the one spelling that `URL` leaves alone, since requests are compared with them as text. */
function parseOutboundAllow(text: string): Result<readonly string[], string> {
  const entries = text.split(',').map(entry => entry.trim().toLowerCase())
  const wrong = entries.find(entry => !isHostAndPort(entry))
  if (wrong === undefined) return ok(Object.freeze([...new Set(entries)]))
  return err(`must be host:port with commas between, such as rp.internal:8443, not "${withoutUser(wrong)}".`)
}

function parseTrustedProxies(text: string): Result<readonly string[], string> {
  const entries = text.split(',').map(entry => entry.trim().toLowerCase())
  const wrong = entries.find(entry => !isAddressOrRange(entry))
  if (wrong === undefined) return ok(Object.freeze([...new Set(entries)]))
  return err(`must be addresses or ranges with commas between, such as 10.0.0.0/8, not "${wrong}".`)
}

function isAddressOrRange(entry: string): boolean {
  const [address = '', length, ...more] = entry.split('/')
  const family = isIP(address)
  if (family === 0 || address.includes('%') || more.length > 0) return false
  // A length of 0 would believe everybody.
  return (
    length === undefined || (/^[1-9]\d{0,2}$/.test(length) && Number(length) <= (family === 4 ? 32 : 128))
  )
}

function isHostAndPort(entry: string): boolean {
  const parts = /^((?:[a-z0-9_-]+\.)*[a-z0-9_-]+|\[[0-9a-f:.]+\]):([1-9][0-9]{0,4})$/.exec(entry)
  const [, host = '', port = ''] = parts ?? []
  return Number(port) <= HIGHEST_PORT && URL.parse(`https://${host}:${port}`)?.hostname === host
}

function parseProcesses(text: string): Result<1, string> {
  if (text === '1') return ok(1)
  return err(`must be 1, not "${text}": more than one process is not offered yet.`)
}

function portFaults(port: number, examplePort: number): string[] {
  if (examplePort > HIGHEST_PORT) {
    return [`LATCHKEY_EXAMPLE_PORT must be given: there is no port after LATCHKEY_PORT ${port}.`]
  }
  return port === examplePort ? ['LATCHKEY_EXAMPLE_PORT must differ from LATCHKEY_PORT.'] : []
}

/** Several machines share one PostgreSQL, so a key that one of them made up would be unknown to the others. */
function sealingFaults(databaseUrl: string | null, sealingKey: string | null): string[] {
  if (databaseUrl === null || sealingKey !== null) return []
  return ['LATCHKEY_SEALING_KEY is required with LATCHKEY_DATABASE_URL. Set it to 32 random bytes in base64.']
}

/** A mistyped name would otherwise leave a default in force without a word. */
function unknownNames(environment: Environment): string[] {
  const known = new Set<string>(SETTINGS)
  const names = Object.keys(environment).filter(
    name => name.startsWith('LATCHKEY_') && !name.startsWith('LATCHKEY_TEST_') && !known.has(name),
  )
  return names.map(name => {
    const near = nearest(name)
    return `${name} is not a setting.${near === null ? ' Remove it.' : ` Did you mean ${near}?`}`
  })
}

const FARTHEST = 3

function nearest(name: string): Setting | null {
  const byDistance = SETTINGS.map(setting => ({ setting, distance: distance(name, setting) }))
  const [first] = byDistance.toSorted((a, b) => a.distance - b.distance)
  return first !== undefined && first.distance <= FARTHEST ? first.setting : null
}

/** How many characters must be added, dropped or replaced to make one text of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [row, letter] of Array.from(a).entries()) {
    const line = [row + 1]
    for (const [column, other] of Array.from(b).entries()) {
      const replaced = (above[column] ?? 0) + (letter === other ? 0 : 1)
      line.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1))
    }
    above = line
  }
  return above.at(-1) ?? 0
}
