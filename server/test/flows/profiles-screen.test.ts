import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const PROFILES = '/admin/account-settings/security-profiles'
const MANAGER = 'manager@harbour.example'

/** Looks at a page in both themes, and at the width of a phone. */
async function lookAt(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))')
    await assertAccessible(page, `${what}, ${colorScheme}`)
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await assertAccessible(page, `${what}, on a phone`)
  const wide = Number(await page.evaluate('document.documentElement.scrollWidth'))
  assert.ok(wide <= 390, `${what} is ${wide} wide`)
  await page.setViewportSize({ width: 1280, height: 844 })
}

describe('security profiles on screen', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('one is copied, given to somebody, and changed after what that would take was said', async () => {
    const { page, context } = await signIn(screen, MANAGER, {
      path: PROFILES,
      viewport: { width: 1280, height: 844 },
    })
    await page.getByRole('link', { name: 'Agent', exact: true }).waitFor()
    await lookAt(page, 'the list')
    await page.getByRole('link', { name: 'Agent', exact: true }).click()
    await page.getByText('Every business unit has it, and nobody can change it.').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Delete' }).count(), 0)
    await page.getByRole('link', { name: 'Copy' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Agent')
    const users = page.getByRole('group', { name: 'Users', exact: true })
    await users.getByLabel('View').check()
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByText('1 field needs attention').waitFor()
    await lookAt(page, 'the form with a fault')
    await page.getByLabel('Name', { exact: true }).fill('Night desk')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('heading', { name: 'Night desk', level: 1 }).waitFor()
    await lookAt(page, 'a profile')

    await page.getByRole('link', { name: 'Users' }).first().click()
    await page.getByRole('button', { name: 'Change profile Harbour Agent' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Security profile' }).selectOption('Night desk')
    await dialog.getByText('1 person: nothing is taken away, 1 is added').waitFor()
    await lookAt(page, 'a user gets another profile')
    await dialog.getByRole('button', { name: 'Change profile' }).click()
    await page.getByText('Harbour Agent has the security profile Night desk now.').waitFor()

    await page.goto(`${screen.url}${PROFILES}`)
    await page.getByRole('link', { name: 'Night desk' }).click()
    await page.getByLabel('RealTimeApi').uncheck()
    const bar = page.getByRole('region', { name: 'Unsaved changes' })
    await bar.getByText('1 person: 1 thing is taken away, nothing is added').click()
    await bar.getByText('API scope RealTimeApi').waitFor()
    await lookAt(page, 'what a change would take')
    await bar.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText('Night desk is saved.').waitFor()
    await page.getByRole('tab', { name: 'Who has it' }).click()
    await page.getByText('agent@harbour.example').waitFor()
    await lookAt(page, 'who has it')
    await page.getByRole('tab', { name: 'Versions' }).click()
    await page.getByText('Version 2').waitFor()
    await lookAt(page, 'the versions')
    await page.getByRole('button', { name: 'Go back to this version 1' }).click()
    await dialog.getByText('1 person: nothing is taken away, 1 is added').waitFor()
    await dialog.getByRole('button', { name: 'Go back', exact: true }).click()
    await page.getByText('Version 1 is back.').waitFor()
    await page.getByText('Version 3').waitFor()
    await page.getByRole('button', { name: 'Delete Night desk' }).click()
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await dialog.getByText('Users have this security profile').waitFor()
    await context.close()
  })

  test('what nobody can be left without is said before it is tried, and somebody who may see none is told so', async () => {
    const { page, context } = await signIn(screen, MANAGER, { path: `${PROFILES}/new?copyOf=manager` })
    await page.getByLabel('Name', { exact: true }).fill('Admins')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('heading', { name: 'Admins', level: 1 }).waitFor()
    const groups = page.getByRole('group', { name: 'API applications', exact: true })
    const rotate = groups.getByLabel('Rotate')
    assert.equal(await rotate.isDisabled(), true, 'it comes with editing')
    await groups.getByLabel('Edit').uncheck()
    assert.equal(await rotate.isDisabled(), false)
    await page.getByRole('button', { name: 'Undo changes' }).click()
    await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' })
    await context.close()
    const agent = await signIn(screen, 'supervisor@harbour.example', { path: PROFILES })
    await agent.page.getByText('does not let you view security profiles').waitFor()
    assert.equal(await agent.page.getByRole('link', { name: 'Security Profiles' }).count(), 0)
    await agent.context.close()
  })

  test('an application is given one of its own on its page, which stands on the page of the profile, and loses it', async () => {
    const list = '/admin/account-settings/api-applications'
    const { page, context } = await signIn(screen, MANAGER, {
      path: list,
      viewport: { width: 1280, height: 844 },
    })
    await page.getByRole('link', { name: 'Shift Planner' }).click()
    await page.getByRole('tab', { name: 'Access' }).click()
    const card = page.getByRole('region', { name: 'The management API, for itself' })
    await card.getByText('It has no security profile of its own').waitFor()
    await card.getByRole('button', { name: 'Give a security profile' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Security profile' }).selectOption('Supervisor')
    await dialog.getByText('API applications: View').waitFor()
    await lookAt(page, 'an application gets a profile')
    await dialog.getByRole('button', { name: 'Give the profile' }).click()
    await card.getByText('given by manager@harbour.example').waitFor()
    await lookAt(page, 'an application with a profile')
    await card.getByRole('link', { name: 'Supervisor' }).click()
    await page.getByRole('tab', { name: 'Who has it' }).click()
    await page.getByRole('link', { name: 'Shift Planner' }).click()
    await page.getByRole('tab', { name: 'Access' }).click()
    await card.getByRole('button', { name: 'Take away the security profile' }).click()
    await dialog.getByRole('button', { name: 'Take away' }).click()
    await card.getByText('It has no security profile of its own').waitFor()
    await context.close()
  })

  test('they speak German to who reads it', async () => {
    const { page, context } = await signIn(screen, MANAGER, { path: PROFILES, locale: 'de-DE' })
    await page.getByRole('heading', { name: 'Sicherheitsprofile', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Supervisor', exact: true }).click()
    await page.getByText('Jeder Geschäftsbereich hat es').waitFor()
    await page.getByRole('group', { name: 'Benutzer', exact: true }).waitFor()
    await context.close()
  })
})
