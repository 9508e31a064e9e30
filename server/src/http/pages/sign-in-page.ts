import type { Words } from '@latchkey/contract/words/words.ts'
import { html } from 'ghtml'
import type { ApplicationLink } from '../../registry/applications/presentation.ts'
import { field, hidden } from './fields.ts'
import { layout } from './layout.ts'
import { plainly, shown, shownLinks } from './shown.ts'

interface SignIn {
  readonly words: Words
  /** Path that the form posts to. */
  readonly action: string
  readonly csrf: string
  /** Opaque sealed value that says where to go afterwards; carried in the field `continue`. */
  readonly continueTo: string | null
  /** What was typed before, or empty. */
  readonly userName: string
  readonly problem: { readonly message: string } | null
  /** The application that somebody signs in to reach, or null when it is Latchkey itself. */
  readonly application: {
    readonly name: string
    readonly vendorName: string
    readonly links: readonly ApplicationLink[]
  } | null
  /** Whether the person has just signed out. */
  readonly signedOut: boolean
  /** Whether they have just chosen a new password. */
  readonly newPassword: boolean
  /** Whether it is shown again because its form was no longer good. */
  readonly stale: boolean
  /** Who is signed in and may go on by following `path`; null where there is nothing to choose. */
  readonly present: { readonly fullName: string; readonly userName: string; readonly path: string } | null
}

/**
 * The sign-in form. Posts `csrf`, `userName`, `password` and, if given, `continue`. With `present` it lets a person
 * choose between going on as they are and signing in as somebody else (OpenID Connect Core §3.1.2.1, select_account).
 *
 * In: see {@link SignIn}. Out: an HTML document. A problem concerns the pair of name and password, or how often it was
 * tried, never one box, so no box is marked as invalid (which would also tell whether a user exists, WEB14).
 */
export function signInPage(p: SignIn): string {
  const describedBy = p.problem === null ? null : 'problem'
  const { say } = p.words
  const heading = p.present === null ? say('Sign in') : say('Choose an account')
  const title = titleOf(p, heading)
  return layout({
    words: p.words,
    title: p.problem === null ? title : say('Problem: {title}', { title }),
    heading: html`${heading}`,
    body: html`!${lead(p)}!${notice(p)}!${choice(p)}<form method="post" action="${p.action}">
!${hidden('csrf', p.csrf)}!${p.continueTo === null ? '' : hidden('continue', p.continueTo)}
!${field({
      id: 'user-name',
      name: 'userName',
      label: say('User name'),
      type: 'text',
      autocomplete: 'username',
      value: p.userName,
      help: null,
      fault: null,
      describedBy,
      autofocus: p.present === null && p.userName === '',
    })}
!${field({
      id: 'password',
      name: 'password',
      label: say('Password'),
      type: 'password',
      autocomplete: 'current-password',
      value: '',
      help: null,
      fault: null,
      describedBy,
      autofocus: p.present === null && p.userName !== '',
    })}
<button class="primary" id="sign-in" type="submit">${say('Sign in')}</button>
</form>
<p><a id="forgotten" href="${forgottenPath(p)}">${say('Forgot your password?')}</a></p>
<p class="quiet">${say('Cannot sign in? Ask an administrator of your business unit.')}</p>`,
  })
}

/** Where somebody goes who forgot their password; on from there they come back to what they wanted. */
function forgottenPath({ continueTo }: SignIn): string {
  const path = '/password/forgotten'
  // An address has an end: a longer request is begun anew at the application. What is sealed is base64url.
  return continueTo === null || continueTo.length > 6000 ? path : `${path}?continue=${continueTo}`
}

function titleOf({ words: { say }, present, application }: SignIn, heading: string): string {
  if (application === null) return heading
  const { name } = application
  return present === null
    ? say('Sign in to continue to {name}', { name })
    : say('Choose an account to continue to {name}', { name })
}

function lead(p: SignIn): string {
  if (p.application === null) return ''
  const name = html`<strong>!${shown(p.application.name)}</strong>`
  const vendor = shown(p.application.vendorName)
  return html`<p class="lead" id="application">!${p.words.say('To continue to {name} by {vendor}.', { name, vendor })}
${p.words.say('Your password goes to Latchkey only; the application never sees it.')}</p>
!${about(p.words, p.application.links)}`
}

function about(words: Words, links: readonly ApplicationLink[]): string {
  if (links.length === 0) return ''
  const said = words.say('What it says of itself: {links}', { links: shownLinks(words, links) })
  return html`<p class="quiet" id="application-links">!${said}</p>
`
}

function choice(p: SignIn): string {
  if (p.present === null) return ''
  const { fullName, userName, path } = p.present
  const { say } = p.words
  return html`<h2>${say('The account that is signed in')}</h2>
<p><a id="continue-as" href="${path}">!${say('Continue as {name}', { name: shown(fullName) })}</a> <span class="quiet">!${shown(userName)}</span></p>
<h2>${say('Another account')}</h2>
`
}

function notice(p: SignIn): string {
  const { say } = p.words
  if (p.problem !== null) {
    return html`<div class="problem" id="problem" role="alert"><p>${plainly(p.words.translate(p.problem.message))}</p></div>
`
  }
  if (p.stale) {
    return html`<p class="notice" id="stale" role="status">${say(
      'This page had been open for too long, or your browser did not keep its cookie. Nothing has happened; please sign in once more.',
    )}</p>
`
  }
  if (p.newPassword) {
    return html`<p class="notice" id="new-password" role="status">${say('Your password is changed. Sign in with it.')}</p>
`
  }
  if (!p.signedOut) return ''
  return html`<p class="notice" id="signed-out" role="status">${say('You are signed out.')}</p>
`
}
