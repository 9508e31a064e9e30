import type { Words } from '@latchkey/contract/words/words.ts'
import { html } from 'ghtml'
import { hidden } from './fields.ts'
import { layout } from './layout.ts'
import { shown } from './shown.ts'

/**
 * Asks before signing out, so that a link on another site cannot end a session. Posts `csrf` to `action`.
 * In: how to speak, the path that the form posts to, the form's token, the user name of the session. Out: an HTML document.
 */
export function signOutPage(p: {
  readonly words: Words
  readonly action: string
  readonly csrf: string
  readonly userName: string
}): string {
  const { say } = p.words
  return layout({
    words: p.words,
    title: say('Sign out?'),
    heading: say('Sign out?'),
    body: html`<p>!${signedInAs(p)}
${say('Signing out ends this session in this browser.')}</p>
<form method="post" action="${p.action}">
!${hidden('csrf', p.csrf)}
!${answers(p.words)}`,
  })
}

function signedInAs({ words, userName }: { readonly words: Words; readonly userName: string }): string {
  const account = html`<strong id="account">!${shown(userName)}</strong>`
  return words.say('You are signed in as {account}.', { account })
}

/** The end of a form that asks before signing out. */
function answers({ say }: Words): string {
  return html`<button class="primary" id="sign-out" type="submit">${say('Sign out')}</button>
</form>
<p class="quiet"><a id="stay" href="/">${say('Stay signed in')}</a></p>`
}

interface LogOut {
  readonly words: Words
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
  const { application, host } = p
  const { say } = p.words
  return layout({
    words: p.words,
    title:
      application === null ? say('Sign out?') : say('Sign out, as {name} asks?', { name: application.name }),
    heading: say('Sign out?'),
    body: html`<p class="lead" id="asked">!${whoAsks(p)}</p>
<p>!${signedInAs(p)}
${say('Signing out ends this session in this browser, also for the other applications that you used in it.')}</p>
!${host === null ? '' : html`<p>!${say('Afterwards you will be sent to {host}.', { host: html`<strong id="host">!${shown(host)}</strong>` })}</p>`}
<form method="post" action="${p.action}">
!${hidden('csrf', p.csrf)}!${hidden('request', p.request)}
!${answers(p.words)}`,
  })
}

function whoAsks({ application, words: { say } }: LogOut): string {
  if (application === null) return say('A page that you came from asks to sign you out of Latchkey.')
  const name = html`<strong id="application">!${shown(application.name)}</strong>`
  const vendor = html`<span id="vendor">!${shown(application.vendorName)}</span>`
  return say('{name} by {vendor} asks to sign you out of Latchkey.', { name, vendor })
}

/**
 * Says that nobody is signed in any more. In: how to speak; the application to go back to, with a proven URL, or null.
 * Out: an HTML document with a link to the sign-in form.
 */
export function signedOutPage(
  words: Words,
  back: { readonly name: string; readonly url: string } | null = null,
): string {
  const { say } = words
  const onward =
    back === null
      ? ''
      : html`<p><a id="back" href="${back.url}">!${say('Go back to {name}', { name: shown(back.name) })}</a></p>
`
  return layout({
    words,
    title: say('Signed out'),
    heading: say('You are signed out'),
    body: html`<p>${say('You can close this page.')}</p>
!${onward}<p><a id="sign-in-again" href="/">${say('Sign in again')}</a></p>`,
  })
}
