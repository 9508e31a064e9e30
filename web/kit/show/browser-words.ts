import { say } from '../words/say.ts'

/** Products by a mark that only they leave; the first that is found counts, since most also claim to be the next. */
const PRODUCTS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|OPT|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Vivaldi)\//, 'Vivaldi'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
]

const SYSTEMS: readonly (readonly [RegExp, string, handheld: boolean])[] = [
  [/\biPhone\b/, 'iPhone', true],
  [/\biPad\b/, 'iPad', true],
  [/\bAndroid\b/, 'Android', true],
  [/\bWindows\b/, 'Windows', false],
  [/\bCrOS\b/, 'ChromeOS', false],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS', false],
  [/\bLinux\b|\bX11\b/, 'Linux', false],
]

type BrowserWords = {
  /** Such as "Firefox on Linux". */
  readonly name: string
  /** Whether it runs on something held in a hand. */
  readonly handheld: boolean
}

/**
 * What a person would call a browser. In: what it said of itself (RFC 9110 §10.1.5), which nobody vouches for.
 * Out: product and system, as far as they are known.
 */
export function browserWords(userAgent: string): BrowserWords {
  const product = PRODUCTS.find(([mark]) => mark.test(userAgent))?.[1]
  const system = SYSTEMS.find(([mark]) => mark.test(userAgent))
  const handheld = system?.[2] ?? false
  if (product === undefined && system === undefined) {
    const program = /^([A-Za-z][\w.-]{0,30})\//.exec(userAgent)?.[1]
    const known = program !== undefined && program !== 'Mozilla'
    return {
      name: known ? say('A program called {program}', { program }) : say('An unknown browser'),
      handheld,
    }
  }
  const browser = product ?? say('A browser')
  const name = system === undefined ? browser : say('{browser} on {system}', { browser, system: system[1] })
  return { name, handheld }
}
