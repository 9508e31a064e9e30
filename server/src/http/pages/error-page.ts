import { html } from 'ghtml'
import { layout } from './layout.ts'
import { plainly, shown } from './shown.ts'

/**
 * A page that says what went wrong, for refusals that must not redirect (RFC 6749 §4.1.2.1) and for faults of ours.
 *
 * In: the HTTP status, a title without a full stop, a sentence of detail, the request id for support, and what the
 * reader can do now (null: nothing). Out: an HTML document. Detail must hold no internals: it is shown as it is.
 */
export function errorPage(p: {
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly requestId: string
  readonly advice: string | null
}): string {
  return layout({
    title: p.title,
    heading: shown(p.title),
    body: html`<p id="detail">!${shown(p.detail)}</p>
!${p.advice === null ? '' : html`<p id="advice">!${shown(p.advice)}</p>`}
<p class="quiet">Error ${plainly(String(p.status))}. If you ask for help, give the request id at the foot of this page.</p>
<p><a id="home" href="/">Latchkey start page</a></p>`,
    requestId: p.requestId,
  })
}
