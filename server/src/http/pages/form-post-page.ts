import type { Words } from '@latchkey/contract/words/words.ts'
import { html } from 'ghtml'
import { hidden } from './fields.ts'
import { layout } from './layout.ts'
import { shown } from './shown.ts'

/** The whole script of the page. The policy names its hash, so that nothing else can run there. */
export const SUBMIT_SCRIPT = 'document.forms[0].submit()'

interface FormPost {
  readonly words: Words
  /** The proven redirect URI. */
  readonly action: string
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** Name of the application. */
  readonly application: string
}

/**
 * Carries an authorization response to the application in a form that posts itself (OAuth 2.0 Form Post Response
 * Mode §2). Without scripts the button does it. In: see {@link FormPost}. Out: an HTML document that needs the
 * policy of `sendFormPost`.
 */
export function formPostPage(p: FormPost): string {
  const { say } = p.words
  return layout({
    words: p.words,
    title: say('Back to the application'),
    heading: say('Back to {name}', { name: shown(p.application) }),
    body: html`<form method="post" action="${p.action}">
!${p.fields.map(([name, value]) => hidden(name, value))}
<p id="going">${say('You are being sent back to the application. If nothing happens, choose Continue.')}</p>
<button class="primary" id="continue" type="submit">${say('Continue')}</button>
</form>
<script>!${SUBMIT_SCRIPT}</script>`,
  })
}
