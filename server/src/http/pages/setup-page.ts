import { html } from 'ghtml'
import { field, hidden } from './fields.ts'
import { layout } from './layout.ts'
import { plainly } from './shown.ts'

interface Fault {
  readonly field: 'userName' | 'fullName' | 'password'
  readonly message: string
}

interface Setup {
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
  const title = 'Create the first operator'
  const clean = p.faults.length === 0
  const common = { describedBy: null, type: 'text' as const }
  return layout({
    title: clean ? title : `Problem: ${title}`,
    heading: title,
    body: html`<p class="lead">This Latchkey has no users yet. An operator runs the whole platform: business units, APIs,
vendors and the catalogue.</p>
!${summary(p.faults)}<form method="post" action="${p.action}">
!${hidden('csrf', p.csrf)}!${hidden('link', p.link)}
!${field({
      ...common,
      id: ID.userName,
      name: 'userName',
      label: 'User name',
      autocomplete: 'username',
      value: p.values.userName,
      help: 'You sign in with it. It is unique across the platform; an e-mail address does well.',
      fault: faultOf(p.faults, 'userName'),
      autofocus: clean,
    })}
!${field({
      ...common,
      id: ID.fullName,
      name: 'fullName',
      label: 'Full name',
      autocomplete: 'name',
      value: p.values.fullName,
      help: 'Others see it in the audit history.',
      fault: faultOf(p.faults, 'fullName'),
      autofocus: false,
    })}
!${field({
      ...common,
      id: ID.password,
      name: 'password',
      label: 'Password',
      type: 'password',
      autocomplete: 'new-password',
      value: '',
      help: 'Take a long one. A password manager can make it and fill it in here.',
      fault: faultOf(p.faults, 'password'),
      autofocus: false,
    })}
<button class="primary" id="set-up" type="submit">Create operator</button>
</form>
<p class="quiet">The link that brought you here works once. It ends as soon as the operator is created.</p>`,
  })
}

function faultOf(faults: readonly Fault[], name: Fault['field']): string | null {
  const own = faults.filter(fault => fault.field === name)
  return own.length === 0 ? null : own.map(fault => fault.message).join(' ')
}

function summary(faults: readonly Fault[]): string {
  if (faults.length === 0) return ''
  const items = faults.map(
    fault => html`<li><a href="#${ID[fault.field]}">${plainly(fault.message)}</a></li>`,
  )
  const count = faults.length === 1 ? 'One thing needs' : `${faults.length} things need`
  return html`<div class="problem" id="problem" role="alert" tabindex="-1" autofocus>
<h2>${count} your attention</h2>
<ul>!${items}</ul>
</div>
`
}
