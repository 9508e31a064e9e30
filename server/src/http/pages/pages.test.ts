import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ENGLISH, type Words } from '@latchkey/contract/words/words.ts'
import fc from 'fast-check'
import { consentPage } from './consent-page.ts'
import { errorPage } from './error-page.ts'
import { PAGES_CSS } from './pages-css.ts'
import { forgottenPage, linkSentPage, newPasswordPage } from './password/password-pages.ts'
import { refusedPage, unknownRefusalPage } from './refused/refused-page.ts'
import { setupPage } from './setup-page.ts'
import { initialOf } from './shown.ts'
import { signInPage } from './sign-in-page.ts'
import { logOutPage, signedOutPage, signOutPage } from './sign-out-page.ts'

function consent(c: string, words: Words, type: 'internal' | 'external'): string {
  const full = type === 'external'
  const scope = { name: c, description: c, optional: false, ticked: true, before: null, forAll: false }
  return consentPage({
    words,
    action: c,
    csrf: c,
    request: c,
    way: c,
    application: {
      id: 'app_1',
      name: c,
      vendorName: c,
      type,
      clientType: full ? 'public' : 'confidential',
      links: links(c, full),
      logo: full ? c : null,
      initial: c,
    },
    businessUnit: { name: c, number: c },
    user: { userName: c, fullName: c },
    scopes: full
      ? [
          { ...scope, before: 'allowed', forAll: true },
          { ...scope, name: `${c}2`, before: 'new' },
          { ...scope, name: `${c}3`, optional: true, before: 'new', forAll: true },
          { ...scope, name: `${c}4`, optional: true, before: 'declined', ticked: false },
        ]
      : [scope],
    usesApis: full,
    withheld: full ? [{ name: c, reason: c }] : [],
    lastTime: full
      ? { at: Date.parse('2026-05-01'), notAsked: [{ name: c, description: c }], place: c }
      : null,
    again: full,
    redirect: { host: c, kind: full ? 'loopback' : 'site' },
    implicit: full,
    minutesLeft: full ? 15 : 1,
  })
}

function links(c: string, full: boolean) {
  const what = full ? (['website', 'policy', 'terms'] as const) : []
  return what.map(each => ({ what: each, url: c, host: c }))
}

function signIn(c: string, words = ENGLISH): Parameters<typeof signInPage>[0] {
  return {
    words,
    action: c,
    csrf: c,
    continueTo: c,
    userName: c,
    problem: { message: c },
    application: { name: c, vendorName: c, links: links(c, true) },
    signedOut: false,
    newPassword: false,
    stale: false,
    present: null,
  }
}

function refused(c: string, words: Words, differsAt: number | null = null): string {
  return refusedPage({
    words,
    requestId: c,
    answered: differsAt === null,
    at: '2026-11-22T09:00:00.000Z',
    endpoint: c,
    reason: c,
    application: { name: c, vendorName: c },
    description: c,
    rule: 'The rule.',
    mend: 'The mend.',
    inputs: [{ name: '2', value: c }],
    comparison: { came: c, nearest: c, differsAt, words: c },
    path: c,
  })
}

