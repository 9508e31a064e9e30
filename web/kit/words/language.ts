import { type Language, languageOf } from '@latchkey/contract/words/language.ts'

/** What is kept in this browser of the language that the server last named. */
const KEY = 'latchkey-language'

/** The language to begin with: the one that held last, or else what the browser speaks; English outside of one. */
export function firstLanguage(): Language {
  if (typeof document === 'undefined') return 'en'
  return languageOf([remembered() ?? '', ...navigator.languages]) ?? 'en'
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    // A browser that keeps nothing speaks as it says of itself.
    return null
  }
}

/** Keeps a language for the next page. Out: whether this browser keeps it. */
export function rememberLanguage(language: Language): boolean {
  try {
    localStorage.setItem(KEY, language)
    return true
  } catch {
    return false
  }
}
