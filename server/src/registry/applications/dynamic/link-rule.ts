/** Longest link, in characters. */
const LONGEST = 2000

/**
 * Judges an address that a person may be sent to from a page of ours, or that an application says of itself.
 * In: the text as it came. Out: null, or what it must be, as the end of a sentence. Only https: every other scheme,
 * however it is written, could run a script, open a file or be read on the way (RFC 7591 §5).
 */
export function linkFault(text: string): string | null {
  if (text.length > LONGEST) return `may have at most ${LONGEST} characters.`
  const wanted = 'must be an absolute https URL, written as a browser would write it.'
  if (!/^https:\/\/[\x21-\x7e]+$/.test(text) || !URL.canParse(text)) return wanted
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return 'may not hold a user name or a password.'
  // The parser adds a slash to an empty path; every other difference means that it leads elsewhere than it says.
  const bare = url.pathname === '/' && url.href.replace(`${url.host}/`, url.host) === text
  return url.href === text || bare ? null : wanted
}
