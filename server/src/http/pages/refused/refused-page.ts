import type { Words } from '@latchkey/contract/words/words.ts'
import { html } from 'ghtml'
import { layout } from '../layout.ts'
import { plainly, shown } from '../shown.ts'

/** What is shown of a refusal. */
type Refused = {
  readonly words: Words
  readonly requestId: string
  /** Whether the request was answered all the same, and only something of it ignored. */
  readonly answered: boolean
  /** When it came, as ISO 8601 in UTC. */
  readonly at: string
  readonly application: { readonly name: string; readonly vendorName: string }
  readonly endpoint: string
  readonly reason: string
  readonly description: string
  readonly rule: string
  readonly mend: string
  readonly inputs: readonly { readonly name: string; readonly value: string }[]
  readonly comparison: {
    readonly came: string
    readonly nearest: string | null
    readonly differsAt: number | null
    readonly words: string
  } | null
  /** Path of the same refusal in the console. */
  readonly path: string
}

function fact(name: string, markup: string): string {
  return html`<div><dt>${name}</dt><dd>!${markup}</dd></div>
`
}

/** A text with one of its characters marked. In: the text, and how many characters stand before it; null: none. */
function marked(text: string, at: number | null): string {
  const characters = Array.from(text)
  const character = at === null ? undefined : characters[at]
  if (at === null || character === undefined) return html`<code><bdi>${plainly(text)}</bdi></code>`
  const [before, after] = [characters.slice(0, at).join(''), characters.slice(at + 1).join('')]
  return html`<code><bdi>${plainly(before)}<mark>${plainly(character)}</mark>${plainly(after)}</bdi></code>`
}

function comparisonOf(
  { say, translate }: Words,
  { came, nearest, differsAt, words }: NonNullable<Refused['comparison']>,
): string {
  const registered =
    nearest === null ? '' : fact(say('Nearest that is registered'), marked(nearest, differsAt))
  return html`<h2>${say('How the URL differs')}</h2>
<dl id="comparison">
!${fact(say('URL that came'), marked(came, differsAt))}!${registered}</dl>
<p id="difference">!${shown(translate(words))}</p>`
}

function inputsOf({ words: { say }, inputs }: Refused): string {
  if (inputs.length === 0) return html`<p id="inputs">${say('Nothing of the request was kept.')}</p>`
  const rows = inputs.map(({ name, value }) => fact(name, html`<code>!${shown(value)}</code>`))
  return html`<dl id="inputs">
!${rows.join('')}</dl>
<p class="quiet">${say('Secrets, codes and tokens are never kept.')}</p>`
}

/**
 * Why a request was refused, for somebody who may view the application.
 * In: see {@link Refused}; every text may be a stranger's. Out: an HTML document.
 */
export function refusedPage(p: Refused): string {
  const { say, translate } = p.words
  const title = p.answered ? say('What was ignored of this request') : say('Why this request was refused')
  const application = say('{name} by {vendor}', {
    name: html`<strong>!${shown(p.application.name)}</strong>`,
    vendor: shown(p.application.vendorName),
  })
  const when = html`<time datetime="${p.at}">${p.at.slice(0, 19).replace('T', ' ')} UTC</time>`
  return layout({
    words: p.words,
    title,
    heading: title,
    body: html`<p class="lead" id="description">!${shown(p.description)}</p>
<dl id="refusal">
!${fact(say('Rule'), html`<span id="rule">${translate(p.rule)}</span>`)}!${fact(say('What to do'), html`<span id="mend">${translate(p.mend)}</span>`)}!${fact(say('Application'), application)}!${fact(say('When'), when)}!${fact(say('Where'), html`<code>!${shown(p.endpoint)}</code>`)}!${fact(say('Reason'), html`<code>!${shown(p.reason)}</code>`)}</dl>
!${p.comparison === null ? '' : comparisonOf(p.words, p.comparison)}
<h2>${say('What came')}</h2>
!${inputsOf(p)}
<p><a id="console" href="${p.path}">${say('Open it on the page of the application')}</a></p>`,
    requestId: p.requestId,
  })
}

/**
 * What an id of an error is for: for whoever may not know more, and for ids that nobody has. It says the same of all.
 * In: how to speak, the id that was asked for, the user name of whoever is signed in, or null, and the path where anybody else does.
 */
export function unknownRefusalPage(p: {
  readonly words: Words
  readonly id: string
  readonly userName: string | null
  readonly signIn: string
}): string {
  const { say } = p.words
  const now =
    p.userName === null
      ? say('Do you look after it yourself? {link} to see why the request was refused.', {
          link: html`<a id="sign-in" href="${p.signIn}">${say('Sign in')}</a>`,
        })
      : html`!${say('You are signed in as {account}.', { account: html`<strong id="account">!${shown(p.userName)}</strong>` })}
${say(
  'Refused requests are shown to people of the business unit that the application belongs to, if their security profile permits them to view API applications. What was refused just now is there within two seconds.',
)}`
  return layout({
    words: p.words,
    title: say('What this error id is for'),
    heading: say('What this error id is for'),
    body: html`<p id="detail">${say(
      'Latchkey gives every error an id. By it, whoever looks after the application sees for 30 days what was refused, and why. Nobody else is told, not even whether there was such an error.',
    )}</p>
<p class="notice"><strong>${say('Give this id to whoever looks after the application:')}</strong><br>
<code id="error-id">!${shown(p.id)}</code></p>
<p>!${now}</p>
<p><a id="home" href="/">${say('Latchkey start page')}</a></p>`,
  })
}
