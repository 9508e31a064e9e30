import { acceptedLanguages, LANGUAGES, type Language, languageOf } from '@latchkey/contract/words/language.ts'
import { ENGLISH, type Words, wordsOf } from '@latchkey/contract/words/words.ts'
import type { FastifyRequest } from 'fastify'
import { GERMAN } from './german/german.ts'

const SPOKEN = { en: ENGLISH, de: wordsOf('de', GERMAN) } as const satisfies Record<Language, Words>

/** What is known of the person behind a request. */
const persons = new WeakMap<FastifyRequest, readonly string[]>()
/** What the application wants that sends the person here. */
const wishes = new WeakMap<FastifyRequest, readonly string[]>()

/** Remembers the language that the signed-in person chose for themselves, as a tag; null when they did not say. */
export function notePersonsLanguage(request: FastifyRequest, locale: string | null): void {
  if (locale !== null) persons.set(request, [locale])
}

/**
 * Remembers the languages that an authorization request asks for (`ui_locales`, OpenID Connect Core §3.1.2.1).
 * In: the encoded parameters of the request. An application says more of its user than a browser, and less than they.
 */
export function noteAskedLanguages(request: FastifyRequest, query: string): void {
  const tags = new URLSearchParams(query).get('ui_locales')
  if (tags !== null) wishes.set(request, tags.slice(0, 200).split(' '))
}

/** How a person is spoken to: as they chose, as their application asks, or as their browser accepts. */
export function wordsFor(request: FastifyRequest): Words {
  const header = request.headers['accept-language'] ?? ''
  const language =
    languageOf(persons.get(request) ?? []) ??
    languageOf(wishes.get(request) ?? []) ??
    languageOf(acceptedLanguages(header)) ??
    LANGUAGES[0]
  return SPOKEN[language]
}
