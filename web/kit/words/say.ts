import { ENGLISH, type Words, wordsOf } from '@latchkey/contract/words/words.ts'
import { firstLanguage } from './language.ts'

const language = firstLanguage()

/** How this page speaks. What another language says is asked for by its readers alone. */
const words: Words =
  language === 'en' ? ENGLISH : wordsOf(language, (await import('./german/german.ts')).GERMAN)

if (typeof document !== 'undefined') document.documentElement.lang = language

/** Says a message. In: it in English, as an ICU message, and its values. Out: it in the language of the page. */
export const say: Words['say'] = words.say

/** The language of the page, as dates and numbers are written in it. */
export const LOCALE: string = language === 'en' ? 'en-GB' : language

/** The language of the page. */
export const LANGUAGE: Words['language'] = language
