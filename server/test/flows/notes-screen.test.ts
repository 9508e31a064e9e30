import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const MARKDOWN =
  '# Who runs it\n\nThe **night shift**, see [the wiki](https://wiki.harbour.example/planner).\n\n- first `one`\n- then two\n\n> Agreed in spring.'
const HOSTILE =
  '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>\n\n[press](javascript:document.title=`owned`) [data](data:text/html,<script>alert(1)</script>)\n\n> - <svg onload=alert(1)>'

describe('notes on the page of an application', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  async function openNotes(userName: string) {
    const { page, context } = await signIn(screen, userName)
    await page.getByRole('link', { name: 'Shift Planner' }).click()
    await page.getByRole('tab', { name: 'Notes' }).click()
    await page.getByRole('heading', { name: 'Notes', exact: true }).waitFor()
    // The list is there, so that what comes to it can be told from what it held.
    await page.locator('.lk-notes-row').first().or(page.getByText('No notes yet')).waitFor()
    return { page, context }
  }

  async function write(page: Page, text: string): Promise<void> {
    const notes = page.getByRole('listitem').filter({ has: page.locator('.lk-notes-text') })
    const before = await notes.count()
    await page.getByLabel('New note').fill(text)
    await page.getByLabel('New note').press('Control+Enter')
    await notes.nth(before).waitFor()
  }

  test('the tab stands in the address, and brings the Markdown parser only when it is opened', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    const scripts: string[] = []
    page.on('request', request => scripts.push(new URL(request.url()).pathname))
    await page.getByRole('link', { name: 'Shift Planner' }).click()
    await page.getByRole('tab', { name: 'Notes' }).waitFor()
    await page.waitForLoadState('networkidle')
    const loaded = () => scripts.some(path => path.includes('/NotesTab-'))
    assert.equal(loaded(), false)
    await page.getByRole('tab', { name: 'Notes' }).click()
    await page.getByText('No notes yet').waitFor()
    assert.equal(loaded(), true)
    assert.equal(new URL(page.url()).searchParams.get('tab'), 'notes')
    await context.close()
  })

  test('a note is written, shown as Markdown, edited and deleted, and the history tells', async () => {
    const { page, context } = await openNotes('manager@harbour.example')
    await write(page, MARKDOWN)
    const note = page.locator('.lk-notes-row').first()
    await note.getByRole('heading', { level: 3, name: 'Who runs it' }).waitFor()
    const link = note.getByRole('link', { name: 'the wiki' })
    assert.equal(await link.getAttribute('rel'), 'noopener noreferrer nofollow')
    assert.equal(await page.getByLabel('New note').inputValue(), '')
    await note.getByRole('button', { name: 'Edit the note' }).click()
    const box = page.getByLabel('Edit note')
    assert.equal(await box.evaluate(node => node.matches(':focus')), true)
    assert.equal(await box.inputValue(), MARKDOWN)
    await box.fill('The day shift.')
    await page.getByRole('button', { name: 'Save note' }).click()
    await note.getByText('edited').waitFor()
    await note.getByText('The day shift.').waitFor()
    assert.equal(await note.evaluate(node => node.matches(':focus')), true)
    await note.getByRole('button', { name: 'Delete the note' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete note' }).click()
    await page.getByText('No notes yet').waitFor()
    await page.getByRole('tab', { name: 'History' }).click()
    for (const words of ['deleted a note', 'edited a note', 'added a note']) {
      await page.getByText(words).first().waitFor()
    }
    await context.close()
  })

  test('HTML, scripts and links that run something are shown as they were typed, and do nothing', async () => {
    const { page, context } = await openNotes('manager@harbour.example')
    await write(page, HOSTILE)
    const text = page.locator('.lk-notes-text').first()
    assert.match(await text.innerText(), /<img src=x onerror=/)
    assert.match(await text.innerText(), /\[press\]\(javascript:/)
    assert.equal(await text.locator('img, script, svg, iframe, a').count(), 0)
    await text.getByText('[press]').click()
    assert.notEqual(await page.title(), 'owned')
    await context.close()
  })

  test('two people who edit one note see what the other made of it, and nothing is overwritten unseen', async () => {
    const one = await openNotes('manager@harbour.example')
    await write(one.page, 'Ask Kim.')
    const edit = async (page: Page, text: string) => {
      await page.getByRole('button', { name: 'Edit the note' }).first().click()
      await page.getByLabel('Edit note').fill(text)
    }
    await edit(one.page, 'Ask Kim or Lee.')
    const two = await openNotes('manager@harbour.example')
    await edit(two.page, 'Ask Ada.')
    await two.page.getByRole('button', { name: 'Save note' }).click()
    await two.page.getByLabel('Edit note').waitFor({ state: 'detached' })
    await one.page.getByLabel('Edit note').press('Control+Enter')
    await one.page.getByText('Ask Ada.').waitFor()
    await assertAccessible(one.page, 'a note that was changed meanwhile')
    assert.equal(await one.page.getByLabel('Edit note').inputValue(), 'Ask Kim or Lee.')
    await one.page.getByRole('button', { name: 'Replace it' }).click()
    await one.page.getByLabel('Edit note').waitFor({ state: 'detached' })
    await one.page.locator('.lk-notes-text').filter({ hasText: 'Ask Kim or Lee.' }).waitFor()
    await edit(one.page, 'Ask nobody.')
    await two.page.reload()
    await two.page.getByRole('button', { name: 'Delete the note' }).first().click()
    await two.page.getByRole('button', { name: 'Delete note', exact: true }).click()
    await two.page.getByRole('dialog').waitFor({ state: 'detached' })
    await one.page.getByRole('button', { name: 'Save note' }).click()
    await one.page.getByText('Somebody deleted this note').waitFor()
    await one.page.getByRole('button', { name: 'Add as a new note' }).click()
    await one.page.locator('.lk-notes-text').filter({ hasText: 'Ask nobody.' }).waitFor()
    await Promise.all([one.context.close(), two.context.close()])
  })

  test('what is typed outlives another tab; an empty note and one too long are told so at the box', async () => {
    const { page, context } = await openNotes('supervisor@harbour.example')
    await page.getByRole('button', { name: 'Add note' }).click()
    await page.getByText('Write something first.').waitFor()
    const box = page.getByLabel('New note')
    assert.equal(await box.evaluate(node => node.matches(':focus')), true)
    await box.fill('Half a thought')
    await page.getByRole('tab', { name: 'Secrets' }).click()
    await page.getByRole('tab', { name: 'Notes' }).click()
    assert.equal(await box.inputValue(), 'Half a thought')
    await box.fill('a'.repeat(10_001))
    await page.getByText('1 characters too many.').waitFor()
    await page.getByRole('button', { name: 'Add note' }).click()
    await page.getByText('A note may have at most 10,000 characters').waitFor()
    await context.close()
  })

  test('a supervisor changes their own notes alone', async () => {
    const { page, context } = await openNotes('supervisor@harbour.example')
    await page.locator('.lk-notes-row').first().waitFor()
    const theirs = page.locator('.lk-notes-row').filter({ hasText: 'manager@harbour.example' }).first()
    assert.equal(await theirs.getByRole('button').count(), 0)
    await write(page, 'Mine')
    const mine = page.locator('.lk-notes-row').filter({ hasText: 'Mine' })
    await mine.getByRole('button', { name: 'Edit the note' }).waitFor()
    await context.close()
  })

  test('axe finds nothing on notes of every form, in both themes and widths, also while one is edited', async () => {
    const { page, context } = await openNotes('manager@harbour.example')
    await write(page, `${MARKDOWN}\n\n\`\`\`\n${'long '.repeat(60)}\n\`\`\`\n\n${'x'.repeat(300)}`)
    for (const state of ['read', 'edited']) {
      if (state === 'edited') await page.getByRole('button', { name: 'Edit the note' }).first().click()
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 844 })
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          await assertAccessible(page, `notes ${state}, ${colorScheme}, ${width}`)
        }
        const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
        assert.ok(overflow <= 0, `notes ${state} are ${overflow} px too wide at ${width}`)
      }
    }
    await context.close()
  })
})
