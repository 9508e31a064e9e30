/** A URL that was compared with those that are registered. */
export type Comparison = {
  readonly came: string
  /** The registered URL that differs least; null: none is registered. */
  readonly nearest: string | null
  /** With how many characters (Unicode code points) both begin; null: they are the same, or there is none. */
  readonly differsAt: number | null
  /** What the difference is, in a sentence or more. */
  readonly words: string
}

const PARTS = ['scheme', 'user', 'host', 'port', 'path', 'query', 'fragment'] as const
type Part = (typeof PARTS)[number]
type Split = Readonly<Record<Part, string>>

/** RFC 3986, appendix B. It splits any text, a URL or not. */
const URI = /^(?:([^:/?#]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s

function split(text: string): Split {
  const [, scheme = '', authority = '', path = '', query = '', fragment = ''] = URI.exec(text) ?? []
  const [, user = '', host = '', port = ''] =
    /^(?:(.*)@)?(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(authority) ?? []
  return { scheme, user, host, port, path, query, fragment }
}

/** How many characters stand between what two texts have in common at their beginning and at their end. */
function apart(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length)
  let start = 0
  while (start < shorter && one[start] === other[start]) start += 1
  let end = 0
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1
  return Math.max(one.length, other.length) - start - end
}

/** How far two URLs are apart, part by part; a letter of another case is the smallest step there is. */
function distance(one: Split, other: Split): number {
  let sum = 0
  for (const part of PARTS) {
    const [a, b] = [one[part], other[part]]
    if (a !== b) sum += 1 + 2 * apart(a.toLowerCase(), b.toLowerCase())
  }
  return sum
}

function beginning(one: string, other: string): number {
  const [a, b] = [Array.from(one), Array.from(other)]
  const shorter = Math.min(a.length, b.length)
  let same = 0
  while (same < shorter && a[same] === b[same]) same += 1
  return same
}

const NAMES: Readonly<Record<Part, string>> = {
  scheme: 'scheme',
  user: 'user name',
  host: 'host',
  port: 'port',
  path: 'path',
  query: 'query',
  fragment: 'fragment',
}

function quoted(value: string): string {
  return value.length <= 80 ? value : `${value.slice(0, 80).toWellFormed()}…`
}

function wordsOf(part: Part, came: string, registered: string): string {
  const name = NAMES[part]
  if (part === 'path' && came === `${registered}/`) {
    return 'A slash came at the end of the path that is not registered.'
  }
  if (part === 'path' && `${came}/` === registered) {
    return 'The slash at the end of the path is registered and did not come.'
  }
  if (came.toLowerCase() === registered.toLowerCase()) {
    return `Upper and lower case differ in the ${name}: they are compared as they are written.`
  }
  if (came === '') return `No ${name} came; ${quoted(registered)} is registered.`
  if (registered === '') return `The ${name} ${quoted(came)} came; none is registered.`
  return `The ${name} differs: ${quoted(came)} came, ${quoted(registered)} is registered.`
}

/** A character in words: by its code where it could be taken for another, or cannot be seen. */
function nameOf(character: string): string {
  if (/^[\x21-\x7e]$/.test(character)) return `"${character}"`
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/**
 * Finds the registered URL that somebody probably meant, and where what came begins to differ from it. Comparing is exact
 * (RFC 9700 §2.1): this only explains a refusal, and decides nothing.
 * In: the URL as it was kept, and those that are registered now. Of several that are as near the first is taken.
 */
export function nearestUrl(came: string, registered: readonly string[]): Comparison {
  const parts = split(came)
  let best: { readonly url: string; readonly split: Split; readonly far: number } | null = null
  for (const url of registered) {
    const other = split(url)
    const far = url === came ? -1 : distance(parts, other)
    if (best === null || far < best.far) best = { url, split: other, far }
  }
  if (best === null) return { came, nearest: null, differsAt: null, words: 'No URL is registered.' }
  const { url: nearest, split: other } = best
  if (nearest === came) return { came, nearest, differsAt: null, words: 'It is registered by now.' }
  const words = PARTS.filter(part => parts[part] !== other[part]).map(part =>
    wordsOf(part, parts[part], other[part]),
  )
  const differsAt = beginning(came, nearest)
  return { came, nearest, differsAt, words: [...words, placeOf(came, nearest, differsAt)].join(' ') }
}

/** Where two URLs begin to differ, in words. */
function placeOf(came: string, nearest: string, at: number): string {
  const [here, there] = [Array.from(came)[at], Array.from(nearest)[at]]
  if (here === undefined && there !== undefined) {
    return `What came ends after ${at} characters, where the registered one goes on with ${nameOf(there)}.`
  }
  if (here !== undefined && there === undefined) {
    return `The registered one ends after ${at} characters, where what came goes on with ${nameOf(here)}.`
  }
  return `They differ at character ${at + 1}: ${nameOf(here ?? '')} came, ${nameOf(there ?? '')} is registered.`
}
