import { html } from 'ghtml'
import type { ApplicationLink } from '../../registry/applications/presentation.ts'
import { field, hidden } from './fields.ts'
import { layout } from './layout.ts'
import { plainly, shown, shownLinks } from './shown.ts'

interface SignIn {
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
  const heading = p.present === null ? 'Sign in' : 'Choose an account'
  const title = p.application === null ? heading : `${heading} to continue to ${p.application.name}`
  return layout({
    title: p.problem === null ? title : `Problem: ${title}`,
    heading,
    body: html`!${lead(p)}!${notice(p)}!${choice(p)}<form method="post" action="${p.action}">
!${hidden('csrf', p.csrf)}!${p.continueTo === null ? '' : hidden('continue', p.continueTo)}
!${field({
      id: 'user-name',
      name: 'userName',
      label: 'User name',
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
      label: 'Password',
      type: 'password',
      autocomplete: 'current-password',
      value: '',
      help: null,
      fault: null,
      describedBy,
      autofocus: p.present === null && p.userName !== '',
    })}
<button class="primary" id="sign-in" type="submit">Sign in</button>
</form>
<p class="quiet">Cannot sign in? Ask an administrator of your business unit.</p>`,
  })
}

function lead(p: SignIn): string {
  if (p.application === null) return ''
  const name = shown(p.application.name)
  return html`<p class="lead" id="application">To continue to <strong>!${name}</strong> by !${shown(p.application.vendorName)}.
Your password goes to Latchkey only; the application never sees it.</p>
!${about(p.application.links)}`
}

function about(links: readonly ApplicationLink[]): string {
  if (links.length === 0) return ''
  return html`<p class="quiet" id="application-links">What it says of itself: !${shownLinks(links)}</p>
`
}

function choice(p: SignIn): string {
  if (p.present === null) return ''
  const { fullName, userName, path } = p.present
  return html`<h2>The account that is signed in</h2>
<p><a id="continue-as" href="${path}">Continue as !${shown(fullName)}</a> <span class="quiet">!${shown(userName)}</span></p>
<h2>Another account</h2>
`
}

function notice(p: SignIn): string {
  if (p.problem !== null) {
    return html`<div class="problem" id="problem" role="alert"><p>${plainly(p.problem.message)}</p></div>
`
  }
  if (p.stale) {
    return html`<p class="notice" id="stale" role="status">This page had been open for too long, or your browser did not
keep its cookie. Nothing has happened; please sign in once more.</p>
`
  }
  return p.signedOut ? '<p class="notice" id="signed-out" role="status">You are signed out.</p>\n' : ''
}
