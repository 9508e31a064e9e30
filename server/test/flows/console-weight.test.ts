import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openScreen, signIn } from './screen.ts'

const dist = join(import.meta.dirname, '../../../web/dist')

/** What the first page of the console may weigh, compressed, in bytes. Raise it only for what that page needs. */
const BAR = { script: 196_000, styles: 17_000 } as const

/** The built files that a browser loads before the first page shows: named by the HTML, or imported by those. */
function filesOfFirstPage(): ReadonlySet<string> {
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const found = new Set<string>()
  const add = (file: string): void => {
    if (found.has(file)) return
    found.add(file)
    if (!file.endsWith('.js')) return
    const code = readFileSync(join(dist, file), 'utf8')
    // A dynamic `import("…")` has a bracket and is loaded later.
    for (const [, name = ''] of code.matchAll(/\b(?:from|import)\s*"\.\/([^"]+)"/g)) add(`assets/${name}`)
  }
  for (const [, file = ''] of html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)) add(file)
  return found
}

function compressedSize(file: string): number {
  const packed = join(dist, `${file}.br`)
  return statSync(existsSync(packed) ? packed : join(dist, file)).size
}

function weigh(ending: string): { readonly total: number; readonly list: string } {
  const files = [...filesOfFirstPage()].filter(file => file.endsWith(ending))
  const sizes = files.map(file => ({ file, size: compressedSize(file) })).sort((a, b) => b.size - a.size)
  return {
    total: sizes.reduce((sum, { size }) => sum + size, 0),
    list: sizes.map(({ file, size }) => `${size} ${file}`).join('\n'),
  }
}

test('the scripts of the first page of the console stay under their bar', () => {
  const { total, list } = weigh('.js')
  assert.ok(total > 60_000, `the graph is followed: ${list}`)
  assert.ok(total <= BAR.script, `${total} bytes of ${BAR.script}:\n${list}`)
})

test('the styles of the first page of the console stay under their bar', () => {
  const { total, list } = weigh('.css')
  assert.ok(total > 5_000, `the sheet is found: ${list}`)
  assert.ok(total <= BAR.styles, `${total} bytes of ${BAR.styles}:\n${list}`)
})

test('a browser loads those files for the first page, each thing once, and no other', async t => {
  const screen = await openScreen()
  t.after(() => screen.close())
  const { page, context } = await signIn(screen, 'manager@harbour.example')
  await page.getByRole('link', { name: 'Shift Planner' }).waitFor()
  const paths: string[] = []
  const again = await context.newPage()
  again.on('request', request => paths.push(new URL(request.url()).pathname))
  await again.goto(page.url())
  await again.getByRole('link', { name: 'Shift Planner' }).waitFor()
  await again.waitForLoadState('networkidle')
  const files = paths.filter(path => path.startsWith('/assets/')).map(path => path.slice(1))
  assert.deepEqual(files.toSorted(), [...filesOfFirstPage()].toSorted())
  const answers = paths.filter(path => path.startsWith('/api/')).toSorted()
  const expected = ['alerts/count', 'apis', 'applications', 'list-views', 'me'].map(each => `/api/v1/${each}`)
  assert.deepEqual(answers, expected, 'who is signed in is asked once, ahead')
})
