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

interface LogOut {
  /** Path that the form posts to. */
  readonly action: string
  readonly csrf: string
  /** Sealed logout request, carried in the field `request`. */
  readonly request: string
  readonly userName: string
  /** The application that asks, or null when the request does not say. */
  readonly application: { readonly name: string; readonly vendorName: string } | null
  /** Host (or private-use scheme) that the browser is sent to afterwards, or null. */
  readonly host: string | null
}

/**
 * Asks before an application's request to sign out is followed (OpenID Connect RP-Initiated Logout §2): it shows who
 * asks, whose session would end, and where the browser goes then. In: see {@link LogOut}. Out: an HTML document whose
 * form posts `csrf` and `request`.
 */
export function logOutPage(p: LogOut): string {
  const { application } = p
  const asks =
    application === null
      ? '<p class="lead" id="asked">A page that you came from asks to sign you out of Latchkey.</p>'
      : html`<p class="lead" id="asked"><strong id="application">!${shown(application.name)}</strong> by
<span id="vendor">!${shown(application.vendorName)}</span> asks to sign you out of Latchkey.</p>`
  const onward =
    p.host === null
      ? ''
      : html`<p>Afterwards you will be sent to <strong id="host">!${shown(p.host)}</strong>.</p>`
  return layout({
    title: application === null ? 'Sign out?' : `Sign out, as ${application.name} asks?`,
    heading: 'Sign out?',
    body: html`!${asks}
<p>You are signed in as <strong id="account">!${shown(p.userName)}</strong>. Signing out ends this session in this
browser, also for the other applications that you used in it.</p>
!${onward}
<form method="post" action="${p.action}">
!${hidden('csrf', p.csrf)}!${hidden('request', p.request)}
<button class="primary" id="sign-out" type="submit">Sign out</button>
</form>
<p class="quiet"><a id="stay" href="/">Stay signed in</a></p>`,
  })
}

/**
 * Says that nobody is signed in any more. In: the application to go back to, with a proven URL, or null. Out: an HTML
 * document with a link to the sign-in form.
 */
export function signedOutPage(back: { readonly name: string; readonly url: string } | null = null): string {
  const onward =
    back === null
      ? ''
      : html`<p><a id="back" href="${back.url}">Go back to !${shown(back.name)}</a></p>
`
  return layout({
    title: 'Signed out',
    heading: 'You are signed out',
    body: html`<p>You can close this page.</p>
!${onward}<p><a id="sign-in-again" href="/">Sign in again</a></p>`,
  })
}
