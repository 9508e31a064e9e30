import type { Words } from '@latchkey/contract/words/words.ts'
import { html } from 'ghtml'
import type { ApplicationLink } from '../../registry/applications/presentation.ts'

/** Control characters, and those that turn or hide the text around them (Unicode bidi controls, line separators). */
const DECEPTIVE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

/**
 * Makes deceptive characters readable: a right-to-left override in a name becomes `[U+202E]`, so that a name cannot
 * rewrite the sentence it stands in. Joiners that scripts and emoji need stay.
 *
 * In: any text. Out: text that still needs escaping; ghtml's plain `${}` does that.
 */
export function plainly(text: string): string {
  return text.toWellFormed().replace(DECEPTIVE, character => {
    const code = character.codePointAt(0) ?? 0
    return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
  })
}

/**
 * Text of a person or a tenant for the middle of a page. In: any text. Out: escaped markup, to be put in raw. The
 * `bdi` element keeps the direction of a name from reordering what stands beside it.
 */
export function shown(text: string): string {
  return html`<bdi>${plainly(text)}</bdi>`
}

/** The first letter or digit of a name, in its capital form where that is one letter; empty when it has neither. */
export function initialOf(name: string): string {
  const [first = ''] = name.toWellFormed().match(/[\p{L}\p{N}]/u) ?? []
  const capital = first.toUpperCase()
  return Array.from(capital).length === 1 ? capital : first
}

const WHAT = {
  website: 'Website',
  policy: 'Privacy policy',
  terms: 'Terms of service',
  support: 'Support',
} as const

/**
 * Links to what an application says of itself (OpenID Connect Registration §2). In: how to speak, and at least one. Out: escaped markup.
 * Each shows where it leads and opens beside this page, which it cannot reach from there.
 */
export function shownLinks({ say }: Words, links: readonly ApplicationLink[]): string {
  const items = links.map(
    ({ what, url, host }) =>
      html`<a href="${url}" target="_blank" rel="noopener noreferrer nofollow">${say(WHAT[what])}</a> (!${shown(host)})`,
  )
  return items.join(', ')
}
