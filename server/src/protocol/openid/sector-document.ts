/**
 * Judges what a sector identifier URI led to (OpenID Connect Registration §5): a JSON list of redirect URIs, which must
 * hold those of the application exactly as they are registered. Without that, anybody could join the sector of
 * somebody else and learn their subjects.
 * In: the document as it came, and the callback URLs. Out: a sentence that says what is wrong, or null.
 */
export function sectorDocumentFault(document: string, callbackUrls: readonly string[]): string | null {
  const listed = listOf(document)
  if (listed === null) return 'The sector identifier URI does not lead to a JSON list of callback URLs.'
  const missing = callbackUrls.find(url => !listed.has(url))
  return missing === undefined
    ? null
    : `The list at the sector identifier URI does not hold the callback URL ${missing}. Add it there first.`
}

function listOf(document: string): ReadonlySet<unknown> | null {
  try {
    const value: unknown = JSON.parse(document)
    return Array.isArray(value) && value.every(each => typeof each === 'string') ? new Set(value) : null
  } catch {
    return null
  }
}
