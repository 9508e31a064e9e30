import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** `lks` client secret, `lkr` refresh token, `lkc` authorization code, `lkp` personal or registration token. */
export type TokenKind = 'lks' | 'lkr' | 'lkc' | 'lkp'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** 62^43 is the first power of 62 above 2^256. */
const BODY_LENGTH = 43
/** 62^6 is the first power of 62 above 2^32. */
const CHECKSUM_LENGTH = 6
/** The largest multiple of 62 in a byte: bytes from here on are dropped, else early letters come up more often. */
const FAIR_BYTES = 248

/** The one expression that finds any secret of ours in a text; given to secret scanners as it stands. */
export const SECRET_PATTERN = /\blk[srcp]_[0-9A-Za-z]{49}\b/

const FORM = /^lk[srcp]_[0-9A-Za-z]{49}$/

function randomBase62(length: number): string {
  let text = ''
  while (text.length < length) {
    for (const byte of randomBytes(length + 13)) {
      if (byte < FAIR_BYTES && text.length < length) text += ALPHABET.charAt(byte % 62)
    }
  }
  return text
}

/** CRC-32 of the text as six base62 digits, most significant first. It catches typing errors, not attackers. */
function checksum(text: string): string {
  let rest = crc32(text)
  let digits = ''
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    digits = ALPHABET.charAt(rest % 62) + digits
    rest = Math.floor(rest / 62)
  }
  return digits
}

/**
 * A new secret of the given kind: its prefix, `_`, 43 random base62 characters (256 bits), 6 of checksum.
 * It goes to its owner once; what stays with us is `sha256Hex` of it.
 */
export function newToken(kind: TokenKind): string {
  const text = `${kind}_${randomBase62(BODY_LENGTH)}`
  return text + checksum(text)
}

/**
 * A secret of the given kind made of a number of 256 bits instead of chance, the same one each time.
 * In: the kind; 32 bytes that nobody can guess, such as a MAC. Throws on another length.
 */
export function tokenOf(kind: TokenKind, bytes: Buffer): string {
  if (bytes.length !== 32) throw new RangeError('a secret is made of 32 bytes')
  let rest = BigInt(`0x${bytes.toString('hex')}`)
  let body = ''
  while (body.length < BODY_LENGTH) {
    body = ALPHABET.charAt(Number(rest % 62n)) + body
    rest /= 62n
  }
  const text = `${kind}_${body}`
  return text + checksum(text)
}

/**
 * Whether the text could be a secret of that kind: prefix, length, alphabet and checksum hold.
 * In: anything a stranger sent. False spares the look-up; true proves nothing but the form.
 */
export function hasValidChecksum(text: string, kind: TokenKind): boolean {
  if (!text.startsWith(`${kind}_`) || !FORM.test(text)) return false
  return checksum(text.slice(0, -CHECKSUM_LENGTH)) === text.slice(-CHECKSUM_LENGTH)
}

/** The last four characters, by which a person tells one secret from another. They are of the checksum. */
export function secretHint(text: string): string {
  return text.slice(-4)
}
