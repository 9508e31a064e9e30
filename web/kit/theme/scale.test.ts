import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { theme } from './theme.ts'

const ROOT = join(import.meta.dirname, '../../..')
const PAGES = 'server/src/http/pages/pages.css'

/** 28, 18, 14 and 12 px, as they are where nobody set another size in the browser. */
const SIZES = new Set(['1.75rem', '1.125rem', '0.875rem', '0.75rem', 'inherit'])

/** Sheets without what holds for fingers alone, where a field must not be smaller than a phone zooms in to. */
function sheets(): readonly (readonly [string, string])[] {
  const found = readdirSync(join(ROOT, 'web'), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.css') && !/(?:^|\/)(?:node_modules|dist)\//.test(path))
    .map(path => `web/${path}`)
  return [...found, PAGES].map(path => [
    path,
    readFileSync(join(ROOT, path), 'utf8').replace(/@media \(pointer: coarse\) \{[^}]*\}\s*\}/g, ''),
  ])
}

test('text has one of four sizes, on every page', () => {
  const others = sheets().flatMap(([path, text]) =>
    [...text.matchAll(/font-size:\s*([^;]+);|font:\s*([\d.]+\w+)/g)]
      .map(([, size = '', short = '']) => size + short)
      .filter(size => !SIZES.has(size))
      .map(size => `${path}: ${size}`),
  )
  assert.deepEqual(others, [])
  const own = Object.values(theme.fontSizes ?? {})
  assert.ok(own.length > 0 && own.every(size => SIZES.has(String(size))), own.join(' '))
})

test('pages with and without a script are set in the same type', () => {
  const pages = readFileSync(join(ROOT, PAGES), 'utf8').replaceAll(/\s+/g, ' ')
  for (const family of [theme.fontFamily ?? 'none', theme.fontFamilyMonospace ?? 'none']) {
    assert.ok(pages.includes(`${family};`), family)
  }
})
