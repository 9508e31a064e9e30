import { html } from 'ghtml'
import { field, hidden } from './fields.ts'
import { layout } from './layout.ts'
import { plainly, shown } from './shown.ts'

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
  readonly application: { readonly name: string; readonly vendorName: string } | null
  /** Whether the person has just signed out. */
  readonly signedOut: boolean
}

/**
 * The sign-in form. Posts `csrf`, `userName`, `password` and, if given, `continue`.
 *
 * In: see {@link SignIn}. Out: an HTML document. A problem concerns the pair of name and password, or how often it was
 * tried, never one box, so no box is marked as invalid (which would also tell whether a user exists, WEB14).
 */
export function signInPage(p: SignIn): string {
  const describedBy = p.problem === null ? null : 'problem'
  const title = p.application === null ? 'Sign in' : `Sign in to continue to ${p.application.name}`
  return layout({
    title: p.problem === null ? title : `Problem: ${title}`,
    heading: 'Sign in',
    body: html`!${lead(p)}!${notice(p)}<form method="post" action="${p.action}">
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
      autofocus: p.userName === '',
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
      autofocus: p.userName !== '',
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
`
}

function notice(p: SignIn): string {
  if (p.problem !== null) {
    return html`<div class="problem" id="problem" role="alert"><p>${plainly(p.problem.message)}</p></div>
`
  }
  return p.signedOut ? '<p class="notice" id="signed-out" role="status">You are signed out.</p>\n' : ''
}
