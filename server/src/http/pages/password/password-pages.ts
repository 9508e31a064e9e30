import type { Words } from '@latchkey/contract/words/words.ts'
import { html } from 'ghtml'
import { field, hidden } from '../fields.ts'
import { layout } from '../layout.ts'
import { plainly, shown } from '../shown.ts'

type Form = {
  readonly words: Words
  readonly csrf: string
  /** What is wrong, in English as it was composed; null when nothing is. */
  readonly problem: string | null
}

function problemOf({ words, problem }: Form): string {
  if (problem === null) return ''
  return html`<div class="problem" id="problem" role="alert"><p>${plainly(words.translate(problem))}</p></div>
`
}

/**
 * Asks somebody who forgot their password for their user name. Posts `csrf`, `userName` and, if given, `continue`.
 * In: what stands in the form, and where they wanted to go, sealed, or null. Out: an HTML document.
 */
export function forgottenPage(
  p: Form & { readonly userName: string; readonly continueTo: string | null },
): string {
  const { say } = p.words
  const title = say('Forgot your password?')
  return layout({
    words: p.words,
    title: p.problem === null ? title : say('Problem: {title}', { title }),
    heading: title,
    body: html`!${problemOf(p)}<p class="lead">${say(
      'Type your user name. If it is one, a letter with a link to a new password goes to its address.',
    )}</p>
<form method="post" action="/password/forgotten">
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
      describedBy: p.problem === null ? null : 'problem',
      autofocus: true,
    })}
<button class="primary" id="send" type="submit">${say('Send the link')}</button>
</form>
<p class="quiet"><a id="back" href="/">${say('Back to signing in')}</a></p>`,
  })
}

/** Says the same whoever was asked for. In: how to speak, and for how many minutes a link works. Out: an HTML document. */
export function linkSentPage(words: Words, minutes: number): string {
  const { say } = words
  return layout({
    words,
    title: say('Look into your mail'),
    heading: say('Look into your mail'),
    body: html`<p id="sent">${say(
      'If the user name is right, a letter is on its way to its address. The link in it works once, for {minutes} minutes.',
      { minutes },
    )}</p>
<p class="quiet">${say(
      'Nothing came? Look among unwanted mail, and check the user name. An administrator of your business unit can help as well.',
    )}</p>
<p><a id="back" href="/">${say('Back to signing in')}</a></p>`,
  })
}

/**
 * Asks for a new password. Posts `csrf`, `link` and `password`. In: whose password it is, and the one-time link's secret.
 * Out: an HTML document.
 */
export function newPasswordPage(p: Form & { readonly userName: string; readonly link: string }): string {
  const { say } = p.words
  const title = say('Choose a new password')
  const account = html`<strong id="account">!${shown(p.userName)}</strong>`
  return layout({
    words: p.words,
    title: p.problem === null ? title : say('Problem: {title}', { title }),
    heading: title,
    body: html`!${problemOf(p)}<p class="lead">!${say('For {account}. Every browser in which it is signed in will be signed out.', { account })}</p>
<form method="post" action="/password/new">
!${hidden('csrf', p.csrf)}!${hidden('link', p.link)}
<input type="text" name="userName" value="${p.userName}" autocomplete="username" readonly hidden>
!${field({
      id: 'password',
      name: 'password',
      label: say('New password'),
      type: 'password',
      autocomplete: 'new-password',
      value: '',
      help: say('Take a long one. A password manager can make it and fill it in here.'),
      fault: null,
      describedBy: p.problem === null ? null : 'problem',
      autofocus: true,
    })}
<button class="primary" id="choose" type="submit">${say('Use this password')}</button>
</form>`,
  })
}
