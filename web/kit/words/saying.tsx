import { Fragment, type ReactNode } from 'react'
import { say } from './say.ts'

/** Marks where a part stands while the sentence is made; no text of ours or of a person holds them. */
const [OPEN, CLOSE] = ['\uE000', '\uE001']

/**
 * Says a message whose parts are marked up. In: it in English, and what stands for each name. Out: the sentence in the
 * language of the page, its parts where that language puts them.
 */
export function saying(message: string, parts: Readonly<Record<string, ReactNode>>): ReactNode {
  const names = Object.keys(parts)
  const marks = Object.fromEntries(names.map(name => [name, `${OPEN}${name}${CLOSE}`]))
  const pieces = say(message, marks).split(/\uE000(\w+)\uE001/)
  return pieces.map((piece, index) => (
    // The order of the pieces never changes while a page is open.
    <Fragment key={`${index} ${piece}`}>{index % 2 === 0 ? piece : parts[piece]}</Fragment>
  ))
}
