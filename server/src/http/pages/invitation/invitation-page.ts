import type { Words } from '@latchkey/contract/words/words.ts'
import { html } from 'ghtml'
import { field, hidden } from '../fields.ts'
import { layout } from '../layout.ts'
import { plainly, shown } from '../shown.ts'

type InvitationForm = {
  readonly words: Words
  readonly csrf: string
  /** The one-time link's secret, carried in the field `link`. */
  readonly link: string
  readonly userName: string
  readonly businessUnit: string
  readonly invitedBy: string
  readonly fullName: string
  /** The user name of whoever is signed in in this browser, who will be signed out; null: nobody is. */
  readonly signedIn: string | null
  /** What is wrong with the whole, in English as it was composed; null when nothing is. */
  readonly problem: string | null
  readonly faults: { readonly fullName: string | null; readonly password: string | null }
}

/**
 * Asks somebody who was invited for their name and a password. Posts `csrf`, `link`, `fullName` and `password`.
 * Out: an HTML document.
 */
export function invitationPage(p: InvitationForm): string {
  const { say, translate } = p.words
  const title = say('Welcome to {unit}', { unit: p.businessUnit })
  const faulty = p.problem !== null || p.faults.fullName !== null || p.faults.password !== null
  const problem =
    p.problem === null
      ? ''
      : html`<div class="problem" id="problem" role="alert"><p>${plainly(translate(p.problem))}</p></div>
`
  const translated = (fault: string | null) => (fault === null ? null : translate(fault))
  const account = html`<strong id="account">!${shown(p.userName)}</strong>`
  const other =
    p.signedIn === null
      ? ''
      : html`<p id="signed-in">!${say('{account} is signed in in this browser and will be signed out.', { account: html`<strong>!${shown(p.signedIn)}</strong>` })}</p>
`
  return layout({
    words: p.words,
    title: faulty ? say('Problem: {title}', { title }) : title,
    heading: title,
    body: html`!${problem}<p class="lead">!${say('{by} invites you. Your user name is {account}.', { by: shown(p.invitedBy), account })}</p>
!${other}<form method="post" action="/invitation">
!${hidden('csrf', p.csrf)}!${hidden('link', p.link)}
<input type="text" name="userName" value="${p.userName}" autocomplete="username" readonly hidden>
!${field({
      id: 'full-name',
      name: 'fullName',
      label: say('Full name'),
      type: 'text',
      autocomplete: 'name',
      value: p.fullName,
      help: say('Others see it in the audit history.'),
      fault: translated(p.faults.fullName),
      describedBy: null,
      autofocus: p.faults.password === null,
    })}
!${field({
      id: 'password',
      name: 'password',
      label: say('Password'),
      type: 'password',
      autocomplete: 'new-password',
      value: '',
      help: say('Take a long one. A password manager can make it and fill it in here.'),
      fault: translated(p.faults.password),
      describedBy: p.problem === null ? null : 'problem',
      autofocus: p.faults.password !== null && p.faults.fullName === null,
    })}
<button class="primary" id="accept" type="submit">${say('Accept and sign in')}</button>
</form>
<p class="quiet">${say('If this is not for you, close the page: no account is made.')}</p>`,
  })
}
