/** Longest vendor or application name, in characters. */
export const MAX_NAME_LENGTH = 100

export type NameRule = 'required' | 'too-long' | 'characters'

type NameVerdict =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly rule: NameRule; readonly message: string }

/** Control, format (zero width, direction), private-use, unassigned, line-separating, filling and blank characters. */
export const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u

/**
 * Judges a vendor name or an application name.
 *
 * In: the text as typed and the words to call it by ("Vendor name"). Out: the name to keep (Unicode NFC, outer
 * spaces dropped), or the rule it breaks with a sentence that says how to mend it. Colon and @ are refused because
 * the alias `ApplicationName@VendorName` is used as the user part of HTTP Basic.
 */
export function checkName(text: string, label: string): NameVerdict {
  // The raw length bounds the work below: NFC never shrinks text by more than a small factor.
  if (text.length > MAX_NAME_LENGTH * 10) return tooLong(label, text.length)
  const value = text.normalize('NFC').trim()
  if (value === '') return { ok: false, rule: 'required', message: `${label} is required.` }
  if (INVISIBLE.test(value)) {
    return {
      ok: false,
      rule: 'characters',
      message: `${label} holds a control or invisible character. Remove it; pasting as plain text helps.`,
    }
  }
  // NFKC, as in the key: a full-width colon or @ would otherwise end up inside of an alias.
  if (/[:@]/.test(value.normalize('NFKC'))) {
    return { ok: false, rule: 'characters', message: `${label} may not hold a colon or an @ sign.` }
  }
  const length = Array.from(value).length
  return length > MAX_NAME_LENGTH ? tooLong(label, length) : { ok: true, value }
}

function tooLong(label: string, length: number): NameVerdict {
  return {
    ok: false,
    rule: 'too-long',
    message: `${label} may have at most ${MAX_NAME_LENGTH} characters; this has ${length}.`,
  }
}

/**
 * The key under which names are compared, so that two applications cannot differ by look-alike spelling only.
 * In: a name that passed {@link checkName}. Out: its NFKC, case-folded, single-spaced form (never shown).
 */
export function nameKey(name: string): string {
  // By way of upper case, so that ß and SS, or the two small sigmas, fold alike; some results are not yet NFKC.
  const folded = name.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase().normalize('NFKC')
  return folded.replace(/\s+/gu, ' ').trim()
}
