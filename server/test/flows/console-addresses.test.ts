import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { openScreen, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'
const MANAGER = 'manager@harbour.example'

/** Registers an application as the person of this browser. */
async function register(screen: Screen, context: BrowserContext, name: string): Promise<void> {
  const answer = await context.request.post(`${screen.url}/api/v1/applications`, {
    headers: { origin: screen.url },
    data: { vendorName: 'Walks', name, scopes: ['RealTimeApi'] },
  })
  assert.equal(answer.status(), 201, await answer.text())
}

/** The names in the list as it stands. */
async function namesIn(page: Page): Promise<readonly string[]> {
  await page.waitForLoadState('networkidle')
  return page.getByRole('rowheader').getByRole('link').allInnerTexts()
}

describe('what stands in the address of the console', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
    const { page, context } = await signIn(screen, MANAGER)
    await page.waitForURL(`**${LIST}`)
    for (const name of ['Report 2026', 'Number 4512345', 'Always true', 'Half 0.50']) {
      await register(screen, context, name)
    }
    for (let count = 0; count < 30; count++) await register(screen, context, `Many ${count}`)
    await context.close()
  })
  after(() => screen.close())

  test('a search for what looks like a number or a truth value finds what holds it, and nothing else', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.waitForURL(`**${LIST}`)
    for (const [words, name] of [
      ['2026', 'Report 2026'],
      ['4512345', 'Number 4512345'],
      ['true', 'Always true'],
      ['0.50', 'Half 0.50'],
    ] as const) {
      await page.goto(`${screen.url}${LIST}?search=${words}`)
      await page.getByRole('link', { name, exact: true }).waitFor()
      assert.deepEqual(await namesIn(page), [name])
      assert.equal(await page.getByRole('searchbox').inputValue(), words)
      await page.goto(`${screen.url}${LIST}`)
      await page.getByRole('searchbox').fill(words)
      await page.waitForURL(`**${LIST}?search=${words}`)
      await page.getByRole('link', { name: 'Agent Desktop', exact: true }).waitFor({ state: 'detached' })
      assert.deepEqual(await namesIn(page), [name])
    }
    await page.goto(`${screen.url}${LIST}?search=null`)
    await page.getByText('No API application matches').waitFor()
    await context.close()
  })

  test('100 per page shows all of them, chosen on the page and read from the address', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.getByRole('link', { name: 'Agent Desktop' }).waitFor()
    assert.equal((await namesIn(page)).length, 25)
    await page.getByLabel('Rows per page').selectOption('100 per page')
    await page.waitForURL(`**${LIST}?limit=100`)
    await page.getByRole('link', { name: 'Speech Insights' }).waitFor()
    const all = await namesIn(page)
    assert.ok(all.length > 30, `${all.length} rows`)
    await page.reload()
    await page.getByRole('link', { name: 'Speech Insights' }).waitFor()
    assert.deepEqual(await namesIn(page), all)
    await context.close()
  })

  test('a tab of an application is read from the address', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.getByRole('link', { name: 'Agent Desktop' }).click()
    await page.getByRole('tab', { name: 'History' }).click()
    await page.waitForURL('**?tab=history')
    await page.reload()
    await page.getByRole('region', { name: 'Who changed what' }).waitFor()
    await context.close()
  })

  test('how many there are stands above the list, one as one', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    const count = page.getByRole('main').getByRole('status')
    await page.getByRole('link', { name: 'Agent Desktop' }).waitFor()
    assert.match(await count.innerText(), /^\d\d API applications$/)
    const [above, table] = [await count.boundingBox(), await page.getByRole('table').boundingBox()]
    assert.ok(above !== null && table !== null && above.y + above.height <= table.y)
    await page.goto(`${screen.url}${LIST}?search=2026`)
    await page.getByRole('link', { name: 'Report 2026' }).waitFor()
    assert.equal(await count.innerText(), '1 API application')
    await context.close()
  })

  test('the breadcrumb leads back to the list as it was, from every page below it and after a reload', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.waitForURL(`**${LIST}`)
    await page.goto(`${screen.url}${LIST}?search=Many&sort=-name`)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('26–30 of 30').waitFor()
    const place = new URL(page.url()).search
    await page.getByRole('link', { name: 'Many 0', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Many 0' }).waitFor()
    await page.reload()
    const crumbs = page.getByRole('navigation', { name: 'Breadcrumbs' })
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Edit Many 0' }).waitFor()
    await crumbs.getByRole('link', { name: 'API Applications' }).click()
    await page.getByText('26–30 of 30').waitFor()
    assert.equal(new URL(page.url()).search, place)
    await page.getByRole('button', { name: 'Previous' }).click()
    await page.getByText('1–25 of 30').waitFor()
    await page.getByRole('link', { name: 'Create New' }).click()
    await page.getByRole('link', { name: 'Cancel' }).click()
    await page.getByText('1–25 of 30').waitFor()
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'API Applications' })
      .click()
    await page.waitForURL(`**${LIST}`)
    await context.close()
  })

  test('an address that leads nowhere shows the same page, whatever it should have been', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.waitForURL(`**${LIST}`)
    const unknown = `${LIST}/app_00000000000000000000000000000000`
    for (const path of ['/admin/nowhere', unknown, `${unknown}/edit`]) {
      await page.goto(`${screen.url}${path}`)
      await page.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor()
      assert.match(await page.title(), /^Page not found/)
      await page.getByLabel('Find an API application').fill('2026')
      await page.getByRole('button', { name: 'Search' }).click()
      await page.getByRole('link', { name: 'Report 2026' }).waitFor()
    }
    await context.close()
  })

  for (const { locale, ago, exact } of [
    { locale: 'de-DE', ago: /^vor |^letzt|^gestern/, exact: /^\d{1,2}\. \p{L}+ \d{4}.* \d\d:\d\d:\d\d /u },
    { locale: 'fr-FR', ago: /ago|last|yesterday/, exact: /^\d{1,2} [A-Z][a-z]+ \d{4} at \d\d:\d\d:\d\d / },
  ]) {
    test(`a time is written in the language of the page, as a browser in ${locale} gets it`, async () => {
      const { page, context } = await signIn(screen, MANAGER, { locale })
      await page.getByRole('link', { name: 'Agent Desktop' }).waitFor()
      const time = page.getByRole('row', { name: /Agent Desktop/ }).locator('time')
      assert.match(await time.innerText(), ago)
      await time.hover()
      await page.getByRole('tooltip').waitFor()
      assert.match(await page.getByRole('tooltip').innerText(), exact)
      await context.close()
    })
  }

  test('buttons of a row have the letters of the buttons beside them', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.waitForURL(`**${LIST}`)
    await page.goto(`${screen.url}${LIST}?search=Shift`)
    await page.getByRole('link', { name: 'Shift Planner' }).click()
    await page.getByRole('tab', { name: 'Secrets' }).click()
    const size = (name: string) =>
      page
        .getByRole('button', { name })
        .first()
        .evaluate(node => {
          const { getComputedStyle } = node.ownerDocument.defaultView ?? assert.fail()
          return getComputedStyle(node).fontSize
        })
    assert.equal(await size('Revoke'), await size('Add secret'))
    await context.close()
  })
})

