import { nameKey } from '../names.ts'

/** Most tags an application may have. */
export const MAX_TAGS = 10
/** Longest tag, in characters. */
export const MAX_TAG_LENGTH = 30

type TagVerdict =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly rule: 'required' | 'too-long' | 'characters'; readonly message: string }

const TAG = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._:/-]*$/u

/**
 * Judges a tag.
 *
 * In: the text as typed. Out: the tag as it is kept, so that two spellings of one word are one tag (NFKC, small letters,
 * a hyphen for a space), or the rule it breaks with a sentence that says how to mend it.
 */
export function checkTag(text: string): TagVerdict {
  if (text.length > MAX_TAG_LENGTH * 10) return tooLong()
  const value = nameKey(text).replaceAll(' ', '-')
  if (value === '') return { ok: false, rule: 'required', message: 'A tag has at least one character.' }
  if (Array.from(value).length > MAX_TAG_LENGTH) return tooLong()
  if (TAG.test(value)) return { ok: true, value }
  return {
    ok: false,
    rule: 'characters',
    message: 'A tag begins with a letter or digit and holds letters, digits and . _ : / - alone.',
  }
}

function tooLong(): TagVerdict {
  return {
    ok: false,
    rule: 'too-long',
    message: `A tag may have at most ${MAX_TAG_LENGTH} characters.`,
  }
}
