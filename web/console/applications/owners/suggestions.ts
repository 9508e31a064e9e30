import { readTypedList } from './typed-list.ts'

/** Somebody whom a field suggests. */
export type Suggested = { readonly userName: string; readonly fullName: string }

/** What stands in a field: what is settled, with the comma behind it, and the part that is being typed. */
type Parts = { readonly before: string; readonly typed: string }

/** The parts of a field. In: its text, and whether several can be typed in it. */
export function partsOf(text: string, many: boolean): Parts {
  const comma = many ? Math.max(text.lastIndexOf(','), text.lastIndexOf(';')) : -1
  return { before: text.slice(0, comma + 1), typed: text.slice(comma + 1).trim() }
}

/**
 * What may be chosen: each person, and the whole text of the field once they are. Nobody is suggested twice, and nothing
 * where what is typed names somebody already.
 */
export function suggestionsFor(
  found: readonly Suggested[],
  { before, typed }: Parts,
): readonly { readonly value: string; readonly person: Suggested }[] {
  const there = new Set([...readTypedList(before), typed].map(name => name.toLowerCase()))
  const begun = before === '' ? '' : `${before} `
  return found
    .filter(({ userName }) => !there.has(userName.toLowerCase()))
    .map(person => ({ value: `${begun}${person.userName}`, person }))
}
