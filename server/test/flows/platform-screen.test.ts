import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { lookAround } from './look-around.ts'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const MANAGER = 'manager@harbour.example'
const OPERATOR = 'operator@latchkey.example'
const MEADOW = '4598765'

describe('the screens of operators', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('a business unit is found, stopped with a reason once its number is typed, and activated again', async () => {
    const path = '/platform/mail'
    const { page, context } = await signIn(screen, OPERATOR, { path, viewport: { width: 1280, height: 900 } })
    await page.getByRole('link', { name: 'Business units' }).click()
    await page.getByText('3 business units').waitFor()
    await lookAround(page, 'the list of business units')
    await page.getByLabel('Search by name or number').fill('nobody')
    await page.getByText('No business unit fits').waitFor()
    await page.getByLabel('Search by name or number').fill('mead')
    await page.getByText('1 business unit', { exact: true }).waitFor()
    assert.match(page.url(), /\?search=mead$/)
    await page.getByRole('link', { name: 'Meadow Clinics' }).click()
    await page.getByText('How much it has').waitFor()
    await lookAround(page, 'a business unit')

    await page.getByRole('button', { name: 'Deactivate this business unit' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('1 user cannot sign in').waitFor()
    await dialog.getByRole('button', { name: 'Deactivate' }).click()
    await dialog.getByText('Say why: other operators read it.').waitFor()
    await dialog.getByText(`Type ${MEADOW}, as it stands above.`).waitFor()
    await lookAround(page, 'the question')
    await dialog.getByLabel('Reason').fill('The contract ended.')
    await dialog.getByLabel(`To confirm, type its number: ${MEADOW}`).fill(MEADOW)
    await page.keyboard.press('Enter')
    await page.getByText('Because: The contract ended.').waitFor()
    await page.getByText('Deactivated', { exact: true }).waitFor()
    await assertAccessible(page, 'an inactive business unit')

    await page.getByRole('button', { name: 'Activate' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).click()
    await page.getByRole('button', { name: 'Deactivate this business unit' }).waitFor()
    await context.close()
  })

  test('the keys are rotated quietly, or at once after what that breaks was read and the place typed', async () => {
    const path = '/platform/signing-keys'
    const { page, context } = await signIn(screen, OPERATOR, { path, viewport: { width: 1280, height: 900 } })
    await page.getByText('Signs now').first().waitFor()
    await page.getByRole('button', { name: 'Rotate', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate', exact: true }).click()
    await page.getByText('Signs next').first().waitFor()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await lookAround(page, 'the signing keys')
    await page.getByRole('button', { name: 'Rotate at once' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('What this breaks:').waitFor()
    await dialog.getByRole('button', { name: 'Rotate at once' }).click()
    const place = new URL(screen.url).host
    await dialog.getByText(`Type ${place}, as it stands above.`).waitFor()
    await lookAround(page, 'the question of an emergency')
    await dialog.getByLabel('To confirm, type where this is').fill(place)
    await dialog.getByRole('button', { name: 'Rotate at once' }).click()
    await page.getByText('Retired').first().waitFor()
    assert.equal(await page.getByText('Signs next').count(), 0)
    await context.close()
  })

  test('nobody else finds them in the menu, and whoever goes there is told why not', async () => {
    const { page, context } = await signIn(screen, MANAGER, { path: '/platform/business-units' })
    await page.getByText('Only operators of the platform have it.').waitFor()
    assert.equal(await page.getByRole('link', { name: 'Business units' }).count(), 0)
    await page.goto(`${screen.url}/platform/signing-keys`)
    await page.getByText('Only operators of the platform have it.').waitFor()
    await context.close()
  })
})
