import { keyPath, keyWords } from '@latchkey/contract/applications/key-profile.ts'
import { html } from 'ghtml'
import type { ApplicationLink } from '../../registry/applications/dynamic/registered-use.ts'
import { hidden } from './fields.ts'
import { layout } from './layout.ts'
import { plainly, shown, shownLinks } from './shown.ts'

/** One scope as it is asked about. */
interface AskedScope {
  readonly name: string
  /** A phrase after "it can". */
  readonly description: string
  /** Whether it may be left out, and then whether its box comes ticked. */
  readonly optional: boolean
  readonly ticked: boolean
  /** What this user said to it earlier; `new` when they answered without it; null when they never answered. */
  readonly before: 'allowed' | 'declined' | 'new' | null
  /** Whether an administrator allowed it for everybody of the business unit. */
  readonly forAll: boolean
}

interface Consent {
  /** Path that the form posts to. */
  readonly action: string
  readonly csrf: string
  /** Sealed authorization request and what is asked, carried in the field `request`. */
  readonly request: string
  /** Sealed authorization request alone, in the field `way`: what is asked anew when the form is no longer good. */
  readonly way: string
  readonly application: {
    readonly id: string
    readonly name: string
    readonly vendorName: string
    readonly type: 'internal' | 'external'
    readonly clientType: 'confidential' | 'public'
    /** Where it says more about itself; empty when it was registered by hand. */
    readonly links: readonly ApplicationLink[]
    /** Path of its logo here; null when there is none, and then its initial stands for it. */
    readonly logo: string | null
    readonly initial: string
  }
  readonly businessUnit: { readonly name: string; readonly number: string }
  readonly user: { readonly userName: string; readonly fullName: string }
  /** What would really be granted, in the order in which it was asked for; at least one. */
  readonly scopes: readonly AskedScope[]
  /** Whether any of them leads to an API. */
  readonly usesApis: boolean
  /** Asked for, but not granted whatever the answer; `reason` is a whole sentence. */
  readonly withheld: readonly { readonly name: string; readonly reason: string }[]
  /** The earlier answer; null when there is none. */
  readonly lastTime: {
    /** The day in words, and as an HTML date. */
    readonly day: string
    readonly date: string
    /** What was allowed then and is not asked for now. */
    readonly notAsked: readonly { readonly name: string; readonly description: string }[]
    /** Where the user was sent then, if they are sent elsewhere now. */
    readonly place: string | null
  } | null
  /** Whether what is asked changed between the question and the answer. */
  readonly again: boolean
  /** Where the browser goes with either answer: a website's host, a program on this computer, an app by its scheme. */
  readonly redirect: { readonly host: string; readonly kind: 'site' | 'loopback' | 'app' }
  /** Whether the token itself travels in the address (RFC 6749 §4.2). */
  readonly implicit: boolean
  /** How long an access token may still work after the answer was taken back, in minutes. */
  readonly minutesLeft: number
}

/**
 * Asks a user whether an application may act for them, scope by scope.
 *
 * In: see {@link Consent}. Out: an HTML document whose form posts `csrf`, `request`, `decision` (`allow` or `deny`) and
 * a `scope` for each ticked box; a second form signs out and posts `csrf` and `request` to `/sign-out`. The two answers
 * look alike and Deny comes first, so that nobody is steered. Names chosen by strangers stand in cells of their own, not
 * only inside sentences that they could finish differently. Only what would be granted is listed as such.
 *
 * Stable ids, for tests and for tools that fill in forms: #application, #key, #logo (only where there is one), #vendor, #business-unit, #account,
 * #switch-account, #application-links, #redirect-host, #changes, #asked-again, #scopes (what is needed), #optional, #scope-<name> (the box of
 * an optional scope, the line of a needed one), #withheld, #limits, #host, #loopback, #app, #implicit, #deny, #allow.
 */
export function consentPage(p: Consent): string {
  const deed = p.usesApis ? 'act for you' : 'know who you are'
  return layout({
    title: `Allow ${p.application.name} to ${deed}?`,
    heading: html`Allow !${shown(p.application.name)} to ${deed}?`,
    body: html`!${again(p)}
<p class="lead">This application asks to ${p.usesApis ? 'use APIs of' : 'recognise you as a user of'} !${shown(p.businessUnit.name)}${p.usesApis ? ' in your name' : ''}. It gets
nothing from this page until you choose Allow.</p>
<div class="consent">
<div>
!${parties(p)}
!${warnings(p)}
!${changes(p)}
!${limits(p)}
!${next(p)}
</div>
<form method="post" action="${p.action}">
!${hidden('csrf', p.csrf)}!${hidden('request', p.request)}!${hidden('way', p.way)}
!${needed(p)}
!${optional(p)}
!${withheld(p)}
<div class="decision">
<p id="check">Allow this only if you started it yourself.</p>
<div class="pair">
<button id="deny" type="submit" name="decision" value="deny">Deny</button>
<button id="allow" type="submit" name="decision" value="allow">Allow</button>
</div>
</div>
</form>
</div>`,
  })
}

