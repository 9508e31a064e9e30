/** The three parts of a JWS in compact form, as they were written. The signature is empty where nothing is signed. */
type Parts = readonly [header: string, payload: string, signature: string]

/** A JWT taken apart, with nothing of it believed yet. */
export type DecodedJwt = {
  readonly header: JsonObject
  readonly claims: JsonObject
  /** Whether there is a signature at all; it was not looked at. */
  readonly signed: boolean
}

type JsonObject = Readonly<Record<string, unknown>>

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Takes a JWS in compact form apart (RFC 7515 §7.1). Strict: three parts and no more, nothing before or behind them,
 * and each part the one canonical base64url form of its bytes, since the bits that decoding drops would let a changed
 * text pass as the same token. In: any text; the most characters it may have. Out: its parts, or null.
 */
export function compactParts(text: string, longest: number): Parts | null {
  if (text.length > longest) return null
  const [header = '', payload = '', signature, ...more] = text.split('.')
  if (header === '' || payload === '' || signature === undefined || more.length > 0) return null
  const parts: Parts = [header, payload, signature]
  return parts.every(part => Buffer.from(part, 'base64url').toString('base64url') === part) ? parts : null
}

/**
 * Reads a JWT without believing it (RFC 7519 §7.2). In: as {@link compactParts}. Out: header and claims; null when the
 * text is no JWT, when either is not UTF-8 or not a JSON object, and when the header asks for an extension to be
 * understood: we know none (RFC 7515 §4.1.11).
 */
export function decodeJwt(text: string, longest: number): DecodedJwt | null {
  const parts = compactParts(text, longest)
  if (parts === null) return null
  const header = readObject(parts[0])
  const claims = readObject(parts[1])
  if (header === null || claims === null || Object.hasOwn(header, 'crit')) return null
  return { header, claims, signed: parts[2] !== '' }
}

function readObject(part: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(utf8.decode(Buffer.from(part, 'base64url')))
    return isJsonObject(value) ? value : null
  } catch {
    return null
  }
}

/** Whether a value is a JSON object: neither a list nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
