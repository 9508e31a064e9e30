import { keyPath, keyWords } from '@latchkey/contract/applications/credentials/key-profile.ts'
import type { Words } from '@latchkey/contract/words/words.ts'
import { html } from 'ghtml'
import type { Instant } from '../../lib/clock.ts'
import type { ApplicationLink } from '../../registry/applications/presentation.ts'
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
  readonly words: Words
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
    /** Where it says more about itself; empty when it says nothing. */
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
    readonly at: Instant
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
  const { say } = p.words
  const unit = shown(p.businessUnit.name)
  return layout({
    words: p.words,
    title: question(p, p.application.name),
    heading: question(p, shown(p.application.name)),
    body: html`!${again(p)}
<p class="lead">!${
      p.usesApis
        ? say('This application asks to use APIs of {unit} in your name.', { unit })
        : say('This application asks to recognise you as a user of {unit}.', { unit })
    }
${say('It gets nothing from this page until you choose Allow.')}</p>
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
<p id="check">${say('Allow this only if you started it yourself.')}</p>
<div class="pair">
<button id="deny" type="submit" name="decision" value="deny">${say('Deny')}</button>
<button id="allow" type="submit" name="decision" value="allow">${say('Allow')}</button>
</div>
</div>
</form>
</div>`,
  })
}

function question({ words: { say }, usesApis }: Consent, application: string): string {
  return usesApis
    ? say('Allow {application} to act for you?', { application })
    : say('Allow {application} to know who you are?', { application })
}

function again({ words: { say }, again: asked }: Consent): string {
  if (!asked) return ''
  return html`<p class="caution" id="asked-again" role="alert">${say(
    'What this application may ask for changed while this page was open, so your answer was not used. Nothing was allowed. Please read the page once more.',
  )}</p>`
}

/** Who asks, who made it, for which business unit, who is asked, and where they go. */
function parties(p: Consent): string {
  const { say } = p.words
  const unit = shown(p.businessUnit.name)
  const number = plainly(p.businessUnit.number)
  return html`<dl>
<div><dt>${say('Application')}</dt><dd><div class="named">!${logo(p.application)}<strong id="application">!${shown(p.application.name)}</strong>!${key(p.application.id)}</div>
<p class="quiet">!${origin(p)}</p></dd></div>
<div><dt>${say('Vendor')}</dt><dd id="vendor">!${shown(p.application.vendorName)}</dd></div>
!${linked(p)}<div><dt>${say('Business unit')}</dt><dd id="business-unit">!${unit} <span class="quiet">${say('number {number}', { number })}</span></dd></div>
<div><dt>${say('Your account')}</dt><dd><span id="account">!${shown(p.user.fullName)}
<span class="quiet">!${shown(p.user.userName)}</span></span>
<form method="post" action="/sign-out">!${hidden('csrf', p.csrf)}!${hidden('request', p.request)}!${hidden('way', p.way)}<button class="link" id="switch-account" type="submit">${say('Not you? Sign out')}</button></form></dd></div>
<div><dt>${say('Sends you to')}</dt><dd><strong id="redirect-host">!${shown(p.redirect.host)}</strong>!${where(p)}</dd></div>
</dl>`
}

