import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openScreen, signIn } from './screen.ts'

const dist = join(import.meta.dirname, '../../../web/dist')

/** What the first page of the console may weigh, compressed, in bytes. Raise it only for what that page needs. */
const BAR = { script: 196_000, styles: 17_000 } as const

/** The built files that a browser loads for every page: named by the HTML, or imported by those. */
function filesOfEveryPage(): ReadonlySet<string> {
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  return withImports([...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file = '']) => file))
}

/** The same with a page that comes when it is asked for. In: how its files begin. */
function filesWith(begins: RegExp): ReadonlySet<string> {
  const named = readdirSync(join(dist, 'assets')).filter(
    file => begins.test(file) && /\.(?:js|css)$/.test(file),
  )
  assert.equal(named.length, 2, named.join(' '))
  return new Set([...filesOfEveryPage(), ...withImports(named.map(file => `assets/${file}`))])
}

const filesOfFirstPage = () => filesWith(/^(?:HomePage-.*\.js|home-.*\.css)$/)
const filesOfList = () => filesWith(/^(?:ListPage-.*\.js|list-.*\.css)$/)

function withImports(files: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  const add = (file: string): void => {
    if (found.has(file)) return
    found.add(file)
    if (!file.endsWith('.js')) return
    const code = readFileSync(join(dist, file), 'utf8')
    // A dynamic `import("…")` has a bracket and is loaded later.
    for (const [, name = ''] of code.matchAll(/\b(?:from|import)\s*"\.\/([^"]+)"/g)) add(`assets/${name}`)
  }
  for (const file of files) add(file)
  return found
}

function compressedSize(file: string): number {
  const packed = join(dist, `${file}.br`)
  return statSync(existsSync(packed) ? packed : join(dist, file)).size
}

function weigh(all: ReadonlySet<string>, ending: string): { readonly total: number; readonly list: string } {
  const files = [...all].filter(file => file.endsWith(ending))
  const sizes = files.map(file => ({ file, size: compressedSize(file) })).sort((a, b) => b.size - a.size)
  return {
    total: sizes.reduce((sum, { size }) => sum + size, 0),
    list: sizes.map(({ file, size }) => `${size} ${file}`).join('\n'),
  }
}

for (const [page, filesOf] of [
  ['the first page of the console', filesOfFirstPage],
  ['the list of applications', filesOfList],
] as const) {
  test(`the scripts of ${page} stay under their bar`, () => {
    const { total, list } = weigh(filesOf(), '.js')
    assert.ok(total > 60_000, `the graph is followed: ${list}`)
    assert.ok(total <= BAR.script, `${total} bytes of ${BAR.script}:\n${list}`)
  })

  test(`the styles of ${page} stay under their bar`, () => {
    const { total, list } = weigh(filesOf(), '.css')
    assert.ok(total > 5_000, `the sheet is found: ${list}`)
    assert.ok(total <= BAR.styles, `${total} bytes of ${BAR.styles}:\n${list}`)
  })
}

for (const { path, seen, asks, filesOf } of [
  {
    path: '/',
    seen: { role: 'heading', name: 'What needs you' },
    asks: ['alerts/count', 'me', 'needs'],
    filesOf: filesOfFirstPage,
  },
  {
    path: '/admin/account-settings/api-applications',
    seen: { role: 'link', name: 'Shift Planner' },
    asks: ['alerts/count', 'apis', 'applications', 'list-views', 'me'],
    filesOf: filesOfList,
  },
] as const) {
  test(`a browser loads those files for ${path}, each thing once, and no other`, async t => {
    const screen = await openScreen()
    t.after(() => screen.close())
    const { page, context } = await signIn(screen, 'manager@harbour.example', { path })
    await page.getByRole(seen.role, { name: seen.name }).first().waitFor()
    const paths: string[] = []
    const again = await context.newPage()
    again.on('request', request => paths.push(new URL(request.url()).pathname))
    await again.goto(page.url())
    await again.getByRole(seen.role, { name: seen.name }).first().waitFor()
    await again.waitForLoadState('networkidle')
    const files = paths.filter(each => each.startsWith('/assets/')).map(each => each.slice(1))
    assert.deepEqual(files.toSorted(), [...filesOf()].toSorted())
    const answers = paths.filter(each => each.startsWith('/api/')).toSorted()
    const expected = asks.map(each => `/api/v1/${each}`)
    assert.deepEqual(answers, expected, 'who is signed in is asked once, ahead')
  })
}