describe('where people land', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('an administrator lands on what needs them, an operator on the platform, everybody else on their account', async () => {
    const agent = await signIn(screen, 'agent@harbour.example', { path: '/' })
    await agent.page.waitForURL('**/account')
    await agent.page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor()
    await agent.page.goto(`${screen.url}/admin/account-settings/business-unit`)
    await agent.page.getByRole('link', { name: 'Latchkey, start page' }).click()
    await agent.page.waitForURL('**/account')
    await agent.context.close()
    const supervisor = await signIn(screen, 'supervisor@harbour.example', { path: '/' })
    await supervisor.page.getByRole('heading', { level: 1, name: 'What needs you' }).waitFor()
    await supervisor.context.close()
    const operator = await signIn(screen, 'operator@latchkey.example', { path: '/' })
    await operator.page.waitForURL(/\/platform\b/)
    await operator.context.close()
  })

  test('a refusal says who may, promises nothing that nobody can do, and leads on', async () => {
    const { page, context } = await signIn(screen, 'agent@harbour.example', { path: LIST })
    const main = page.getByRole('main')
    await main.getByText('Your security profile does not permit this').waitFor()
    const words = await main.innerText()
    assert.match(words, /Users of Harbour Support with the profile Manager have it/)
    assert.doesNotMatch(words, /grant/)
    await main.getByRole('link', { name: 'your account' }).click()
    await page.waitForURL('**/account')
    await page.goto(`${screen.url}/admin/account-settings/business-unit`)
    await main.getByText('with the profile Manager have').first().waitFor()
    assert.doesNotMatch(await main.innerText(), /grant it/)
    await context.close()
  })
})
