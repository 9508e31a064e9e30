/** RFC 7518 §6.2.2, §6.3.2, §6.4: members that only a private or a shared key has. */
const PRIVATE_MEMBERS = /"(?:d|p|q|dp|dq|qi|oth|k)"\s*:/

/** What is said where a private key was pasted; it is the same in the browser and from the server. */
export const PRIVATE_KEY_WORDS =
  'This is a private key. It was not kept. Paste the public key, and keep the private one where the application runs.'

/**
 * Whether a text that should be a public key holds a private or a shared one, in PEM (PKCS #8, PKCS #1, SEC 1, OpenSSH,
 * PGP) or as a JWK, well formed or not. The browser asks before it sends or keeps anything, and the server asks again.
 */
export function holdsPrivateKey(text: string): boolean {
  if (/-----\s*BEGIN[A-Z0-9 ]*PRIVATE KEY/i.test(text) || /PuTTY-User-Key-File/i.test(text)) return true
  if (!text.includes('{')) return false
  // A member whose name is written with escapes is the same member.
  const plain = text.replaceAll(/\\u00([0-7][0-9a-f])/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
  return /"kty"\s*:/.test(plain) && PRIVATE_MEMBERS.test(plain)
}
