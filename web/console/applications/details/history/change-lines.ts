import { isListField, wordsOf } from '@latchkey/contract/audit/change-text.ts'
import type { HistoryEntry } from '@latchkey/contract/audit/history.ts'
import { keyNames } from '../../parts/keys/key-set-words.ts'
import { showsBefore, valueWords } from './history-words.ts'

type Change = HistoryEntry['changes'][number]

/** An item of a list that was changed: it came, it went, or it stayed. */
export type ChangeLine = { readonly sign: '+' | '−' | ''; readonly text: string }

/** A change as people read it: item by item where it is a list, else the value before, if there was one, and after. */
type ShownChange =
  | { readonly kind: 'list'; readonly lines: readonly ChangeLine[]; readonly reordered: boolean }
  | { readonly kind: 'value'; readonly before: string | null; readonly after: string }

/** The items on both sides, where both are lists. */
function sides({ field, before, after }: Change): readonly [readonly string[], readonly string[]] | null {
  if (isListField(field)) return [wordsOf(before), wordsOf(after)]
  if (field !== 'metadata.jwks') return null
  const keys = [before, after].map(text => (text === null ? [] : keyNames(text)))
  const [was, is] = keys
  // Keys of the same names may be others: then the names say nothing.
  return was && is && was.join() !== is.join() ? [was, is] : null
}

/** A change, field by field. What was there before stands first, then what came. */
export function shownChange(change: Change): ShownChange {
  const lists = showsBefore(change) ? sides(change) : null
  if (lists === null) {
    const { field, before, after } = change
    return {
      kind: 'value',
      before: showsBefore(change) ? valueWords(field, before) : null,
      after: valueWords(field, after),
    }
  }
  const [was, is] = lists
  const lines: ChangeLine[] = [
    ...was.map(text => ({ sign: is.includes(text) ? '' : '−', text }) as const),
    ...is.filter(text => !was.includes(text)).map(text => ({ sign: '+', text }) as const),
  ]
  return { kind: 'list', lines, reordered: lines.every(({ sign }) => sign === '') }
}
