import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from './language.ts'

/** What sentences are in another language: ICU messages by the English message that stands in the code. */
export type Catalogue = Readonly<Record<string, string>>

/** What is put in for the names in braces. */
type Values = Readonly<Record<string, string | number>>

/** One way of saying things. */
export type Words = {
  readonly language: Language
  /** Says a message of ours. In: it in English, as an ICU message, and its values. Out: it in the language. */
  readonly say: (message: string, values?: Values) => string
  /**
   * Says what was composed in English elsewhere, a refusal for example, whose values stand in it already.
   * In: the whole sentence, or several. Out: the same in the language; what no catalogue knows stays as it came.
   */
  readonly translate: (sentence: string) => string
}

/** As long as a sentence may be that is looked for; nothing that we compose is longer. */
const LONGEST = 2000

type Pattern = { readonly message: string; readonly names: readonly string[]; readonly form: RegExp }

/** English as it stands in the code. */
export const ENGLISH: Words = { language: 'en', say: english, translate: sentence => sentence }

function english(message: string, values?: Values): string {
  return format('en', message, values)
}

/**
 * Makes a way of saying things. In: a language, and its catalogues, of which the first that knows a message decides.
 * Out: see {@link Words}. Made once for a language, since it keeps what it has read of its messages.
 */
export function wordsOf(language: Language, catalogues: readonly Catalogue[]): Words {
  const known = new Map<string, string>()
  for (const catalogue of catalogues.toReversed()) {
    for (const [message, said] of Object.entries(catalogue)) known.set(message, said)
  }
  const patterns = [...known.keys()].filter(message => /\{\w+\}/.test(message)).map(patternOf)
  // The one that says most of itself is the one that was meant.
  patterns.sort((a, b) => b.form.source.length - a.form.source.length)

  const say = (message: string, values?: Values) => format(language, known.get(message) ?? message, values)
  const exactly = (text: string) => known.get(text) ?? text
  const whole = (sentence: string): string | null => {
    const said = known.get(sentence)
    if (said !== undefined) return said
    for (const { message, names, form } of patterns) {
      const found = form.exec(sentence)?.slice(1)
      if (found === undefined) continue
      return say(message, Object.fromEntries(names.map((name, index) => [name, exactly(found[index] ?? '')])))
    }
    return null
  }
  const translate = (sentence: string) => {
    if (sentence.length > LONGEST) return sentence
    const parts = () => sentence.split(/(?<=\.) (?=\p{Lu})/u).map(part => whole(part) ?? part)
    return whole(sentence) ?? parts().join(' ')
  }
  return { language, say, translate }
}

/** Where in a sentence the values of a message stand. */
function patternOf(message: string): Pattern {
  const parts = message.split(/\{(\w+)\}/)
  const names = parts.filter((_, index) => index % 2 === 1)
  const literals = parts
    .filter((_, index) => index % 2 === 0)
    .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return { message, names, form: new RegExp(`^${literals.join('([^]+?)')}$`) }
}

const formats = new Map<string, IntlMessageFormat>()

/** Messages come from code and catalogues alone, so what is kept of them cannot grow. */
function format(language: Language, message: string, values: Values | undefined): string {
  if (!message.includes('{')) return message
  const key = `${language} ${message}`
  let read = formats.get(key)
  if (read === undefined) {
    // Tags are ours, of pages and screens; they are no part of a message.
    read = new IntlMessageFormat(message, language, undefined, { ignoreTag: true })
    formats.set(key, read)
  }
  const said: unknown = read.format(values)
  return String(said)
}
