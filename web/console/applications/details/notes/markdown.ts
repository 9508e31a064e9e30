import MarkdownIt, { type Token } from 'markdown-it'
import { createElement, type Key, type ReactNode } from 'react'
import { safeLink } from './safe-link.ts'

/** Deeper than people nest, and shallow enough that nobody can pile up elements with a line of ">". */
const DEEPEST = 20

const parser = new MarkdownIt({ html: false, linkify: true, maxNesting: DEEPEST })
// No pictures: they would tell a stranger's server who reads. No tables: they do not fit on a phone.
parser.disable(['image', 'table'])
parser.linkify.set({ fuzzyLink: false })
parser.validateLink = address => safeLink(address) !== null

/** What a token of the parser becomes. Headings stand below the one of the tab. */
const ELEMENTS: ReadonlyMap<string, string> = new Map([
  ['p', 'p'],
  ['h1', 'h3'],
  ['h2', 'h4'],
  ['h3', 'h5'],
  ['h4', 'h6'],
  ['h5', 'h6'],
  ['h6', 'h6'],
  ['ul', 'ul'],
  ['ol', 'ol'],
  ['li', 'li'],
  ['blockquote', 'blockquote'],
  ['em', 'em'],
  ['strong', 'strong'],
  ['s', 's'],
])

/**
 * Renders the Markdown of a note: CommonMark with bare addresses as links and line breaks as they were typed.
 * In: any text. Out: elements of the tags above, of links, code and rules, and nothing else; HTML is shown as text.
 */
export function renderMarkdown(text: string): ReactNode {
  return grow(parser.parse(text, {}))
}

type Branch = { readonly token: Token | null; readonly children: ReactNode[] }

/** The parser's flat stream of openings and closings as a tree. */
function grow(tokens: readonly Token[]): ReactNode[] {
  const root: Branch = { token: null, children: [] }
  const open = [root]
  const here = () => open.at(-1) ?? root
  for (const [key, token] of tokens.entries()) {
    if (token.nesting === 1) {
      open.push({ token, children: [] })
    } else if (token.nesting === -1) {
      const branch = open.length > 1 ? open.pop() : undefined
      if (branch?.token) here().children.push(element(branch.token, branch.children, key))
    } else {
      here().children.push(leaf(token, key))
    }
  }
  return root.children
}

function element(token: Token, children: ReactNode[], key: Key): ReactNode {
  // The paragraph of an item in a tight list.
  if (token.hidden) return createElement('span', { key }, ...children)
  if (token.type === 'link_open') return link(token, children, key)
  const tag = ELEMENTS.get(token.tag)
  if (tag === undefined) return createElement('span', { key }, ...children)
  const start = token.type === 'ordered_list_open' ? Number(token.attrGet('start') ?? 1) : 1
  return createElement(tag, start === 1 ? { key } : { key, start }, ...children)
}

function link(token: Token, children: ReactNode[], key: Key): ReactNode {
  const href = safeLink(String(token.attrGet('href') ?? ''))
  if (href === null) return createElement('span', { key }, ...children)
  return createElement('a', { key, href, target: '_blank', rel: 'noopener noreferrer nofollow' }, ...children)
}

function leaf(token: Token, key: Key): ReactNode {
  switch (token.type) {
    case 'inline':
      return createElement('span', { key }, ...grow(token.children ?? []))
    case 'softbreak':
    case 'hardbreak':
      return createElement('br', { key })
    case 'code_inline':
      return createElement('code', { key }, token.content)
    case 'code_block':
    case 'fence':
      return createElement('pre', { key }, createElement('code', null, token.content))
    case 'hr':
      return createElement('hr', { key })
    default:
      return token.content
  }
}
