/**
 * Shortens a long identifier in its middle, keeping what tells it from its neighbours.
 * In: the identifier, how many characters to keep at the head and at the tail. Out: itself when it is short enough.
 */
export function shortenMiddle(text: string, head: number, tail: number): string {
  return text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`
}
