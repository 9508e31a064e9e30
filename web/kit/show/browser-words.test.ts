import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browserWords } from './browser-words.ts'

const MOZILLA = 'Mozilla/5.0'
const WEBKIT = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'
const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0'

const KNOWN: readonly (readonly [userAgent: string, name: string, handheld?: true])[] = [
  [`${MOZILLA} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0`, 'Firefox on Linux'],
  [`${MOZILLA} (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36`, 'Chrome on Windows'],
  [`${MOZILLA} (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/140.0.0.0`, 'Edge on Windows'],
  [`${MOZILLA} (X11; CrOS x86_64 14541.0.0) ${CHROME} Safari/537.36`, 'Chrome on ChromeOS'],
  [`${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) ${CHROME} Safari/537.36 OPR/120.0.0.0`, 'Opera on macOS'],
  [
    `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Version/18.5 Safari/605.1.15`,
    'Safari on macOS',
  ],
  [
    `${MOZILLA} (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${WEBKIT} Version/18.5 Mobile/15E148 Safari/604.1`,
    'Safari on iPhone',
    true,
  ],
  [
    `${MOZILLA} (iPad; CPU OS 18_5 like Mac OS X) ${WEBKIT} CriOS/140.0.0.0 Mobile/15E148 Safari/604.1`,
    'Chrome on iPad',
    true,
  ],
  [
    `${MOZILLA} (Linux; Android 16; SM-S931B) ${CHROME.replace('Chrome', 'SamsungBrowser/28.0 Chrome')} Mobile Safari/537.36`,
    'Samsung Internet on Android',
    true,
  ],
  [`${MOZILLA} (Android 16; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0`, 'Firefox on Android', true],
  [
    `${MOZILLA} (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/140.0.0.0 Safari/537.36`,
    'Chrome on Linux',
  ],
  [`${MOZILLA} (Windows NT 10.0)`, 'A browser on Windows'],
  ['Firefox/140.0', 'Firefox'],
  ['curl/8.15.0', 'A program called curl'],
  ['node', 'An unknown browser'],
  [MOZILLA, 'An unknown browser'],
  ['', 'An unknown browser'],
  ['?'.repeat(300), 'An unknown browser'],
]

for (const [userAgent, name, handheld = false] of KNOWN) {
  test(`${userAgent.slice(0, 120) || 'no user agent'} is ${name}`, () => {
    assert.deepEqual(browserWords(userAgent), { name, handheld })
  })
}
