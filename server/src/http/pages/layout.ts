import type { Words } from '@latchkey/contract/words/words.ts'
import { html } from 'ghtml'
import { MARK } from './mark.ts'
import { plainly } from './shown.ts'

interface Layout {
  /** How the page speaks. */
  readonly words: Words
  /** Plain text for the tab; the product's name is added. */
  readonly title: string
  /** Markup inside the one `h1`, already escaped. */
  readonly heading: string
  /** Markup of the page below the heading, already escaped. */
  readonly body: string
  /** Shown in the footer, for support; null where there is nothing to report. */
  readonly requestId?: string | null
}

/**
 * The document around every page: head, mark, the one `h1`, main part, footer.
 *
 * In: see {@link Layout}. Out: a whole HTML document. It names two files of this server, `/pages.css` and
 * `/favicon.svg`, and nothing else but a logo of ours on the consent page, so that it passes `default-src 'none'` with
 * `style-src` and `img-src` of 'self' (SECURITY.md WEB01).
 */
export function layout(page: Layout): string {
  return html`<!doctype html>
<html lang="${page.words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${plainly(page.title)} - Latchkey</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/pages.css">
</head>
<body>
<header class="brand">!${MARK}<span>Latchkey</span></header>
<main>
<h1>!${page.heading}</h1>
!${page.body}
</main>
!${footer(page.words, page.requestId ?? null)}</body>
</html>
`
}

function footer({ say }: Words, requestId: string | null): string {
  if (requestId === null) return ''
  // Whoever looks after the application reads there why; for everybody else it says whom to give the id to.
  const id = plainly(requestId)
  return html`<footer>${say('Request id')} <a href="/errors/${id}"><code id="request-id">${id}</code></a></footer>
`
}
