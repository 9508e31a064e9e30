/**
 * Text from a request as it may stand in a message: short, and without what cannot be seen.
 * In: any text. Out: at most sixty units of it, in quotation marks.
 */
export function quoted(text: string): string {
  // Cut first: half of a surrogate pair cannot be seen either.
  return `"${text.slice(0, 60).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?')}"`
}
