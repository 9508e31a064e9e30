import { html } from 'ghtml'
import { hidden } from './fields.ts'
import { layout } from './layout.ts'
import { plainly, shown } from './shown.ts'

interface Consent {
  /** Path that the form posts to. */
  readonly action: string
  readonly csrf: string
  /** Sealed authorization request, carried in the field `request`. */
  readonly request: string
  readonly application: {
    readonly name: string
    readonly vendorName: string
    readonly type: 'internal' | 'external'
    readonly clientType: 'confidential' | 'public'
  }
  readonly businessUnit: { readonly name: string; readonly number: string }
  readonly user: { readonly userName: string; readonly fullName: string }
  /** What would really be granted; `already` marks what this user allowed this application before. */
  readonly scopes: readonly {
    readonly name: string
    readonly description: string
    readonly already: boolean
  }[]
  /** Asked for, but not granted whatever the answer; `reason` is a whole sentence. */
  readonly withheld: readonly { readonly name: string; readonly reason: string }[]
  /** Where the browser goes with either answer. */
  readonly redirect: { readonly host: string; readonly loopback: boolean }
  /** Whether the token itself travels in the address (RFC 6749 §4.2). */
  readonly implicit: boolean
}

/**
 * Asks a user whether an application may act for them.
 *
 * In: see {@link Consent}. Out: an HTML document whose form posts `csrf`, `request` and `decision` (`allow` or `deny`);
 * a second form signs out and posts `csrf` and `request` to `/sign-out`. The two answers look alike and Deny comes
 * first, so that nobody is steered. Names chosen by strangers stand in cells of their own, not only inside sentences
 * that they could finish differently. Only what would be granted is listed as such (DESIGN.md, effective access).
 */
export function consentPage(p: Consent): string {
  const name = shown(p.application.name)
  return layout({
    title: `Allow ${p.application.name} to act for you?`,
    heading: html`Allow !${name} to act for you?`,
    body: html`<p class="lead">This application asks to use APIs of !${shown(p.businessUnit.name)} in your name. It gets nothing from this page until you
choose Allow.</p>
!${parties(p)}
!${granted(p)}
!${limits(p)}
!${withheld(p)}
!${next(p)}
<form method="post" action="${p.action}" class="decision">
<p id="check">Allow this only if you started it yourself.</p>
!${hidden('csrf', p.csrf)}!${hidden('request', p.request)}
<div class="pair">
<button id="deny" type="submit" name="decision" value="deny">Deny</button>
<button id="allow" type="submit" name="decision" value="allow">Allow</button>
</div>
</form>`,
  })
}

/** Who asks, who made it, for which business unit, and who is asked. */
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
<div><dt>Application</dt><dd><strong id="application">!${shown(p.application.name)}</strong>
<p class="quiet">!${origin}${unproven}</p></dd></div>
<div><dt>Vendor</dt><dd id="vendor">!${shown(p.application.vendorName)}</dd></div>
<div><dt>Business unit</dt><dd id="business-unit">!${unit} <span class="quiet">number ${plainly(p.businessUnit.number)}</span></dd></div>
<div><dt>Your account</dt><dd><span id="account">!${shown(p.user.fullName)}
<span class="quiet">!${shown(p.user.userName)}</span></span>
<form method="post" action="/sign-out">!${hidden('csrf', p.csrf)}!${hidden('request', p.request)}<button class="link" id="switch-account" type="submit">Not you? Sign out</button></form></dd></div>
</dl>`
}

function granted(p: Consent): string {
  if (p.scopes.length === 0) {
    return '<h2>If you allow it</h2>\n<p id="scopes">It learns who you are. It gets no API.</p>'
  }
  const items = p.scopes.map(
    scope => html`<li><span>!${shown(scope.description)}</span>
<span class="quiet"><code>${plainly(scope.name)}</code>${scope.already ? ' You allowed this before.' : ''}</span></li>
`,
  )
  return html`<h2>If you allow it, it can</h2>
<ul class="scopes" id="scopes">
!${items}</ul>`
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
  return html`<h2>It cannot</h2>
<ul id="limits">
<li>see your password</li>
<li>do what your own security profile does not let you do</li>
<li>use any${p.scopes.length === 0 ? '' : ' other'} API because of this answer</li>
<li>reach the data of any business unit but !${shown(p.businessUnit.name)}</li>
</ul>`
}

/** Where the answer goes, how it travels, and how to take it back. */
function next(p: Consent): string {
  const host = html`<strong id="host">!${shown(p.redirect.host)}</strong>`
  const way = p.redirect.loopback
    ? html`<p class="caution" id="loopback">Your answer goes to a program on this computer (!${host}), not to a website.
Latchkey cannot tell which program that is. If you have not just started one yourself, choose Deny.</p>`
    : html`<p>Whichever you choose, you will be sent to !${host}. Deny tells the application that you said no, and gives
it nothing new.</p>`
  const implicit = p.implicit
    ? `<p class="caution" id="implicit">This application uses the implicit grant, an older way that puts its access in the
address of the page you are sent to. Do not share or save that address, and choose Deny on a computer that you share
with others.</p>`
    : ''
  return html`<h2>What happens next</h2>
!${way}
!${implicit}
<p>You can have this stopped later: ask an administrator of !${shown(p.businessUnit.name)} to deactivate the application.</p>`
}
