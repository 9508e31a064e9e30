const ALLOWED: readonly string[] = ['https:', 'http:', 'mailto:']

/**
 * Where a link in a note may lead.
 * In: an address as somebody wrote it. Out: the same as browsers read it, or null for what is no whole address, leads
 * by anything but https, http or mailto, or pretends to be another host by a name before an @.
 */
export function safeLink(address: string): string | null {
  const url = URL.parse(address)
  if (url === null || !ALLOWED.includes(url.protocol)) return null
  return url.username === '' && url.password === '' ? url.href : null
}
