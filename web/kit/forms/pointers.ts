/**
 * The parts of a JSON Pointer (RFC 6901 §4), for example `/callbackUrls/2` as `['callbackUrls', '2']`.
 * Text that does not begin with a slash points at the whole body: an empty list.
 */
export function pointerParts(pointer: string): readonly string[] {
  if (!pointer.startsWith('/')) return []
  return pointer
    .slice(1)
    .split('/')
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}