function again(p: Consent): string {
  if (!p.again) return ''
  return `<p class="caution" id="asked-again" role="alert">What this application may ask for changed while this page was open,
so your answer was not used. Nothing was allowed. Please read the page once more.</p>`
}

/** Who asks, who made it, for which business unit, who is asked, and where they go. */
function parties(p: Consent): string {
  const unit = shown(p.businessUnit.name)
  const origin =
    p.application.type === 'internal'
      ? html`Internal: !${unit} registered it as its own software.`
      : html`External: an administrator of !${unit} let it in.`
  const unproven =
    p.application.clientType === 'public'
      ? ' It runs in a browser or on a device and has no secret, so Latchkey cannot be sure that it is what it says it is.'
      : ''
  return html`<dl>
<div><dt>Application</dt><dd><div class="named">!${logo(p.application)}<strong id="application">!${shown(p.application.name)}</strong>!${key(p.application.id)}</div>
<p class="quiet">!${origin}${unproven}</p></dd></div>
<div><dt>Vendor</dt><dd id="vendor">!${shown(p.application.vendorName)}</dd></div>
!${linked(p.application.links)}<div><dt>Business unit</dt><dd id="business-unit">!${unit} <span class="quiet">number ${plainly(p.businessUnit.number)}</span></dd></div>
<div><dt>Your account</dt><dd><span id="account">!${shown(p.user.fullName)}
<span class="quiet">!${shown(p.user.userName)}</span></span>
<form method="post" action="/sign-out">!${hidden('csrf', p.csrf)}!${hidden('request', p.request)}!${hidden('way', p.way)}<button class="link" id="switch-account" type="submit">Not you? Sign out</button></form></dd></div>
<div><dt>Sends you to</dt><dd><strong id="redirect-host">!${shown(p.redirect.host)}</strong>${WHERE[p.redirect.kind]}</dd></div>
</dl>`
}

/** Its key, cut by its id: the one that its administrators see in the console. */
function key(id: string): string {
  return html`<svg class="key" id="key" viewBox="0 0 40 16" role="img" aria-label="${keyWords(id)}"><path fill-rule="evenodd" d="${keyPath(id)}"/></svg>`
}

/**
 * The sign of an application beside its name. It says nothing that the name does not say, and may pretend anything, so it
 * is small, has no words of its own, and never stands alone.
 */
function logo({ logo: path, initial }: Consent['application']): string {
  return path === null
    ? html`<span class="logo letter" aria-hidden="true">${plainly(initial)}</span>`
    : html`<img class="logo" id="logo" src="${path}" alt="" width="40" height="40">`
}

function linked(links: readonly ApplicationLink[]): string {
  if (links.length === 0) return ''
  return html`<div><dt>What it says of itself</dt><dd id="application-links">!${shownLinks(links)}</dd></div>
`
}

const WHERE = {
  site: '',
  loopback: ' (a program on this computer)',
  app: ' (an app on this device)',
} as const

/** What changed since this user answered last. */
function changes(p: Consent): string {
  const { lastTime } = p
  if (lastTime === null) return ''
  const fresh = p.scopes.filter(scope => scope.before === 'new')
  const items = [
    html`<li id="changes-new">!${fresh.length === 0 ? 'It asks for nothing new.' : html`New: !${phrases(fresh)}.`}</li>
`,
  ]
  if (lastTime.notAsked.length > 0) {
    items.push(html`<li id="changes-gone">Not asked for this time: !${phrases(lastTime.notAsked)}. You allowed it then, and that
stays.</li>
`)
  }
  if (lastTime.place !== null) {
    items.push(html`<li id="changes-place">It sends you to <strong>!${shown(p.redirect.host)}</strong> now. Last time it was
!${shown(lastTime.place)}.</li>
`)
  }
  return html`<section class="${lastTime.place === null ? 'notice' : 'caution'}" id="changes">
<h2>Since you answered on <time datetime="${lastTime.date}">${lastTime.day}</time></h2>
<ul>
!${items}</ul>
</section>`
}

function phrases(scopes: readonly { readonly name: string; readonly description: string }[]): string {
  return scopes
    .map(scope => html`!${shown(scope.description)} (<code>${plainly(scope.name)}</code>)`)
    .join('; ')
}