function origin({ words: { say }, application, businessUnit }: Consent): string {
  const unit = shown(businessUnit.name)
  const from =
    application.type === 'internal'
      ? say('Internal: {unit} registered it as its own software.', { unit })
      : say('External: an administrator of {unit} let it in.', { unit })
  if (application.clientType !== 'public') return from
  return html`!${from} ${say(
    'It runs in a browser or on a device and has no secret, so Latchkey cannot be sure that it is what it says it is.',
  )}`
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

function linked({ words, application: { links } }: Consent): string {
  if (links.length === 0) return ''
  return html`<div><dt>${words.say('What it says of itself')}</dt><dd id="application-links">!${shownLinks(words, links)}</dd></div>
`
}

function where({ words: { say }, redirect: { kind } }: Consent): string {
  if (kind === 'site') return ''
  return html` (${kind === 'loopback' ? say('a program on this computer') : say('an app on this device')})`
}

/** What changed since this user answered last. */
function changes(p: Consent): string {
  const { lastTime, words } = p
  const { say } = words
  if (lastTime === null) return ''
  const fresh = p.scopes.filter(scope => scope.before === 'new')
  const asked =
    fresh.length === 0
      ? say('It asks for nothing new.')
      : say('New: {scopes}.', { scopes: phrases(words, fresh) })
  const items = [
    html`<li id="changes-new">!${asked}</li>
`,
  ]
  if (lastTime.notAsked.length > 0) {
    const scopes = phrases(words, lastTime.notAsked)
    items.push(html`<li id="changes-gone">!${say('Not asked for this time: {scopes}. You allowed it then, and that stays.', { scopes })}</li>
`)
  }
  if (lastTime.place !== null) {
    const place = html`<strong>!${shown(p.redirect.host)}</strong>`
    const before = shown(lastTime.place)
    items.push(html`<li id="changes-place">!${say('It sends you to {place} now. Last time it was {before}.', { place, before })}</li>
`)
  }
  const day = new Intl.DateTimeFormat(words.language === 'en' ? 'en-GB' : words.language, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(lastTime.at)
  const when = html`<time datetime="${new Date(lastTime.at).toISOString().slice(0, 10)}">${day}</time>`
  return html`<section class="${lastTime.place === null ? 'notice' : 'caution'}" id="changes">
<h2>!${say('Since you answered on {day}', { day: when })}</h2>
<ul>
!${items}</ul>
</section>`
}

function phrases(
  words: Words,
  scopes: readonly { readonly name: string; readonly description: string }[],
): string {
  return scopes
    .map(scope => html`!${shown(words.translate(scope.description))} (<code>${plainly(scope.name)}</code>)`)
    .join('; ')
}

/** The name of a scope, and what is to be known about it. */
function about(p: Consent, scope: AskedScope): string {
  const { say } = p.words
  const before = {
    allowed: say('You allowed this before'),
    declined: say('You left this out before'),
    new: say('New'),
  }
  const unit = shown(p.businessUnit.name)
  const known = [
    ...(scope.before === null ? [] : [before[scope.before]]),
    ...(scope.forAll ? [say('An administrator allowed this for everybody in {unit}', { unit })] : []),
  ]
  return html`<span class="quiet">!${[html`<code>${plainly(scope.name)}</code>`, ...known].join(' · ')}</span>`
}

function needed(p: Consent): string {
  const { say, translate } = p.words
  const scopes = p.scopes.filter(scope => !scope.optional)
  if (scopes.length === 0) return ''
  const items = scopes.map(
    scope => html`<li id="scope-${plainly(scope.name)}"><span>!${shown(translate(scope.description))}</span>
!${about(p, scope)}</li>
`,
  )
  return html`<h2>${say('If you allow it, it can')}</h2>
<ul class="scopes" id="scopes">
!${items}</ul>
<p class="quiet">${say(
    '{count, plural, one {It needs this to work, so it comes} other {It needs all of these to work, so they come}} with Allow.',
    { count: scopes.length },
  )}</p>`
}

function optional(p: Consent): string {
  const scopes = p.scopes.filter(scope => scope.optional)
  if (scopes.length === 0) return ''
  const { say, translate } = p.words
  const alone = scopes.length === p.scopes.length
  const items = scopes.map(
    scope => html`<li><label class="choice"><input type="checkbox" id="scope-${plainly(scope.name)}" name="scope" value="${scope.name}"${scope.ticked ? ' checked' : ''}>
<span>!${shown(translate(scope.description))}
!${about(p, scope)}</span></label></li>
`,
  )
  return html`<fieldset id="optional">
<legend>${alone ? say('You choose what it can do') : say('You choose whether it can also')}</legend>
<p class="help">${
    p.lastTime === null
      ? say('It gets what is ticked. Untick what it should not get.')
      : say('It gets what is ticked. Untick what it should not get; what you allowed of that before ends.')
  }
${say('Your choice is remembered.')}${alone ? ` ${say('With nothing ticked, nothing is allowed.')}` : ''}</p>
<ul class="choices">
!${items}</ul>
</fieldset>`
}

function withheld(p: Consent): string {
  if (p.withheld.length === 0) return ''
  const { say, translate } = p.words
  const items = p.withheld.map(
    scope => html`<li><code>${plainly(scope.name)}</code> <span class="quiet">!${shown(translate(scope.reason))}</span></li>
`,
  )
  return html`<h2>${say('It also asked for this, and will not get it')}</h2>
<ul id="withheld">
!${items}</ul>`
}

/** What no answer on this page can give away. */
function limits(p: Consent): string {
  const { say } = p.words
  const unit = shown(p.businessUnit.name)
  const apis = p.usesApis
    ? say('use any other API because of this answer')
    : say('use any API because of this answer')
  return html`<details id="limits-folded">
<summary id="show-limits">${say('What it cannot do')}</summary>
<p>${say('Whatever you answer, it cannot')}</p>
<ul id="limits">
<li>${say('see your password')}</li>
<li>${say('do what your own security profile does not let you do')}</li>
<li>${apis}</li>
<li>!${say('reach the data of any business unit but {unit}', { unit })}</li>
</ul>
</details>`
}

/** What makes this answer riskier than others, in plain sight beside where the answer goes. */
function warnings(p: Consent): string {
  const { say } = p.words
  const host = html`<strong class="host">!${shown(p.redirect.host)}</strong>`
  const ways = {
    site: '',
    loopback: html`<p class="caution" id="loopback">!${say(
      'Your answer goes to a program on this computer ({host}), not to a website. Latchkey cannot tell which program that is. If you have not just started one yourself, choose Deny.',
      { host },
    )}</p>`,
    app: html`<p class="caution" id="app">!${say(
      'Your answer goes to whichever app on this device opens addresses that begin with {host}. Latchkey cannot tell which app that is. If you did not come from one that you trust, choose Deny.',
      { host },
    )}</p>`,
  }
  const implicit = p.implicit
    ? html`<p class="caution" id="implicit">${say(
        'This application uses the implicit grant, an older way that puts its access in the address of the page you are sent to. Do not share or save that address, and choose Deny on a computer that you share with others.',
      )}</p>`
    : ''
  return `${ways[p.redirect.kind]}${implicit}`
}

/** Where the browser goes with either answer, and how to take a yes back. */
function next(p: Consent): string {
  const { say } = p.words
  const host = html`<strong id="host">!${shown(p.redirect.host)}</strong>`
  const path = '<code>/account</code>'
  const forAll = p.scopes.some(scope => scope.forAll)
    ? ` ${say('What an administrator allowed for everybody, it may get again without asking you.')}`
    : ''
  return html`<details id="next">
<summary id="show-next">${say('What happens next')}</summary>
<p>!${say('Whichever you choose, you will be sent to {host}. Deny tells the application that you said no, and gives it nothing new.', { host })}</p>
<p>!${say('You can take this back at any time on your account page here ({path}).', { path })}
${say(
  'What the application has got by then ends with it, at the latest {minutes, plural, one {a minute} other {# minutes}} later.',
  { minutes: p.minutesLeft },
)}${forAll}</p>
</details>`
}
