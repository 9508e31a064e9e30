import { hash, timingSafeEqual } from 'node:crypto'

/**
 * SHA-256 of bytes, or of the text's UTF-8 bytes, as 64 lower-case hexadecimal digits.
 * This is how our own high-entropy secrets are stored and looked up; passwords go through `passwords.ts`.
 */
export function sha256Hex(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex')
}

/** SHA-256 of the text's UTF-8 bytes as 43 base64url characters: the S256 transformation of RFC 7636 §4.2. */
export function sha256Base64Url(text: string): string {
  return hash('sha256', text, 'base64url')
}

/**
 * Whether two texts are the same, in a time that says nothing about where they differ or how long the secret one is.
 * In: texts of any lengths. Digests are compared, so that lengths need not match.
 */
export function equalInConstantTime(a: string, b: string): boolean {
  if (!timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'))) return false
  // UTF-8 has one replacement for every lone surrogate; equal digests leave nothing secret to leak here.
  return a === b
}
