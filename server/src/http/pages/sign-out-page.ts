import { html } from 'ghtml'
import { hidden } from './fields.ts'
import { layout } from './layout.ts'
import { shown } from './shown.ts'

/**
 * Asks before signing out, so that a link on another site cannot end a session. Posts `csrf` to `action`.
 * In: the path that the form posts to, the form's token, the user name of the session. Out: an HTML document.
 */
export function signOutPage(p: {
  readonly action: string
  readonly csrf: string
  readonly userName: string
}): string {
  return layout({
    title: 'Sign out?',
    heading: 'Sign out?',
    body: html`<p>You are signed in as <strong id="account">!${shown(p.userName)}</strong>. Signing out ends this session
in this browser.</p>
<form method="post" action="${p.action}">
!${hidden('csrf', p.csrf)}
<button class="primary" id="sign-out" type="submit">Sign out</button>
</form>
<p class="quiet"><a id="stay" href="/">Stay signed in</a></p>`,
  })
}

/** Says that nobody is signed in any more. Out: an HTML document with a link to the sign-in form. */
export function signedOutPage(): string {
  return layout({
    title: 'Signed out',
    heading: 'You are signed out',
    body: `<p>You can close this page.</p>
<p><a id="sign-in-again" href="/">Sign in again</a></p>`,
  })
}
