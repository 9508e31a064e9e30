import type { Words } from '@latchkey/contract/words/words.ts'
import { html } from 'ghtml'
import { field, hidden } from './fields.ts'
import { layout } from './layout.ts'
import { plainly } from './shown.ts'

interface Fault {
  readonly field: 'userName' | 'fullName' | 'password'
  readonly message: string
}

interface Setup {
  readonly words: Words
  /** Path that the form posts to. */
  readonly action: string
  readonly csrf: string
  /** The one-time link's secret, carried in the field `link`. */
  readonly link: string
  readonly values: { readonly userName: string; readonly fullName: string }
  readonly faults: readonly Fault[]
}

/** Which box a fault leads to. */
const ID = { userName: 'user-name', fullName: 'full-name', password: 'password' } as const satisfies Record<
  Fault['field'],
  string
>

/**
 * The form by which the first operator is made. Posts `csrf`, `link`, `userName`, `fullName` and `password`.
 *
 * In: see {@link Setup}. Out: an HTML document; faults are listed at the top, where focus goes, and beside their boxes.
 */
export function setupPage(p: Setup): string {
  const { say } = p.words
  const title = say('Create the first operator')
  const clean = p.faults.length === 0
  const common = { describedBy: null, type: 'text' as const }
  return layout({
    words: p.words,
    title: clean ? title : say('Problem: {title}', { title }),
    heading: title,
    body: html`<p class="lead">${say('This Latchkey has no users yet. An operator runs the whole platform: business units, APIs, vendors and the catalogue.')}</p>
!${summary(p)}<form method="post" action="${p.action}">
!${hidden('csrf', p.csrf)}!${hidden('link', p.link)}
!${field({
      ...common,
      id: ID.userName,
      name: 'userName',
      label: say('User name'),
      autocomplete: 'username',
      value: p.values.userName,
      help: say('You sign in with it. It is unique across the platform; an e-mail address does well.'),
      fault: faultOf(p, 'userName'),
      autofocus: clean,
    })}
!${field({
      ...common,
      id: ID.fullName,
      name: 'fullName',
      label: say('Full name'),
      autocomplete: 'name',
      value: p.values.fullName,
      help: say('Others see it in the audit history.'),
      fault: faultOf(p, 'fullName'),
      autofocus: false,
    })}
!${field({
      ...common,
      id: ID.password,
      name: 'password',
      label: say('Password'),
      type: 'password',
      autocomplete: 'new-password',
      value: '',
      help: say('Take a long one. A password manager can make it and fill it in here.'),
      fault: faultOf(p, 'password'),
      autofocus: false,
    })}
<button class="primary" id="set-up" type="submit">${say('Create operator')}</button>
</form>
<p class="quiet">${say('The link that brought you here works once. It ends as soon as the operator is created.')}</p>`,
  })
}

function faultOf({ faults, words }: Setup, name: Fault['field']): string | null {
  const own = faults.filter(fault => fault.field === name)
  return own.length === 0 ? null : own.map(fault => words.translate(fault.message)).join(' ')
}

function summary({ faults, words }: Setup): string {
  if (faults.length === 0) return ''
  const items = faults.map(
    fault => html`<li><a href="#${ID[fault.field]}">${plainly(words.translate(fault.message))}</a></li>`,
  )
  const heading = words.say('{count, plural, one {One thing needs} other {# things need}} your attention', {
    count: faults.length,
  })
  return html`<div class="problem" id="problem" role="alert" tabindex="-1" autofocus>
<h2>${heading}</h2>
<ul>!${items}</ul>
</div>
`
}