/** Every page, in its fullest and its barest form, with one string in every place that takes a string. */
const PAGES: Readonly<Record<string, (c: string, words: Words) => string>> = {
  'sign-in': (c, words) =>
    signInPage({ ...signIn(c, words), continueTo: null, problem: null, application: null }),
  'sign-in after signing out': (c, words) =>
    signInPage({ ...signIn(c, words), problem: null, signedOut: true }),
  'sign-in with a form that is no longer good': (c, words) =>
    signInPage({ ...signIn(c, words), problem: null, stale: true }),
  'sign-in or go on': (c, words) =>
    signInPage({ ...signIn(c, words), problem: null, present: { fullName: c, userName: c, path: c } }),
  'sign-in with a problem': (c, words) => signInPage(signIn(c, words)),
  'consent to an internal application': (c, words) => consent(c, words, 'internal'),
  'consent to an external application': (c, words) => consent(c, words, 'external'),
  error: (c, words) => errorPage({ words, status: 400, title: c, detail: c, requestId: c, advice: c }),
  'error without advice': (c, words) =>
    errorPage({ words, status: 500, title: c, detail: c, requestId: c, advice: null }),
  'a request that was refused': (c, words) => refused(c, words),
  'an id, for a stranger': (c, words) => unknownRefusalPage({ words, id: c, userName: null, signIn: c }),
  'an id, for somebody signed in': (c, words) =>
    unknownRefusalPage({ words, id: c, userName: c, signIn: 'x' }),
  'sign-out': (c, words) => signOutPage({ words, action: c, csrf: c, userName: c }),
  'sign-out asked for by somebody': (c, words) =>
    logOutPage({ words, action: c, csrf: c, request: c, userName: c, application: null, host: null }),
  'sign-out asked for by an application': (c, words) =>
    logOutPage({
      words,
      action: c,
      csrf: c,
      request: c,
      userName: c,
      application: { name: c, vendorName: c },
      host: c,
    }),
  'signed out': (_, words) => signedOutPage(words),
  'signed out, with a way back': (c, words) => signedOutPage(words, { name: c, url: c }),
  'sign-in with a new password': (c, words) =>
    signInPage({ ...signIn(c, words), problem: null, newPassword: true }),
  'a forgotten password': (c, words) =>
    forgottenPage({ words, csrf: c, problem: c, userName: c, continueTo: c }),
  'a link that was sent': (_, words) => linkSentPage(words, 30),
  'a new password': (c, words) => newPasswordPage({ words, csrf: c, problem: c, userName: c, link: c }),
  setup: (c, words) =>
    setupPage({ words, action: c, csrf: c, link: c, values: { userName: c, fullName: c }, faults: [] }),
  'setup with faults': (c, words) =>
    setupPage({
      words,
      action: c,
      csrf: c,
      link: c,
      values: { userName: c, fullName: c },
      faults: [
        { field: 'userName', message: c },
        { field: 'fullName', message: c },
        { field: 'password', message: c },
        { field: 'password', message: c },
      ],
    }),
}

const CANARIES = [
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  ' onfocus=alert(1) autofocus x=',
  '`${alert(1)}`',
  '</title><img src=x onerror=alert(1)>',
  '&lt;script&gt; &#60;b&#62; $& $1 !',
  '{{constructor.constructor("x")()}}<!--',
]

