import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import type { Clock, Instant } from '../lib/clock.ts'
import { err, ok, type Result } from '../lib/result.ts'

export type PasswordHasher = {
  /** In: a password that `checkNewPassword` accepts (throws otherwise). Out: its hash as a PHC string, or busy. */
  readonly hash: (password: string) => Promise<Result<string, 'busy'>>
  /**
   * In: what someone typed, any length, and the stored PHC string, or null when there is no such user.
   * Out: whether it is the password. Null and impossible passwords cost the same time as a wrong one and are false.
   */
  readonly verify: (password: string, phc: string | null) => Promise<Result<boolean, 'busy'>>
}

type HasherOptions = {
  /** How many hashes at once; more than the machine has cores is cut to that. */
  readonly concurrency: number
  /** How many more may wait. */
  readonly queueLimit: number
  /** How long, in milliseconds, one may wait before it is refused as busy. */
  readonly queueMs: number
  readonly clock: Clock
}

type Parameters = {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
  readonly salt: Buffer
  readonly tagLength: number
}
type StoredHash = Parameters & { readonly tag: Buffer }

const SALT_BYTES = 16
const TAG_BYTES = 32
/** 256 characters of four bytes. Nothing longer was ever accepted, so nothing longer is ever hashed. */
const MOST_BYTES = 1024
/** Normalising costs time too; a composed character is at most four units longer in its decomposed form. */
const MOST_UNITS = 4 * MOST_BYTES

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: TAG_BYTES }

/** Stands in for a user who does not exist. No password has this tag, and no answer ever depends on it. */
const NOBODY: StoredHash = { ...COST, salt: Buffer.alloc(SALT_BYTES, 0x4c), tag: Buffer.alloc(TAG_BYTES) }

const argon2Async = promisify(argon2)

/**
 * Says why a text cannot become a password, or null when it can: 8 to 256 characters of valid text without NUL.
 * Characters are counted after Unicode normalisation (NFC), so that every keyboard counts alike.
 */
export function checkNewPassword(text: string): string | null {
  const tooLong = 'A password has at most 256 characters.'
  if (text.length > MOST_UNITS) return tooLong
  if (!text.isWellFormed() || text.includes('\0')) return 'A password must be text without NUL characters.'
  const count = Array.from(text.normalize('NFC')).length
  if (count < 8) return 'A password has at least 8 characters.'
  return count > 256 ? tooLong : null
}

/**
 * Makes the one place where passwords are hashed: Argon2id (RFC 9106) with a bounded queue, since each hash holds
 * 19 MiB and a thread. A caller who cannot be served soon is told `busy` at once rather than late.
 */
export function createPasswordHasher(options: HasherOptions): PasswordHasher {
  const enter = createQueue(options)
  return {
    async hash(password) {
      const fault = checkNewPassword(password)
      if (fault !== null) throw new Error(`a password that was not checked came to be hashed: ${fault}`)
      const parameters = { ...COST, salt: randomBytes(SALT_BYTES) }
      const tag = await enter(() => derive(password.normalize('NFC'), parameters))
      return tag.ok ? ok(formatPhc({ ...parameters, tag: tag.value })) : tag
    },
    async verify(password, phc) {
      const typed = normalised(password)
      const stored = phc === null || typed === null ? NOBODY : parsePhc(phc)
      const tag = await enter(() => derive(typed ?? '', stored))
      if (!tag.ok) return tag
      return ok(timingSafeEqual(tag.value, stored.tag) && stored !== NOBODY)
    },
  }
}

/** The text as it was hashed, or null when it is too long or too broken to be anybody's password. */
function normalised(password: string): string | null {
  if (password.length > MOST_UNITS || !password.isWellFormed()) return null
  const text = password.normalize('NFC')
  return Buffer.byteLength(text) > MOST_BYTES ? null : text
}

async function derive(password: string, { salt, ...cost }: Parameters): Promise<Buffer> {
  const { memory, passes, parallelism, tagLength } = cost
  return argon2Async('argon2id', { message: password, nonce: salt, memory, passes, parallelism, tagLength })
}

/** The PHC string format: `$argon2id$v=19$m=…,t=…,p=…$salt$tag`, base64 without padding. */
function formatPhc({ memory, passes, parallelism, salt, tag }: StoredHash): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${bare(salt)}$${bare(tag)}`
}

function bare(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** Reads a stored hash, whatever its cost. Anything else in that column is a broken world, not a wrong password. */
function parsePhc(phc: string): StoredHash {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(phc) ?? []
  if (salt === undefined || tag === undefined)
    throw new Error('a stored password hash is not an Argon2id PHC string')
  const tagBytes = Buffer.from(tag, 'base64')
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tagLength: tagBytes.length,
    tag: tagBytes,
  }
}

/** `proceed` is told when the work begins, or null when it never will. */
type Waiter = { readonly since: Instant; readonly proceed: (begun: Instant | null) => void }

/** Share of the newest hash in the running mean of how long one takes. */
const NEWEST_SHARE = 1 / 8

/**
 * First come, first served. Refused are those whose wait would exceed `queueMs` at the usual pace, those who find the
 * queue full, and those who turn out to have waited longer when a place gets free: nobody waits for them any more.
 */
function createQueue({ concurrency, queueLimit, queueMs, clock }: HasherOptions) {
  if (!Number.isInteger(concurrency) || concurrency < 1) throw new RangeError('concurrency must be 1 or more')
  const places = Math.min(concurrency, availableParallelism())
  const waiting: Waiter[] = []
  let running = 0
  let usualMs = 0

  const admit = async (): Promise<Instant | null> => {
    if (running < places) {
      running++
      return clock()
    }
    const expectedMs = ((waiting.length + 1) / places) * usualMs
    if (waiting.length >= queueLimit || expectedMs > queueMs) return null
    return new Promise(proceed => waiting.push({ since: clock(), proceed }))
  }
  const leave = () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const now = clock()
      const inTime = now - next.since <= queueMs
      next.proceed(inTime ? now : null)
      // The place goes straight to the one who waited; nobody who comes just now can slip in between.
      if (inTime) return
    }
    running--
  }

  return async <T>(work: () => Promise<T>): Promise<Result<T, 'busy'>> => {
    const begun = await admit()
    if (begun === null) return err('busy')
    try {
      return ok(await work())
    } finally {
      usualMs += (Math.max(0, clock() - begun) - usualMs) * NEWEST_SHARE
      leave()
    }
  }
}
