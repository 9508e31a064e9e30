/** A piece of a text is this many characters at most; what is searched for is found by its pieces of this length. */
const LONGEST = 3
/** More pieces of a long search narrow it no further, and each must be looked up. */
const MOST_OF_A_SEARCH = 4

/**
 * The pieces of texts, of one to three characters, as numbers to look them up by. Each is bound to its business unit,
 * so that no lookup meets those of another; two pieces may share a number, so whoever finds a text by them must still
 * look at it.
 * In: the id of the business unit, and folded texts. Out: 32-bit signed integers, each once.
 */
export function gramsOf(businessUnitId: string, texts: readonly string[]): number[] {
  const seed = hash(OFFSET, businessUnitId)
  const grams = new Set<number>()
  for (const text of texts) {
    const characters = Array.from(text.toWellFormed())
    for (let start = 0; start < characters.length; start++) {
      let gram = seed
      for (const character of characters.slice(start, start + LONGEST)) {
        gram = hash(gram, character)
        grams.add(gram)
      }
    }
  }
  return [...grams]
}

/**
 * The pieces that every text holding `search` has.
 * In: the id of the business unit, and a folded text, not empty. Out: as {@link gramsOf}, a few of them.
 */
export function gramsOfSearch(businessUnitId: string, search: string): number[] {
  const seed = hash(OFFSET, businessUnitId)
  const characters = Array.from(search.toWellFormed())
  const pieces = Math.max(1, characters.length - LONGEST + 1)
  const stride = Math.max(1, Math.ceil(pieces / MOST_OF_A_SEARCH))
  const grams = new Set<number>()
  for (let start = 0; start < pieces; start += stride) {
    grams.add(characters.slice(start, start + LONGEST).reduce(hash, seed))
  }
  return [...grams]
}

/** A word of ours as one piece, which no text has: texts have none of more than three characters. */
export function gramOf(businessUnitId: string, word: string): number {
  return hash(hash(OFFSET, businessUnitId), word)
}

/** FNV-1a (the Internet draft draft-eastlake-fnv), over UTF-16 code units. */
const OFFSET = 0x811c9dc5 | 0
const PRIME = 0x01000193

function hash(from: number, text: string): number {
  let value = from
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), PRIME)
  }
  // An end, so that "ab" after "c" is another than "b" after "ca".
  return Math.imul(value ^ 0xff_ff, PRIME) | 0
}
