import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

describe('the face of the console', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('an application has the same key in the list, on its page and on the consent page', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Shift Planner' }) })
    const key = await row.getByRole('img', { name: /^Key / }).getAttribute('aria-label')
    assert.match(key ?? '', /^Key [1-4](-[1-4]){5}$/)
    await row.getByRole('img', { name: /RealTimeApi/ }).waitFor()
    await page.getByText('Scopes, from the first pin to the last:').waitFor()
    await assertAccessible(page, 'the list with keys and pins')
    await page.getByRole('link', { name: 'Shift Planner' }).click()
    await page.getByRole('heading', { name: 'Shift Planner' }).waitFor()
    assert.equal(
      await page.locator('main').getByRole('img', { name: /^Key / }).getAttribute('aria-label'),
      key,
    )
    await page.getByRole('button', { name: /^Test this redirect/ }).click()
    const address = await page.getByRole('link', { name: 'Open the test in a new tab' }).getAttribute('href')
    await page.goto(`${screen.url}${address}&prompt=consent`)
    await page.locator('#allow').waitFor()
    assert.equal(await page.locator('#key').getAttribute('aria-label'), key)
    await assertAccessible(page, 'the consent page with the key')
    await context.close()
  })

  test('after creating, the page waits for the first token, and turns when the secret was used', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example', {
      path: '/admin/account-settings/api-applications/new?name=Handed%20Over&vendor=Harbour&scopes=RealTimeApi',
    })
    await page.getByRole('button', { name: 'Create API Application' }).click()
    await page.getByRole('heading', { name: 'Waiting for the first token' }).waitFor()
    await assertAccessible(page, 'the handover that waits')
    const secret = await page.getByLabel('Client secret', { exact: true }).innerText()
    const id = /app_[0-9a-f]+/.exec(await page.locator('main').innerText())?.[0] ?? ''
    const form = {
      grant_type: 'client_credentials',
      client_id: id,
      client_secret: secret,
      scope: 'RealTimeApi',
    }
    const answer = await context.request.post(`${screen.url}/oauth2/token`, { form })
    assert.equal(answer.status(), 200, await answer.text())
    await page.getByRole('heading', { name: 'The secret works' }).waitFor({ timeout: 10_000 })
    await assertAccessible(page, 'the handover that turned')
    await context.close()
  })

  test('what a form is about to send is copied as a call of the API, with variables in place of secrets', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const copied = () => page.evaluate('navigator.clipboard.readText()')
    await page.getByRole('link', { name: 'Shift Planner' }).click()
    await page.getByRole('button', { name: 'Deactivate' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Copy as …' }).click()
    await page.getByRole('button', { name: 'Copy as API call' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Copied' }).waitFor()
    assert.match(String(await copied()), /^curl -sS -X POST '.*\/applications\/app_[0-9a-f]+\/deactivate'/)
    await assertAccessible(page, 'the question with a copied call')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await page.locator('#callbackUrls input').first().fill('https://planner.harbour.example/other')
    await page.getByRole('button', { name: 'Copy as …' }).click()
    await page.getByRole('button', { name: 'Copy as command line' }).waitFor()
    await assertAccessible(page, 'the ways to copy')
    await page.getByRole('button', { name: 'Copy as command line' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    const command = String(await copied())
    assert.match(
      command,
      /^npx latchkey call editApplication 'id=app_[0-9a-f]+' --if-match current --body - <<'JSON'\n/,
    )
    assert.match(command, /planner\.harbour\.example\/other/)
    await page.getByRole('button', { name: 'Copied' }).click()
    await page.getByRole('button', { name: 'Copy as API call' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    const patch = String(await copied())
    assert.match(patch, /-X PATCH/)
    assert.match(patch, /"If-Match: \$ETAG"/)
    assert.match(patch, /planner\.harbour\.example\/other/)
    await assertAccessible(page, 'the edit page with a copied call')
    await context.close()
  })

  for (const [width, beside] of [
    [1280, true],
    [1100, false],
    [390, false],
  ] as const) {
    test(`what one comes to know stands beside the tabs where there is room, else above them (${width} px)`, async () => {
      const { page, context } = await signIn(screen, 'manager@harbour.example', {
        viewport: { width, height: 900 },
      })
      await page.getByRole('link', { name: 'Shift Planner' }).click()
      const rail = page.getByRole('complementary', { name: 'At a glance' })
      await rail.getByText('Sign-ins that live now').waitFor()
      const [box, tabs] = [await rail.boundingBox(), await page.getByRole('tablist').boundingBox()]
      assert.ok(box !== null && tabs !== null)
      if (beside) assert.ok(box.x >= tabs.x + tabs.width, 'beside')
      else assert.ok(box.y + box.height <= tabs.y, 'above')
      const wide = Number(await page.evaluate('document.documentElement.scrollWidth'))
      assert.ok(wide <= width, `the page is ${wide} wide`)
      await rail.getByRole('link', { name: /works?$/ }).click()
      await page.waitForURL(/tab=secrets/)
      await rail.getByText('Owners').waitFor()
      await assertAccessible(page, `an application at ${width}`)
      await context.close()
    })
  }
})
