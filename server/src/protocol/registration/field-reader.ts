import { type Reason, type Refusal, refusal } from '../refusal.ts'
import type { Fields } from './registration-body.ts'

/**
 * Reads the members of a request one by one. The first fault is kept; what was at fault reads as if it were absent, so
 * that a caller reads all of it and looks at the fault once.
 */
export type FieldReader = {
  /** Out: the text, or null when it is absent. */
  readonly text: (name: string, longest: number) => string | null
  readonly texts: (name: string, most: number, longest: number) => readonly string[] | null
  readonly flag: (name: string) => boolean | null
  /** A whole number from 0 on. */
  readonly count: (name: string) => number | null
  readonly oneOf: <const T extends string>(name: string, offered: readonly T[]) => T | null
  readonly object: (name: string) => object | null
  readonly refuse: (name: string, why: string) => void
  readonly fault: () => Refusal | null
}

/** RFC 7591 §3.2.2 has a code of its own for redirect URIs. */
function reasonFor(name: string): Reason {
  return name === 'redirect_uris' ? 'registered_redirect_uri_invalid' : 'client_metadata_invalid'
}

/** Makes a reader. In: the members of the request. */
export function fieldReader(fields: Fields): FieldReader {
  const kept: { fault: Refusal | null } = { fault: null }
  const refuse = (name: string, why: string): null => {
    kept.fault ??= refusal(reasonFor(name), `${name} ${why}`)
    return null
  }
  const isText = (value: unknown, longest: number): value is string =>
    typeof value === 'string' && value !== '' && value.length <= longest && !/\p{Cc}/u.test(value)
  return {
    text(name, longest) {
      const value = fields.get(name)
      if (value === undefined) return null
      return isText(value, longest) ? value : refuse(name, `must be a text of 1 to ${longest} characters.`)
    },
    texts(name, most, longest) {
      const value = fields.get(name)
      if (value === undefined) return null
      const list: readonly unknown[] = Array.isArray(value) ? value : [null]
      const texts = list.filter(one => isText(one, longest))
      if (list.length <= most && texts.length === list.length) return [...new Set(texts)]
      return refuse(name, `must be a list of at most ${most} texts of 1 to ${longest} characters.`)
    },
    flag(name) {
      const value = fields.get(name)
      if (value === undefined) return null
      return typeof value === 'boolean' ? value : refuse(name, 'must be true or false.')
    },
    count(name) {
      const value = fields.get(name)
      if (value === undefined) return null
      const fits = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
      return fits ? value : refuse(name, 'must be a whole number from 0 on.')
    },
    oneOf(name, offered) {
      const value = fields.get(name)
      if (value === undefined) return null
      return offered.find(one => one === value) ?? refuse(name, `must be one of: ${offered.join(', ')}.`)
    },
    object(name) {
      const value = fields.get(name)
      if (value === undefined) return null
      const fits = typeof value === 'object' && value !== null && !Array.isArray(value)
      return fits ? value : refuse(name, 'must be a JSON object.')
    },
    refuse,
    fault: () => kept.fault,
  }
}
