/** How many cuts a key has. */
const CUTS = 6
/** How deep a cut may be. */
const DEPTHS: readonly number[] = [1, 2, 3, 4]

/** FNV-1a with 32 bits: enough to spread ids over the few hundred keys that people can tell apart. */
function hashOf(text: string): number {
  let hash = 0x81_1c_9d_c5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93) >>> 0
  }
  return hash
}

/**
 * The cuts of an application's key, from bow to tip: the same for the same id wherever it is shown.
 * In: the id. Out: six depths from 1 to 4; two neighbours are never equal, so that every cut can be seen.
 */
export function keyCuts(id: string): readonly number[] {
  let rest = hashOf(id)
  let before = 0
  return Array.from({ length: CUTS }, () => {
    const choices = DEPTHS.filter(depth => depth !== before)
    before = choices[rest % choices.length] ?? 1
    rest = Math.floor(rest / choices.length)
    return before
  })
}

/** The key as one SVG path (even-odd) in a box of 40 by 16: a bow with a hole, and a blade with the cuts of the id. */
export function keyPath(id: string): string {
  const blade = keyCuts(id)
    .map((depth, index) => {
      const x = 16 + index * 3.4
      const top = 11.5 - depth * 1.4
      return `H${x + 2.5}L${x + 1.75} ${top}H${x + 0.75}L${x} 11.5`
    })
    // The lower edge is drawn from the tip back to the bow.
    .toReversed()
    .join('')
  return `M8 1A7 7 0 0 1 14.3 5H37L39.5 8.25L37 11.5${blade}H14.1A7 7 0 1 1 8 1ZM6 6A2 2 0 1 0 6 10A2 2 0 1 0 6 6Z`
}

/** The key in words, for whoever does not see it. */
export function keyWords(id: string): string {
  return `Key ${keyCuts(id).join('-')}`
}
