/** 128 random bits as hex; `crypto.randomUUID` is missing on plain-http addresses other than localhost. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

type KeyRing = {
  /** The key for this body: the same one for as long as the body is the same and no answer has come. */
  readonly keyFor: (body: object) => string
  /** Tells that an answer came, so that the next attempt is an attempt of its own. */
  readonly settled: () => void
}

/**
 * Idempotency-Keys of one form: a double click or a retry after a lost connection makes one thing, while a corrected
 * form is a new attempt.
 */
export function makeKeyRing(): KeyRing {
  let last: { readonly body: string; readonly key: string } | null = null
  return {
    keyFor: body => {
      const text = JSON.stringify(body)
      if (last === null || last.body !== text) last = { body: text, key: randomKey() }
      return last.key
    },
    settled: () => {
      last = null
    },
  }
}
