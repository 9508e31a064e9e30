import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { err, ok, type Result } from '../lib/result.ts'

/**
 * Seals what must be read back, and authenticates what goes out and comes back.
 * A purpose says what the text is and whose (`signing-key:<kid>`): what was made for one opens for no other.
 */
export type Sealer = {
  /** Any text in; base64url out, different each time. */
  readonly seal: (purpose: string, text: string) => string
  /** The text again, or null when it was sealed for another purpose, under another key, or changed by one bit. */
  readonly open: (purpose: string, sealed: string) => string | null
  /** HMAC-SHA-256 of the text: 43 base64url characters, the same each time. */
  readonly mac: (purpose: string, text: string) => string
  /** Whether `mac` is the one that `mac(purpose, text)` gives; compared in constant time. */
  readonly checkMac: (purpose: string, text: string, mac: string) => boolean
}

type KeySource = {
  readonly fromEnvironment: string | null
  readonly dataFolder: string
  readonly generate: boolean
}
type KeyFault = { readonly message: string }

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** First byte of every sealed text, so that another construction can follow without guessing. */
const VERSION = 1
const CACHED_SUBKEYS = 256

/**
 * Makes a sealer. In: the 32-byte sealing key; throws on any other length.
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce and the purpose as associated data. Each purpose has its
 * own key by HKDF (RFC 5869), so the limit of 2^32 messages under random nonces counts per purpose.
 */