function escaped(text: string): string {
  return text.replace(/["&'<=>]/g, character => `&#${character.charCodeAt(0)};`)
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length
}

/** What is said, marked, so that it is told from what only stands there. */
function marked(say: Words['say']): Words['say'] {
  return (message, values) => `⟦${say(message, values)}⟧`
}

/** What stands between the tags. */
function textOf(page: string): string {
  return page.replace(/<[^>]*>/g, ' ')
}

for (const [name, render] of Object.entries(PAGES)) {
  describe(`the page "${name}"`, () => {
    test('shows a hostile string as text and keeps its own markup as it was', () => {
      for (const canary of CANARIES) {
        assert.equal(render(canary, ENGLISH).replaceAll(escaped(canary), 'x'), render('x', ENGLISH), canary)
      }
    })

    test('has the same tags and quotes whatever strings it is given', () => {
      const plain = render('x', ENGLISH)
      fc.assert(
        fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
          const page = render(text, ENGLISH)
          for (const pattern of [/</g, />/g, /"/g, /'/g]) {
            assert.equal(count(page, pattern), count(plain, pattern))
          }
        }),
        { seed: 20_261_122, numRuns: 200 },
      )
    })

    test('shows characters that turn the text around as their code', () => {
      const text = textOf(render('a\u202eb\u2066c\u0000d', ENGLISH))
      assert.equal(count(text, /[\p{Cc}\u202e\u2066]/gu), count(text, /\n/g))
      const places = count(textOf(render('canary', ENGLISH)), /canary/g)
      assert.equal(count(text, /a\[U\+202E\]b\[U\+2066\]c\[U\+0000\]d/g), places)
    })

    test('holds nothing that the policy would block: of this server a stylesheet, an icon and at most one logo', () => {
      const logo = '<img class="logo" id="logo" src="x" alt="" width="40" height="40">'
      const page = render('x', ENGLISH).replace(logo, '')
      assert.doesNotMatch(page, /<(script|style|iframe|object|embed|base|img)\b/i)
      assert.doesNotMatch(page, /\s(style|on[a-z]+|srcdoc|background)=/i)
      assert.doesNotMatch(page, /:\/\/|"\/\/|javascript:|data:/i)
    })

    test('is one document with one title, one h1 and one main part in plain English', () => {
      const page = render('x', ENGLISH)
      assert.match(page, /^<!doctype html>\n<html lang="en">/)
      assert.equal(count(page, /<title>[^<]+ - Latchkey<\/title>/g), 1)
      assert.equal(count(page, /<h1>/g), 1)
      assert.equal(count(page, /<main>/g), 1)
      assert.doesNotMatch(textOf(page), /!/)
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(match => match[1])
      assert.deepEqual(ids, [...new Set(ids)])
    })

    test('ties every description and every label to something on the page', () => {
      const page = render('x', ENGLISH)
      for (const [, list = ''] of page.matchAll(/ (?:aria-describedby|for)="([^"]*)"/g)) {
        for (const id of list.split(' ')) assert.ok(page.includes(` id="${id}"`), id)
      }
    })

    test('says nothing of its own that another language would not be asked for', () => {
      const asked = {
        language: 'de',
        say: marked(ENGLISH.say),
        translate: (text: string) => `⟦${text}⟧`,
      } as const
      const page = render('0', asked)
      assert.match(page, /^<!doctype html>\n<html lang="de">/)
      const left = page
        .replace(/<(style|script|code|time)\b[^>]*>[^]*?<\/\1>/g, '')
        .replace(/<[^>]*>/g, '')
        .replace(/⟦[^⟦⟧]*(?:⟦[^⟦⟧]*⟧[^⟦⟧]*)*⟧/g, '')
      assert.deepEqual(left.match(/\p{L}[^\n]*/gu) ?? [], ['Latchkey', 'Latchkey'])
    })
  })
}

describe('the consent page', () => {
  const page = consent('x', ENGLISH, 'external')

  test('offers Deny before Allow, in the same form, without styling either apart', () => {
    const deny = /<button ([^>]*)>Deny<\/button>\s*<button ([^>]*)>Allow<\/button>/.exec(page)
    assert.deepEqual(deny?.slice(1), [
      'id="deny" type="submit" name="decision" value="deny"',
      'id="allow" type="submit" name="decision" value="allow"',
    ])
  })

  test('carries the request through both of its forms', () => {
    assert.equal(count(page, /<input type="hidden" name="request" value="x">/g), 2)
    assert.equal(count(page, /<input type="hidden" name="csrf" value="x">/g), 2)
    assert.match(page, /<form method="post" action="\/sign-out">/)
  })

  test('warns of a program on this computer and of the implicit grant only where they apply', () => {
    const bare = consent('x', ENGLISH, 'internal')
    for (const id of ['loopback', 'implicit', 'withheld', 'changes', 'optional', 'asked-again']) {
      assert.ok(page.includes(`id="${id}"`), id)
      assert.ok(!bare.includes(`id="${id}"`), id)
    }
    assert.match(page, /no secret/)
    assert.doesNotMatch(bare, /no secret/)
  })
})

describe('a scope on the consent page', () => {
  const page = consent('x', ENGLISH, 'external')

  test('that is needed has no box, and one that may be left out has one, ticked unless it was left out before', () => {
    assert.deepEqual(
      [...page.matchAll(/<input type="checkbox"([^>]*)>/g)].map(([, attributes]) => attributes?.trim()),
      ['id="scope-x3" name="scope" value="x3" checked', 'id="scope-x4" name="scope" value="x4"'],
    )
    assert.match(page, /<li id="scope-x">/)
    assert.match(page, /<li id="scope-x2">/)
  })

  test('has its box in the form of the answer, and not in the one that signs out', () => {
    const forms = [...page.matchAll(/<form[^]*?<\/form>/g)].map(([form]) => form)
    assert.deepEqual(
      forms.map(form => [/action="([^"]*)"/.exec(form)?.[1], count(form, /type="checkbox"/g)]),
      [
        ['/sign-out', 0],
        ['x', 2],
      ],
    )
  })
})

describe('a refused request', () => {
  test('has the first character that differs marked, whole and readable, and none behind the end', () => {
    for (const [text, at, markup] of [
      ['a/b', 1, 'a<mark>/</mark>b'],
      ['a𝒳b', 1, 'a<mark>𝒳</mark>b'],
      ['a\u202eb', 1, 'a<mark>[U+202E]</mark>b'],
      ['a<b', 1, 'a<mark>&#60;</mark>b'],
      ['ab', 2, 'ab'],
    ] as const) {
      assert.equal(count(refused(text, ENGLISH, at), /<mark>/g), markup.includes('mark') ? 2 : 0)
      assert.ok(refused(text, ENGLISH, at).includes(`<code><bdi>${markup}</bdi></code>`), markup)
    }
  })
})

describe('forms', () => {
  test('the sign-in form leaves out the continue field when there is nowhere to go on to', () => {
    assert.match(signInPage(signIn('x')), /name="continue" value="x"/)
    assert.doesNotMatch(signInPage({ ...signIn('x'), continueTo: null }), /name="continue"/)
  })

  test('a password is never sent back, and password managers are told what each box is', () => {
    const page = signInPage(signIn('typed'))
    assert.match(page, /name="userName" type="text" value="typed" autocomplete="username"/)
    assert.match(page, /name="password" type="password" value="" autocomplete="current-password"/)
    assert.match(
      setupPage({
        words: ENGLISH,
        action: 'x',
        csrf: 'x',
        link: 'x',
        values: { userName: '', fullName: '' },
        faults: [],
      }),
      /name="password" type="password" value="" autocomplete="new-password"/,
    )
  })

  test('a fault of the setup form stands at the top, linked, and beside its own box only', () => {
    const page = setupPage({
      words: ENGLISH,
      action: 'x',
      csrf: 'x',
      link: 'x',
      values: { userName: 'a', fullName: '' },
      faults: [{ field: 'fullName', message: 'Full name is required.' }],
    })
    assert.match(page, /role="alert"[^]*<a href="#full-name">Full name is required\.<\/a>/)
    assert.match(
      page,
      /id="full-name"[^>]* aria-describedby="full-name-help full-name-fault" aria-invalid="true"/,
    )
    assert.match(page, /<p class="fault" id="full-name-fault">Full name is required\.<\/p>/)
    assert.equal(count(page, /aria-invalid/g), 1)
  })

  test('exactly one element takes the focus when a form opens', () => {
    for (const render of [PAGES['sign-in'], PAGES['sign-in with a problem'], PAGES['setup with faults']]) {
      assert.equal(count(render?.('x', ENGLISH) ?? '', / autofocus[ >]/g), 1)
    }
  })
})

describe('the stylesheet', () => {
  test('is at most 8 kB and fetches nothing', () => {
    assert.ok(Buffer.byteLength(PAGES_CSS) <= 8000)
    assert.doesNotMatch(PAGES_CSS, /url\(|@import|@font-face|gradient|shadow/)
  })

  test('is well formed: braces pair up and every custom property that is used is defined', () => {
    assert.equal(count(PAGES_CSS, /\{/g), count(PAGES_CSS, /\}/g))
    for (const [, name = ''] of PAGES_CSS.matchAll(/var\((--[a-z-]+)\)/g)) {
      // Once for light, once for dark.
      assert.equal(count(PAGES_CSS, new RegExp(`^ +${name}:`, 'gm')), 2, name)
    }
  })
})

test('an application without a logo is marked by the first letter or digit of its name', () => {
  for (const [name, initial] of [
    ['Night Reports', 'N'],
    ['  (évening)', 'É'],
    ['ßharp', 'ß'],
    ['42nd', '4'],
    ['\u202eпривет', 'П'],
    ['𝒳 rays', '𝒳'],
    ['🔑', ''],
    ['\ud800', ''],
    ['', ''],
  ] as const) {
    assert.equal(initialOf(name), initial, name)
  }
})