/** The name of a scope, and what is to be known about it. */
function about(p: Consent, scope: AskedScope): string {
  const before = {
    allowed: ' · You allowed this before',
    declined: ' · You left this out before',
    new: ' · New',
  }
  const forAll = scope.forAll
    ? html` · An administrator allowed this for everybody in !${shown(p.businessUnit.name)}`
    : ''
  return html`<span class="quiet"><code>${plainly(scope.name)}</code>${scope.before === null ? '' : before[scope.before]}!${forAll}</span>`
}

function needed(p: Consent): string {
  const scopes = p.scopes.filter(scope => !scope.optional)
  if (scopes.length === 0) return ''
  const items = scopes.map(
    scope => html`<li id="scope-${plainly(scope.name)}"><span>!${shown(scope.description)}</span>
!${about(p, scope)}</li>
`,
  )
  return html`<h2>If you allow it, it can</h2>
<ul class="scopes" id="scopes">
!${items}</ul>
<p class="quiet">It needs ${scopes.length === 1 ? 'this' : 'all of these'} to work, so ${scopes.length === 1 ? 'it comes' : 'they come'} with Allow.</p>`
}

function optional(p: Consent): string {
  const scopes = p.scopes.filter(scope => scope.optional)
  if (scopes.length === 0) return ''
  const alone = scopes.length === p.scopes.length
  const items = scopes.map(
    scope => html`<li><label class="choice"><input type="checkbox" id="scope-${plainly(scope.name)}" name="scope" value="${scope.name}"${scope.ticked ? ' checked' : ''}>
<span>!${shown(scope.description)}
!${about(p, scope)}</span></label></li>
`,
  )
  return html`<fieldset id="optional">
<legend>${alone ? 'You choose what it can do' : 'You choose whether it can also'}</legend>
<p class="help">It gets what is ticked. Untick what it should not get${p.lastTime === null ? '' : '; what you allowed of that before ends'}.
Your choice is remembered.${alone ? ' With nothing ticked, nothing is allowed.' : ''}</p>
<ul class="choices">
!${items}</ul>
</fieldset>`
}

function withheld(p: Consent): string {
  if (p.withheld.length === 0) return ''
  const items = p.withheld.map(
    scope => html`<li><code>${plainly(scope.name)}</code> <span class="quiet">!${shown(scope.reason)}</span></li>
`,
  )
  return html`<h2>It also asked for this, and will not get it</h2>
<ul id="withheld">
!${items}</ul>`
}

/** What no answer on this page can give away. */
function limits(p: Consent): string {
  return html`<details id="limits-folded">
<summary id="show-limits">What it cannot do</summary>
<p>Whatever you answer, it cannot</p>
<ul id="limits">
<li>see your password</li>
<li>do what your own security profile does not let you do</li>
<li>use any${p.usesApis ? ' other' : ''} API because of this answer</li>
<li>reach the data of any business unit but !${shown(p.businessUnit.name)}</li>
</ul>
</details>`
}

/** What makes this answer riskier than others, in plain sight beside where the answer goes. */
function warnings(p: Consent): string {
  const host = html`<strong class="host">!${shown(p.redirect.host)}</strong>`
  const ways = {
    site: '',
    loopback: html`<p class="caution" id="loopback">Your answer goes to a program on this computer (!${host}), not to a website.
Latchkey cannot tell which program that is. If you have not just started one yourself, choose Deny.</p>`,
    app: html`<p class="caution" id="app">Your answer goes to whichever app on this device opens addresses that begin with
!${host}. Latchkey cannot tell which app that is. If you did not come from one that you trust, choose Deny.</p>`,
  }
  const implicit = p.implicit
    ? `<p class="caution" id="implicit">This application uses the implicit grant, an older way that puts its access in the
address of the page you are sent to. Do not share or save that address, and choose Deny on a computer that you share
with others.</p>`
    : ''
  return `${ways[p.redirect.kind]}${implicit}`
}

/** Where the browser goes with either answer, and how to take a yes back. */
function next(p: Consent): string {
  const forAll = p.scopes.some(scope => scope.forAll)
    ? ' What an administrator allowed for everybody, it may get again without asking you.'
    : ''
  return html`<details id="next">
<summary id="show-next">What happens next</summary>
<p>Whichever you choose, you will be sent to <strong id="host">!${shown(p.redirect.host)}</strong>. Deny tells the application
that you said no, and gives it nothing new.</p>
<p>You can take this back at any time on your account page here (<code>/account</code>). What the application has got by
then ends with it, at the latest ${p.minutesLeft === 1 ? 'a minute' : `${p.minutesLeft} minutes`} later.!${forAll}</p>
</details>`
}
