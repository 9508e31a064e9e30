import type { FieldValue, ManifestChange } from '@latchkey/contract/applications/manifest/manifest.ts'
import { plain, type Terminal } from './terminal.ts'

/** Longer would hide the rest of the plan. */
const LONGEST = 200

/** A value as it would stand in a file, on one line. */
export function valueWords(value: FieldValue): string {
  const text =
    typeof value === 'string' && /^[\p{L}\p{N}\p{P}\p{S} ]+$/u.test(value) ? value : JSON.stringify(value)
  return plain(text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text)
}

/**
 * The lines of one changed field: what was and what will be, or what a list gains and loses. In: whether the application
 * is new, of which nothing was.
 */
export function changeLines(
  { paint }: Pick<Terminal, 'paint'>,
  change: ManifestChange,
  isNew: boolean,
): string[] {
  const head = `    ${isNew ? paint('green', '+') : paint('yellow', '~')} ${change.field}`
  if (change.kind === 'value') {
    const after = valueWords(change.after)
    return [isNew ? `${head}: ${after}` : `${head}: ${valueWords(change.before)} → ${after}`]
  }
  const { added, removed, before, after } = change
  if (added.length === 0 && removed.length === 0) {
    return [`${head}: ${before.map(valueWords).join(', ')} → ${after.map(valueWords).join(', ')}`]
  }
  return [
    head,
    ...removed.map(text => `        ${paint('red', `- ${valueWords(text)}`)}`),
    ...added.map(text => `        ${paint('green', `+ ${valueWords(text)}`)}`),
  ]
}
