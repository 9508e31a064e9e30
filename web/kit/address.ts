/** The parameters of an address: text as it stands there, several where a name is repeated. */
type AddressText = { readonly [name: string]: string | readonly string[] }

/**
 * Reads the part of an address after the question mark, with or without it. Everything stays text: `2026`, `true` and
 * `{}` are words that somebody may search for, and only the page whose parameters they are knows what they mean.
 */
export function readAddress(text: string): AddressText {
  const found = new URLSearchParams(text)
  const entries = [...new Set(found.keys())].map(name => {
    const [first = '', ...more] = found.getAll(name)
    return [name, more.length === 0 ? first : [first, ...more]] as const
  })
  return Object.fromEntries(entries)
}

/** Writes parameters, so that reading them gives the same text again. What is undefined does not stand there. */
export function writeAddress(parameters: { readonly [name: string]: unknown }): string {
  const written = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue
    for (const each of Array.isArray(value) ? value : [value]) written.append(name, String(each))
  }
  return written.size === 0 ? '' : `?${written}`
}
