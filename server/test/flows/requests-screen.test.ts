import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'
const MANAGER = 'manager@harbour.example'
const OPERATOR = 'operator@latchkey.example'

describe('what is not in the catalogue', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('is asked for, reaches the operators, and the asker sees the answer', async () => {
    const asker = await signIn(screen, MANAGER, { path: `${LIST}/new` })
    await asker.page.getByRole('radio', { name: 'Authorize External Application' }).check()
    await asker.page.getByRole('link', { name: 'Ask the operators for it' }).click()
    await asker.page.getByRole('button', { name: 'Leave and keep the draft' }).click()
    await asker.page.getByText('has asked for nothing yet').waitFor()
    await asker.page.getByRole('button', { name: 'Ask the operators' }).click()
    await asker.page.getByText('3 fields need attention').waitFor()
    await asker.page.getByLabel('Application Name').fill('Quiet Dialler')
    await asker.page.getByLabel('Link').fill('https://dialler.example/')
    await asker.page.getByLabel('What is it needed for?').fill('<b>Night</b> shift')
    for (const colorScheme of ['light', 'dark'] as const) {
      await asker.page.emulateMedia({ colorScheme })
      await assertAccessible(asker.page, `asking, ${colorScheme}`)
    }
    await asker.page.getByRole('button', { name: 'Ask the operators' }).click()
    await asker.page.getByText('Waits for an answer').waitFor()
    await asker.page.getByText('<b>Night</b> shift').waitFor()
    assert.equal(await asker.page.getByLabel('Application Name').inputValue(), '')

    const operator = await signIn(screen, OPERATOR, { viewport: { width: 1280, height: 900 } })
    await operator.page.getByRole('link', { name: 'Requests' }).click()
    await operator.page.getByText('Harbour Support, 4512345').waitFor()
    await operator.page.getByRole('button', { name: 'Answer yes' }).click()
    await operator.page.getByText('Say why: the business unit reads it.').waitFor()
    await assertAccessible(operator.page, 'the inbox of operators')
    await operator.page
      .getByLabel('Answer to Harbour Support about Quiet Dialler')
      .fill('It comes in spring.')
    await operator.page.getByRole('button', { name: 'Answer no' }).click()
    await operator.page.getByText('Nothing here').waitFor()
    await operator.page.getByRole('tab', { name: 'Answered no' }).click()
    await operator.page.getByText('It comes in spring.').waitFor()
    await operator.context.close()

    await asker.page.reload()
    await asker.page.getByText('Answered: no').waitFor()
    await asker.page.getByText('It comes in spring.').waitFor()
    await asker.page.setViewportSize({ width: 390, height: 844 })
    await assertAccessible(asker.page, 'an answer on a phone')
    const wide = await asker.page.evaluate('document.documentElement.scrollWidth')
    assert.ok(Number(wide) <= 390, `the page is ${String(wide)} wide`)
    await asker.context.close()
  })

  test('is asked for by whoever may create, and answered by operators alone', async () => {
    const supervisor = await signIn(screen, 'supervisor@harbour.example', { path: `${LIST}/requests` })
    await supervisor.page.getByText('Whoever may create API applications can ask for one.').waitFor()
    assert.equal(await supervisor.page.getByRole('link', { name: 'Requests' }).count(), 0)
    await supervisor.context.close()
    const manager = await signIn(screen, MANAGER, { path: '/admin/platform/requests' })
    await manager.page.getByText('Only operators of the platform have it.').waitFor()
    await manager.context.close()
  })
})
