import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { SAMPLE_EXTERNAL_ID } from '@latchkey/contract/catalogue/catalogue.ts'
import { at, parseJson } from '../support/wire/answer.ts'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'
const MANAGER = 'manager@harbour.example'
const SCHEDULER = 'app_01934f6a5b7c7000800000000000a002'

describe('external applications in the console', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('are tiles that say who made them and why they ask, and one is let in with less', async () => {
    const { page, context } = await signIn(screen, MANAGER, { path: `${LIST}/new` })
    await page.getByRole('radio', { name: 'Authorize External Application' }).check()
    await page.getByText('Verified vendor').first().waitFor()
    await page.getByText('Used by no business unit yet').first().waitFor()
    for (const [width, colorScheme] of [
      [1280, 'light'],
      [390, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      await assertAccessible(page, `the catalogue at ${width}, ${colorScheme}`)
    }
    await page.getByLabel('Search the catalogue').fill('scheduler')
    await page.getByRole('radio', { name: 'Wallboard' }).waitFor({ state: 'detached' })
    await page.getByRole('radio', { name: 'Callback Scheduler' }).check()
    await page.getByText('in the words of Northwind Software').waitFor()
    assert.ok(await page.getByRole('checkbox', { name: 'PatronApi' }).isDisabled())
    await page.getByRole('checkbox', { name: 'ReportingApi' }).uncheck()
    await page.getByRole('button', { name: 'Create API Application' }).click()
    await page.getByRole('heading', { level: 1, name: 'Callback Scheduler' }).waitFor()
    const made = await context.request.get(`${screen.url}/api/v1/applications/${SCHEDULER}`)
    assert.deepEqual(at(parseJson(await made.text()), 'scopes'), ['PatronApi'])
    await context.close()
  })

  test('a version that asks for more says so on details, and keeps what it had until somebody accepts', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.waitForURL(`**${LIST}`)
    const path = `${screen.url}/api/v1/applications/${SAMPLE_EXTERNAL_ID}`
    await context.request.post(`${screen.url}/api/v1/authorizations`, {
      headers: { origin: screen.url },
      data: { applicationId: SAMPLE_EXTERNAL_ID },
    })
    const operator = await signIn(screen, 'operator@latchkey.example')
    await operator.page.waitForURL(`**${LIST}`)
    const published = await operator.context.request.patch(
      `${screen.url}/api/v1/catalogue/${SAMPLE_EXTERNAL_ID}`,
      {
        headers: { origin: screen.url, 'if-match': '"1"' },
        data: { scopes: ['RealTimeApi', 'ReportingApi'], scopeReason: 'It compares today with last week.' },
      },
    )
    assert.equal(published.status(), 200, await published.text())
    await operator.context.close()
    await page.goto(`${screen.url}${LIST}/${SAMPLE_EXTERNAL_ID}`)
    const notice = page.getByRole('region', { name: 'A new version of Wallboard asks for more' })
    await notice.getByText('It compares today with last week.').waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await assertAccessible(page, `a new version, ${colorScheme}`)
    }
    const before = parseJson(await (await context.request.get(path)).text())
    assert.deepEqual(at(before, 'scopes'), ['RealTimeApi'])
    await notice.getByRole('button', { name: 'Accept' }).click()
    await notice.waitFor({ state: 'detached' })
    const after = parseJson(await (await context.request.get(path)).text())
    assert.deepEqual(at(after, 'scopes'), ['RealTimeApi', 'ReportingApi'])
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByText('accepted what a new version asks for').waitFor()
    await context.close()
  })

  test('whoever may only view sees the question and no button', async () => {
    const operator = await signIn(screen, 'operator@latchkey.example')
    await operator.page.waitForURL(`**${LIST}`)
    const entry = await operator.context.request.get(`${screen.url}/api/v1/catalogue/${SAMPLE_EXTERNAL_ID}`)
    const version = String(at(parseJson(await entry.text()), 'version'))
    await operator.context.request.patch(`${screen.url}/api/v1/catalogue/${SAMPLE_EXTERNAL_ID}`, {
      headers: { origin: screen.url, 'if-match': `"${version}"` },
      data: { scopes: ['RealTimeApi', 'ReportingApi', 'CustomApi'] },
    })
    await operator.context.close()
    const { page, context } = await signIn(screen, 'supervisor@harbour.example')
    await page.waitForURL(`**${LIST}`)
    await page.goto(`${screen.url}${LIST}/${SAMPLE_EXTERNAL_ID}`)
    await page.getByText('Whoever may edit API applications decides.').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Accept' }).count(), 0)
    await context.close()
  })
})
