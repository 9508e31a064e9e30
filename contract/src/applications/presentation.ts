/** Longest link, in characters. */
const LONGEST_LINK = 2000

/** Longest e-mail address (RFC 5321 §4.5.3.1.3), in characters. */
export const LONGEST_EMAIL = 254

/**
 * Judges an address that a person may be sent to from a page of ours, or that an application says of itself.
 * In: the text as it came. Out: null, or what it must be, as the end of a sentence. Only https: every other scheme,
 * however it is written, could run a script, open a file or be read on the way (RFC 7591 §5).
 */
export function linkFault(text: string): string | null {
  if (text.length > LONGEST_LINK) return `may have at most ${LONGEST_LINK} characters.`
  const wanted = 'must be an absolute https URL, written as a browser would write it.'
  if (!/^https:\/\/[\x21-\x7e]+$/.test(text)) return wanted
  const url = URL.parse(text)
  if (url === null) return wanted
  if (url.username !== '' || url.password !== '') return 'may not hold a user name or a password.'
  // The parser adds a slash to an empty path; every other difference means that it leads elsewhere than it says.
  const bare = url.pathname === '/' && url.href.replace(`${url.host}/`, url.host) === text
  return url.href === text || bare ? null : wanted
}

/** Judges where users of an application get help. In: the text as it came. Out: null, or what is wrong, as a sentence. */
export function supportEmailFault(text: string): string | null {
  // No sign that a mailto link would read as more than an address.
  const plain =
    text.length <= LONGEST_EMAIL && /^[a-zA-Z0-9.+_-]{1,64}@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+$/.test(text)
  return plain ? null : 'Write one e-mail address, for example help@company.example, in plain letters.'
}