export function createSealer(key: Buffer): Sealer {
  if (key.length !== KEY_BYTES) throw new RangeError(`the sealing key must have ${KEY_BYTES} bytes`)
  const subkey = createSubkeys(Buffer.from(key))
  const mac = (purpose: string, text: string) =>
    createHmac('sha256', subkey('mac', purpose)).update(text).digest()

  return {
    seal(purpose, text) {
      const nonce = randomBytes(NONCE_BYTES)
      const options = { authTagLength: TAG_BYTES }
      const cipher = createCipheriv('aes-256-gcm', subkey('seal', purpose), nonce, options)
      cipher.setAAD(Buffer.from(purpose))
      const parts = [
        Buffer.of(VERSION),
        nonce,
        cipher.update(text, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ]
      return Buffer.concat(parts).toString('base64url')
    },
    open(purpose, sealed) {
      const bytes = fromBase64Url(sealed)
      if (bytes === null || bytes.length < 1 + NONCE_BYTES + TAG_BYTES || bytes[0] !== VERSION) return null
      return decrypt(bytes.subarray(1), subkey('seal', purpose), purpose)
    },
    mac: (purpose, text) => mac(purpose, text).toString('base64url'),
    checkMac(purpose, text, claimed) {
      const given = fromBase64Url(claimed)
      const right = mac(purpose, text)
      return given !== null && given.length === right.length && timingSafeEqual(given, right)
    },
  }
}

/** Derives and remembers subkeys. Purposes may hold ids, so what is remembered is bounded. */
function createSubkeys(key: Buffer): (use: 'seal' | 'mac', purpose: string) => Buffer {
  const known = new Map<string, Buffer>()
  return (use, purpose) => {
    const info = `latchkey:${use}:${purpose}`
    const cached = known.get(info)
    if (cached !== undefined) return cached
    // HKDF takes at most 1024 bytes of info; a purpose is a short name of ours.
    const derived = Buffer.from(hkdfSync('sha256', key, '', info, KEY_BYTES))
    if (known.size >= CACHED_SUBKEYS) known.clear()
    known.set(info, derived)
    return derived
  }
}

function decrypt(bytes: Buffer, key: Buffer, purpose: string): string | null {
  const nonce = bytes.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(purpose))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES))
  try {
    return Buffer.concat([text, decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

/** The bytes, or null when the text is not the one canonical base64url form of them (RFC 4648 §3.5, §5). */
function fromBase64Url(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : null
}

/**
 * Finds the sealing key: the value of LATCHKEY_SEALING_KEY, else the file `sealing.key` in the data folder, else,
 * where `generate` allows it, a new one written there with mode 0600.
 * Out: 32 bytes. Refuses, in words for the person who starts the server: a value of another length or form, one that
 * is plainly not random, a file that others can read, a folder that cannot be used, and no key at all.
 */
export function loadSealingKey(source: KeySource): Result<Buffer, KeyFault> {
  if (source.fromEnvironment !== null) return parseKey(source.fromEnvironment, 'LATCHKEY_SEALING_KEY')
  const file = join(source.dataFolder, 'sealing.key')
  try {
    const existing = readKeyFile(file)
    if (existing !== null) return existing
    if (source.generate) return makeKeyFile(source.dataFolder, file)
  } catch (fault) {
    return err({ message: `${file} cannot be used (${codeOf(fault)}); set LATCHKEY_SEALING_KEY instead` })
  }
  return err({
    message: `LATCHKEY_SEALING_KEY is not set and ${file} does not exist; set it to 32 random bytes in base64`,
  })
}

function parseKey(text: string, name: string): Result<Buffer, KeyFault> {
  const bytes = decodeKey(text.trim())
  if (bytes === null || bytes.length !== KEY_BYTES) {
    return err({
      message: `${name} must be exactly ${KEY_BYTES} random bytes in base64, base64url or hexadecimal`,
    })
  }
  if (isPlainlyNotRandom(bytes)) {
    return err({ message: `${name} looks like a placeholder; use ${KEY_BYTES} random bytes` })
  }
  return ok(bytes)
}

function decodeKey(text: string): Buffer | null {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex')
  if (/^[A-Za-z0-9+/]+={0,2}$/.test(text) || /^[A-Za-z0-9_-]+={0,2}$/.test(text)) {
    return fromBase64Url(text.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'))
  }
  return null
}

/**
 * Patterns that 32 random bytes show less often than once in a billion: few different bytes, nothing but printable
 * characters (a phrase that was encoded), equal steps from byte to byte.
 */
function isPlainlyNotRandom(bytes: Buffer): boolean {
  const steps = new Set(bytes.subarray(1).map((byte, i) => byte - (bytes[i] ?? 0)))
  return new Set(bytes).size < 16 || bytes.every(byte => byte >= 0x20 && byte < 0x7f) || steps.size < 4
}

/** The key in the file; null when there is none. Mode and content are read from one descriptor, so none is swapped. */
function readKeyFile(file: string): Result<Buffer, KeyFault> | null {
  const descriptor = unlessCode('ENOENT', () => openSync(file, constants.O_RDONLY))
  if (descriptor === null) return null
  try {
    const status = fstatSync(descriptor)
    if (!status.isFile()) return err({ message: `${file} is not a file` })
    // Windows reports every file as readable by all; access lists rule there.
    if (process.platform !== 'win32' && (status.mode & 0o077) !== 0) {
      return err({
        message: `${file} can be read or written by other users of this machine; run: chmod 600 ${file}`,
      })
    }
    return parseKey(readFileSync(descriptor, 'utf8'), file)
  } finally {
    closeSync(descriptor)
  }
}

/** Writes a whole file under another name and links it: whoever looks sees no key or a whole one, and the first wins. */
function makeKeyFile(folder: string, file: string): Result<Buffer, KeyFault> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(8).toString('hex')}.tmp`
  writeDurably(draft, `${randomBytes(KEY_BYTES).toString('base64url')}\n`)
  try {
    unlessCode('EEXIST', () => linkSync(draft, file))
  } finally {
    unlinkSync(draft)
  }
  syncFolder(folder)
  // Read back what stands there: of two processes that start at once, both use the key that was linked first.
  return readKeyFile(file) ?? err({ message: `${file} was removed while the server started` })
}

function writeDurably(path: string, text: string): void {
  const descriptor = openSync(path, 'wx', 0o600)
  try {
    writeFileSync(descriptor, text)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** A new name survives a power cut only when its folder is on disk too. Windows cannot open folders. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function unlessCode<T>(code: string, action: () => T): T | null {
  try {
    return action()
  } catch (fault) {
    if (codeOf(fault) === code) return null
    throw fault
  }
}

/** The system's code, such as EACCES. Anything without one is a bug and goes on its way. */
function codeOf(fault: unknown): string {
  if (fault instanceof Error && 'code' in fault) return String(fault.code)
  throw fault
}
