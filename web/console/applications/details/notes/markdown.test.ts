import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { renderMarkdown } from './markdown.ts'
import { safeLink } from './safe-link.ts'

function shown(text: string): string {
  return renderToStaticMarkup(createElement('div', null, renderMarkdown(text)))
    .slice('<div>'.length, -'</div>'.length)
    .replaceAll(/<\/?span>/g, '')
}

/** Every tag with its attributes that the page would get. */
function tagsOf(html: string): string[] {
  return Array.from(html.matchAll(/<[^>]*>/g), ([tag]) => tag)
}

const TAG =
  /^<(\/?(p|h[3-6]|ul|ol|li|blockquote|em|strong|s|code|pre|a)|ol start="\d+"|br\/|hr\/|a href="(https?:\/\/|mailto:)[^"<>]*" target="_blank" rel="noopener noreferrer nofollow")>$/

/** Asserts that nothing but the few tags is there, whatever was written. */
function assertHarmless(text: string): void {
  for (const tag of tagsOf(shown(text))) assert.match(tag, TAG, JSON.stringify(text))
}

test('a note reads as it was meant', () => {
  for (const [text, html] of [
    ['Ask the **night shift** *first*.', '<p>Ask the <strong>night shift</strong> <em>first</em>.</p>'],
    ['# Who\n## What', '<h3>Who</h3><h4>What</h4>'],
    ['One\nTwo', '<p>One<br/>Two</p>'],
    ['- a\n- b\n  1. c', '<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>'],
    ['3. c\n4. d', '<ol start="3"><li>c</li><li>d</li></ol>'],
    ['> said', '<blockquote><p>said</p></blockquote>'],
    [
      '`a<b` and\n\n```js\nlet a = "<b>"\n```',
      '<p><code>a&lt;b</code> and</p><pre><code>let a = &quot;&lt;b&gt;&quot;\n</code></pre>',
    ],
    ['---', '<hr/>'],
    ['~~no~~', '<p><s>no</s></p>'],
    ['&lt;b&gt; &amp; \\*', '<p>&lt;b&gt; &amp; *</p>'],
    ['| a |\n| - |\n| b |', '<p>| a |<br/>| - |<br/>| b |</p>'],
  ] as const) {
    assert.equal(shown(text), html)
  }
})

describe('a link in a note', () => {
  const link = (href: string, words: string) =>
    `<p><a href="${href}" target="_blank" rel="noopener noreferrer nofollow">${words}</a></p>`

  test('leads by https, http and mailto, as it is written or bare', () => {
    assert.equal(shown('[wiki](https://wiki.example/a "t")'), link('https://wiki.example/a', 'wiki'))
    assert.equal(shown('http://wiki.example/b'), link('http://wiki.example/b', 'http://wiki.example/b'))
    assert.equal(
      shown('<mailto:kim@harbour.example>'),
      link('mailto:kim@harbour.example', 'mailto:kim@harbour.example'),
    )
    assert.equal(shown('kim@harbour.example'), link('mailto:kim@harbour.example', 'kim@harbour.example'))
    assert.equal(shown('[a][1]\n\n[1]: https://a.example'), link('https://a.example/', 'a'))
  })

  test('that leads by anything else is no link', () => {
    for (const address of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\tscript:alert(1)',
      '\u0001javascript:alert(1)',
      'javascript&colon;alert(1)',
      '&#106;avascript:alert(1)',
      '&#x6A&#x61;vascript:alert(1)',
      'javascript%3Aalert(1)',
      'vbscript:msgbox(1)',
      'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
      'data:image/png;base64,iVBORw0KGgo=',
      'blob:https://a.example/1',
      'file:///etc/passwd',
      'view-source:https://a.example',
      'ws://a.example',
      '//evil.example',
      '/admin',
      '../x',
      '#top',
      'https://harbour.example@evil.example/',
      'https:',
      '',
    ]) {
      assert.equal(safeLink(address), null, address)
      for (const text of [
        `[x](${address})`,
        `[x](<${address}>)`,
        `<${address}>`,
        `[x][1]\n\n[1]: <${address}>`,
        address,
      ]) {
        assertHarmless(text)
        // A whole address within it may be a link, to where it says.
        assert.doesNotMatch(shown(text), /href="(?!https:\/\/(a|harbour)\.example[/"])/, text)
      }
    }
  })

  test('holds no picture: what was one is a link to it', () => {
    const html = shown('![cat](https://evil.example/track.png)')
    assert.ok(!html.includes('<img'))
    assertHarmless('![x](javascript:alert(1)) ![x](data:image/svg+xml,<svg onload=alert(1)>)')
  })
})

describe('a hostile note', () => {
  const payloads = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<iframe srcdoc="<script>alert(1)</script>">',
    '<style>@import "https://evil.example"</style>',
    '<div style="position:fixed;inset:0">over all</div>',
    '<form action=https://evil.example><input name=password></form>',
    '<!-- --><script>alert(1)</script>',
    '<![CDATA[<script>]]>',
    '<?php echo 1 ?>',
    '```"><script>alert(1)</script>\nx\n```',
    '[<img src=x onerror=alert(1)>](https://a.example)',
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example/"onmouseover="alert(1))',
    "[x](https://a.example/'><script>alert(1)</script>)",
    '<https://a.example/"onclick="alert(1)>',
    '[a]: https://a.example "<script>"\n\n[a]',
    '**<b onclick=alert(1)>**',
    '`</code><script>alert(1)</script>`',
    '# </h3><script>alert(1)</script>',
    '> - 1. <script>alert(1)</script>',
    '[x](https://a.example)[y](javascript:alert(1))',
    '[![x](javascript:alert(1))](javascript:alert(2))',
    '[[x](https://a.example)](javascript:alert(1))',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '\u202e<script>',
    '__proto__ [constructor][__proto__]\n\n[__proto__]: https://a.example',
  ]
  for (const payload of payloads) {
    test(`shows ${JSON.stringify(payload)} as text`, () => {
      for (const text of [payload, `> ${payload}`, `- ${payload}`, `**${payload}**`, payload.repeat(3)]) {
        assertHarmless(text)
      }
    })
  }

  test('made of pieces of others, in any order, gives no other tag', () => {
    let seed = 20_261_128
    const chance = (below: number): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
      return seed % below
    }
    const pieces = [
      ...payloads.flatMap(payload => payload.split(/(?<=[\s<>()[\]"'`])/)),
      '\n',
      '\n\n',
      '> ',
      '- ',
      '    ',
    ]
    for (let round = 0; round < 2000; round++) {
      assertHarmless(
        Array.from({ length: 1 + chance(12) }, () => pieces[chance(pieces.length)] ?? '').join(''),
      )
    }
  })

  test('of the longest there can be is rendered soon, and not deeper than people nest', () => {
    const most = 10_000
    for (const piece of [
      '[',
      '[a](',
      '*a ',
      '*a_ ',
      '>',
      '> ',
      '- ',
      '![',
      'a@',
      'http://a',
      '**a',
      '<a ',
      '`',
      '&',
      '\\',
      '[a]: b\n',
    ]) {
      const text = piece.repeat(most / piece.length)
      const began = performance.now()
      const html = shown(text)
      assert.ok(performance.now() - began < 2000, `${piece} takes too long`)
      assert.ok(html.split('<blockquote>').length <= 22, piece)
    }
  })
})
