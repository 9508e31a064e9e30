import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { listAt, parseJson, textAt } from '../support/wire/answer.ts'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'
const MANAGER = 'manager@harbour.example'
const A = 'https://a.example/callback'
const B = 'https://b.example/callback'
const C = 'https://c.example/callback'

type Editing = { readonly page: Page; readonly context: BrowserContext; readonly id: string }

describe('two people who edit the same application', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  /** Registers an application and opens its edit form. */
  async function edit(name: string): Promise<Editing> {
    const { page, context } = await signIn(screen, MANAGER)
    await page.waitForURL(`**${LIST}`)
    const made = await context.request.post(`${screen.url}/api/v1/applications`, {
      headers: { origin: screen.url },
      data: { vendorName: 'Walks', name, scopes: ['RealTimeApi'], callbackUrls: [A] },
    })
    const id = textAt(parseJson(await made.text()), 'application', 'id')
    await page.goto(`${screen.url}${LIST}/${id}/edit`)
    await page.getByRole('heading', { level: 1, name: `Edit ${name}` }).waitFor()
    await page.getByRole('checkbox', { name: 'RealTimeApi' }).waitFor()
    return { page, context, id }
  }

  async function read({ context, id }: Editing): Promise<{ etag: string; body: unknown }> {
    const answer = await context.request.get(`${screen.url}/api/v1/applications/${id}`)
    return { etag: answer.headers()['etag'] ?? '', body: parseJson(await answer.text()) }
  }

  /** What somebody else saves meanwhile. */
  async function saveElsewhere(editing: Editing, data: object): Promise<void> {
    const answer = await editing.context.request.patch(`${screen.url}/api/v1/applications/${editing.id}`, {
      headers: { origin: screen.url, 'if-match': (await read(editing)).etag },
      data,
    })
    assert.equal(answer.status(), 200, await answer.text())
  }

  test('in different fields keep both edits with one more press, and are told of each other', async () => {
    const editing = await edit('Different Fields')
    const { page, context } = editing
    await page.getByRole('switch', { name: 'Replace a refresh token each time it is used' }).click()
    await page.getByLabel('Access token lifetime', { exact: true }).fill('10')
    await saveElsewhere(editing, { scopes: ['RealTimeApi', 'PatronApi'] })
    await page.getByRole('button', { name: 'Save changes' }).click()
    const dialog = page.getByRole('dialog', { name: 'Different Fields was changed while you were editing' })
    await dialog.getByText('both can stand').waitFor()
    const theirs = dialog.getByRole('region', { name: 'Changed by somebody else alone' })
    assert.match(await theirs.innerText(), /API Scopes[\s\S]*\+[\s\S]*PatronApi[\s\S]*RealTimeApi/)
    const own = dialog.getByRole('region', { name: 'Changed by you alone' })
    assert.match(await own.innerText(), /10 minutes/)
    await assertAccessible(page, 'two edits of different fields')
    const save = dialog.getByRole('button', { name: 'Save both' })
    assert.ok(await save.evaluate(node => node.matches(':focus')), 'one press is enough')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Different Fields', exact: true }).waitFor()
    const { body } = await read(editing)
    assert.deepEqual(listAt(body, 'scopes'), ['RealTimeApi', 'PatronApi'])
    assert.deepEqual(
      [
        JSON.stringify(body).includes('"accessToken":600'),
        JSON.stringify(body).includes('"rotateRefreshTokens":true'),
      ],
      [true, true],
    )
    await context.close()
  })

  test('in the same list may keep what both added and took away, marked by + and −', async () => {
    const editing = await edit('Same List')
    const { page, context } = editing
    await page.getByLabel('Authorized callback URL 1', { exact: true }).fill(B)
    await page.getByRole('checkbox', { name: 'CustomApi' }).check()
    await saveElsewhere(editing, { callbackUrls: [A, C], scopes: ['RealTimeApi', 'PatronApi'] })
    await page.getByRole('button', { name: 'Save changes' }).click()
    const dialog = page.getByRole('dialog')
    const urls = dialog.getByRole('group', { name: 'Authorized Callback URLs' })
    assert.ok(await urls.getByRole('radio', { name: 'Both changes together' }).isChecked())
    const lines = async (side: string): Promise<string> => {
      const described = await urls.getByRole('radio', { name: side }).getAttribute('aria-describedby')
      return (await page.locator(`#${described?.split(' ').at(-1)}`).innerText()).replace(/\s+/g, ' ').trim()
    }
    assert.equal(await lines('Theirs'), `${A} + added: ${C}`)
    assert.equal(await lines('Yours'), `+ added: ${B} − removed: ${A}`)
    assert.equal(await lines('Both'), `+ added: ${C} + added: ${B} − removed: ${A}`)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await assertAccessible(page, `two edits of the same lists, ${colorScheme}`)
    }
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 })
      const [ways, whole] = [await urls.locator('.lk-sides').boundingBox(), await dialog.boundingBox()]
      assert.ok(
        ways !== null && whole !== null && ways.width > whole.width - 64 && ways.height < 500,
        `at ${width}`,
      )
    }
    await dialog.getByRole('group', { name: 'API Scopes' }).getByRole('radio', { name: 'Yours' }).check()
    await dialog.getByRole('button', { name: 'Save what is chosen' }).click()
    await page.getByRole('heading', { level: 1, name: 'Same List', exact: true }).waitFor()
    const { body } = await read(editing)
    assert.deepEqual(listAt(body, 'callbackUrls'), [C, B])
    assert.deepEqual(listAt(body, 'scopes'), ['RealTimeApi', 'CustomApi'])
    await context.close()
  })

  test('are asked again when a third one saved in between, and a failure keeps what was chosen', async () => {
    const editing = await edit('Three People')
    const { page, context } = editing
    await page.getByLabel('Access token lifetime', { exact: true }).fill('10')
    await saveElsewhere(editing, { lifetimes: { accessToken: 1200 } })
    await page.getByRole('button', { name: 'Save changes' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Save what is chosen' }).click()
    await dialog.getByText('Choose one of them.').waitFor()
    assert.ok(
      await dialog.getByRole('radio', { name: 'Theirs' }).evaluate(node => node.matches(':focus')),
      'the focus is where a choice is missing',
    )
    await dialog.getByRole('radio', { name: 'Yours' }).check()
    await saveElsewhere(editing, { rotateRefreshTokens: true })
    await dialog.getByRole('button', { name: 'Save what is chosen' }).click()
    await dialog.getByText('both can stand').waitFor()
    await page.route('**/api/v1/applications/*', route => route.fulfill({ status: 500, body: 'oops' }))
    await dialog.getByRole('button', { name: 'Save both' }).click()
    await page.getByRole('alert').filter({ hasText: 'status 500' }).waitFor()
    await page.unrouteAll()
    assert.equal(await page.getByLabel('Access token lifetime', { exact: true }).inputValue(), '10')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByRole('heading', { level: 1, name: 'Three People', exact: true }).waitFor()
    const text = JSON.stringify((await read(editing)).body)
    assert.ok(text.includes('"accessToken":600') && text.includes('"rotateRefreshTokens":true'), text)
    await context.close()
  })

  test('can give up the own edit and go on from what stands now', async () => {
    const editing = await edit('Given Up')
    const { page, context } = editing
    await page.getByRole('checkbox', { name: 'CustomApi' }).check()
    await saveElsewhere(editing, { scopes: ['RealTimeApi', 'PatronApi'] })
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Discard my changes' }).click()
    await page.getByRole('button', { name: 'Save changes' }).waitFor({ state: 'detached' })
    assert.ok(await page.getByRole('checkbox', { name: 'PatronApi' }).isChecked())
    assert.equal(await page.getByRole('checkbox', { name: 'CustomApi' }).isChecked(), false)
    await context.close()
  })
})
