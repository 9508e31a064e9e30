import type { Words } from '@latchkey/contract/words/words.ts'
import { html } from 'ghtml'
import { layout } from './layout.ts'
import { shown } from './shown.ts'

/**
 * A page that says what went wrong, for refusals that must not redirect (RFC 6749 §4.1.2.1) and for faults of ours.
 *
 * In: the HTTP status, a title without a full stop, a sentence of detail, the request id for support, and what the
 * reader can do now (null: nothing), in English as all that is composed inside; it is said in the reader's language.
 * Out: an HTML document. Detail must hold no internals: it is shown as it is.
 */
export function errorPage(p: {
  readonly words: Words
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly requestId: string
  readonly advice: string | null
}): string {
  const { say, translate } = p.words
  const title = translate(p.title)
  return layout({
    words: p.words,
    title,
    heading: shown(title),
    body: html`<p id="detail">!${shown(translate(p.detail))}</p>
!${p.advice === null ? '' : html`<p id="advice">!${shown(translate(p.advice))}</p>`}
<p class="quiet">${say('Error {status}. If you ask for help, give the request id at the foot of this page.', { status: String(p.status) })}</p>
<p><a id="home" href="/">${say('Latchkey start page')}</a></p>`,
    requestId: p.requestId,
  })
}
