import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { assertAccessible, openScreen, PASSWORD, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'
const UNIT = '/admin/account-settings/business-unit'
const MANAGER = 'manager@harbour.example'

/** One form or dialog: how to fill it in, the button that sends it, and what must still stand in it afterwards. */
type Form = {
  readonly name: string
  readonly fill: (page: Page) => Promise<void>
  readonly button: (page: Page) => Locator
  readonly kept: (page: Page) => Promise<unknown>
  readonly expected: unknown
}

async function openPlanner(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'API Applications' }).first().click()
  await page.getByRole('link', { name: 'Shift Planner' }).click()
  await page.getByRole('heading', { level: 1, name: 'Shift Planner' }).waitFor()
}

/** Opens the page, and a part of it by the button that shows it. */
async function openPart(page: Page, path: string, button: string | null): Promise<void> {
  await page.goto(new URL(path, page.url()).href)
  if (button !== null) await page.getByRole('button', { name: button, exact: true }).click()
}

const FORMS: readonly Form[] = [
  {
    name: 'a new application',
    fill: async page => {
      await openPart(page, `${LIST}/new`, null)
      await page.getByLabel('Vendor Name').fill('Harbour Support')
      await page.getByLabel('Application Name').fill('Typed with care')
      await page.getByRole('checkbox', { name: 'RealTimeApi' }).check()
    },
    button: page => page.getByRole('button', { name: 'Create API Application' }),
    kept: page => page.getByLabel('Application Name').inputValue(),
    expected: 'Typed with care',
  },
  {
    name: 'an edit',
    fill: async page => {
      await openPlanner(page)
      await page.getByRole('link', { name: 'Edit', exact: true }).click()
      await page.getByRole('checkbox', { name: 'PatronApi' }).check()
    },
    button: page => page.getByRole('button', { name: 'Save changes' }),
    kept: page => page.getByRole('checkbox', { name: 'PatronApi' }).isChecked(),
    expected: true,
  },
  {
    name: 'a secret',
    fill: async page => {
      await openPlanner(page)
      await page.getByRole('tab', { name: 'Secrets' }).click()
      await page.getByRole('button', { name: 'Add secret' }).click()
      await page.getByRole('dialog').getByLabel('Label').fill('Report server')
    },
    button: page => page.getByRole('dialog').getByRole('button', { name: 'Add secret' }),
    kept: page => page.getByRole('dialog').getByLabel('Label').inputValue(),
    expected: 'Report server',
  },
  {
    name: 'a consent for everybody',
    fill: async page => {
      await openPlanner(page)
      await page.getByRole('button', { name: 'Consent for everybody' }).click()
      await page.getByRole('dialog').getByRole('checkbox', { name: 'openid' }).check()
    },
    button: page => page.getByRole('dialog').getByRole('button', { name: 'Consent for everybody' }),
    kept: page => page.getByRole('dialog').getByRole('checkbox', { name: 'openid' }).isChecked(),
    expected: true,
  },
  {
    name: 'a deactivation',
    fill: async page => {
      await openPlanner(page)
      await page.getByRole('button', { name: 'Deactivate', exact: true }).click()
    },
    button: page => page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }),
    kept: page => page.getByRole('dialog').count(),
    expected: 1,
  },
  {
    name: 'the limits of the business unit',
    fill: async page => {
      await openPart(page, UNIT, null)
      await page.getByLabel('Access token lifetime', { exact: true }).fill('30')
    },
    button: page => page.getByRole('button', { name: 'Save limits' }),
    kept: page => page.getByLabel('Access token lifetime', { exact: true }).inputValue(),
    expected: '30',
  },
  {
    name: 'contact data',
    fill: async page => {
      await openPart(page, '/account', 'Edit contact data')
      await page.getByLabel('Postal address').fill('1 Quay Street')
    },
    button: page => page.getByRole('button', { name: 'Save contact data' }),
    kept: page => page.getByLabel('Postal address').inputValue(),
    expected: '1 Quay Street',
  },
  {
    name: 'what a person says of themselves',
    fill: async page => {
      await openPart(page, '/account', 'Edit what you say of yourself')
      await page.getByLabel('Nickname').fill('Harry')
    },
    button: page => page.getByRole('button', { name: 'Save', exact: true }),
    kept: page => page.getByLabel('Nickname').inputValue(),
    expected: 'Harry',
  },
  {
    name: 'a password',
    fill: async page => {
      await openPart(page, '/account', 'Change password')
      await page.getByLabel('Current password', { exact: true }).fill(PASSWORD)
      await page.getByLabel('New password', { exact: true }).fill('four words of one kind')
    },
    button: page => page.getByRole('button', { name: 'Change password', exact: true }),
    kept: page => page.getByLabel('New password', { exact: true }).inputValue(),
    expected: 'four words of one kind',
  },
]

/** From now on what changes something fails: with a fault of the server, or without any answer. */
async function failWrites(page: Page, how: 'fault' | 'no connection'): Promise<void> {
  await page.unrouteAll()
  await page.route('**/api/v1/**', route => {
    if (route.request().method() === 'GET') return route.continue()
    return how === 'fault' ? route.fulfill({ status: 500, body: 'oops' }) : route.abort('connectionfailed')
  })
}

/** The message has the focus, is in view, and stands right above the button, which can be pressed again. */
async function assertToldBeside(page: Page, button: Locator, words: RegExp): Promise<void> {
  const alert = page.getByRole('alert').filter({ hasText: words })
  await alert.waitFor()
  assert.ok(
    await alert.evaluate(node => node.ownerDocument.activeElement?.contains(node) ?? false),
    'it has the focus',
  )
  assert.notEqual(await page.evaluate('document.activeElement.tagName'), 'BODY')
  assert.equal(await page.evaluate('document.activeElement.getAttribute("role")'), null, 'read once')
  assert.ok(await button.isEnabled(), 'the button can be pressed again')
  const [told, pressed] = [await alert.boundingBox(), await button.boundingBox()]
  assert.ok(told !== null && pressed !== null)
  const gap = pressed.y - (told.y + told.height)
  assert.ok(gap >= -4 && gap < 80, `the message ends ${gap} px above the button`)
  const height = page.viewportSize()?.height ?? 0
  assert.ok(told.y >= 0 && told.y + told.height <= height, 'it is in view')
  assert.ok(pressed.y + pressed.height <= height, 'and so is the button')
}

describe('what could not be saved', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  for (const form of FORMS) {
    test(`${form.name}: the reason stands beside the button, with the focus, and what was typed is kept`, async () => {
      const { page, context } = await signIn(screen, MANAGER, { viewport: { width: 1280, height: 700 } })
      await page.waitForURL('**/admin/**')
      await form.fill(page)
      for (const [how, words] of [
        ['fault', /status 500/],
        ['no connection', /cannot be reached/],
      ] as const) {
        await failWrites(page, how)
        await form.button(page).click()
        await assertToldBeside(page, form.button(page), words)
        assert.equal(await form.kept(page), form.expected)
      }
      await assertAccessible(page, `${form.name} that failed`)
      await context.close()
    })
  }

  test('on a phone too the reason stands in the save bar, in view', async () => {
    const { page, context } = await signIn(screen, MANAGER, { viewport: { width: 390, height: 844 } })
    await page.getByRole('link', { name: 'Shift Planner' }).click()
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await page.getByRole('checkbox', { name: 'PatronApi' }).check()
    await failWrites(page, 'fault')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await assertToldBeside(page, page.getByRole('button', { name: 'Undo changes' }), /status 500/)
    await context.close()
  })

  test('a registration token: the reason stands beside the button in its dialog', async () => {
    const { page, context } = await signIn(screen, MANAGER, {
      path: UNIT,
      viewport: { width: 1280, height: 700 },
    })
    await page.getByRole('switch', { name: 'Let programs register themselves' }).click()
    await page.getByRole('button', { name: 'Make token' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Label').fill('Build server')
    await failWrites(page, 'fault')
    // By the keyboard, since the button may stand below the fold.
    await dialog.getByLabel('Label').press('Enter')
    await assertToldBeside(page, dialog.getByRole('button', { name: 'Make token' }), /status 500/)
    assert.equal(await dialog.getByLabel('Label').inputValue(), 'Build server')
    await context.close()
  })

  test('limits that were saved leave the focus at their heading, since their button is gone', async () => {
    const { page, context } = await signIn(screen, MANAGER, { path: UNIT })
    await page.getByLabel('Access token lifetime', { exact: true }).fill('45')
    await page.getByLabel('Access token lifetime', { exact: true }).press('Enter')
    await page.getByText('The limits are saved.').waitFor()
    await page.getByRole('button', { name: 'Save limits' }).waitFor({ state: 'detached' })
    const heading = page.getByRole('heading', { name: 'How long tokens may live' })
    await page.locator('#limits:focus').waitFor()
    assert.ok(await heading.evaluate(node => node.matches(':focus')))
    await context.close()
  })

  test('a setting that is switched keeps the focus, and says beside it why it did not change', async () => {
    const { page, context } = await signIn(screen, MANAGER, { path: UNIT })
    const setting = page.getByLabel('After its successor was used it may come back')
    await setting.focus()
    await setting.selectOption({ index: 0 })
    await page.getByText('Saved: when a refresh token may come back.').waitFor()
    assert.ok(await setting.evaluate(node => node.matches(':focus')))
    await failWrites(page, 'no connection')
    await setting.selectOption({ index: 1 })
    const alert = page.getByRole('alert').filter({ hasText: 'cannot be reached' })
    await alert.waitFor()
    assert.ok(await alert.evaluate(node => node.ownerDocument.activeElement?.contains(node) ?? false))
    await context.close()
  })

  test('a session that has ended loses nothing typed: signed in again in another tab, it is saved', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.waitForURL(`**${LIST}`)
    for (const form of FORMS.filter(({ name }) => ['a new application', 'an edit'].includes(name))) {
      await form.fill(page)
      await page.evaluate('window.notLoadedAnew = true')
      await context.clearCookies()
      await form.button(page).click()
      const beside = form.button(page)
      await assertToldBeside(page, beside, /Your session has ended/)
      await assertAccessible(page, `${form.name} after the session ended`)
      const [other] = await Promise.all([
        context.waitForEvent('page'),
        page.getByRole('link', { name: 'Sign in again in a new tab' }).click(),
      ])
      await other.getByLabel('User name').fill(MANAGER)
      await other.getByLabel('Password').fill(PASSWORD)
      await other.getByRole('button', { name: 'Sign in' }).click()
      await other.getByRole('heading', { level: 1, name: 'You are signed in' }).waitFor()
      await assertAccessible(other, 'the page after signing in beside')
      await other.close()
      await page.bringToFront()
      assert.equal(await form.kept(page), form.expected)
      assert.equal(await page.evaluate('window.notLoadedAnew'), true)
      await form.button(page).click()
      if (form.name === 'an edit') {
        await page.getByRole('heading', { level: 1, name: 'Shift Planner', exact: true }).waitFor()
      } else {
        await page.getByRole('heading', { name: 'Typed with care is registered' }).waitFor()
        await page.getByLabel('I have saved it').check()
        await page.getByRole('button', { name: 'Go to the application' }).click()
      }
    }
    await context.close()
  })

  test('a read in the background that finds the session ended does not load a half-typed form anew', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.waitForURL(`**${LIST}`)
    await page.goto(`${screen.url}${LIST}/new`)
    await page.getByLabel('Vendor Name').fill('Half typed')
    await page.evaluate('window.notLoadedAnew = true')
    await context.clearCookies()
    await page.getByRole('radio', { name: 'Authorize External Application' }).check()
    await page.getByRole('link', { name: 'Sign in again in a new tab' }).waitFor()
    assert.equal(await page.evaluate('window.notLoadedAnew'), true)
    await page.getByRole('radio', { name: 'Register Internal Application' }).check()
    assert.equal(await page.getByLabel('Vendor Name').inputValue(), 'Half typed')
    await context.close()
  })

  test('the faults of a form are counted in an alert within what has the focus, each label said once', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.getByRole('link', { name: 'Create New' }).click()
    await page.getByRole('button', { name: 'Create API Application' }).click()
    const alert = page.getByRole('alert').filter({ hasText: 'need attention' })
    await alert.waitFor()
    assert.ok(await alert.evaluate(node => node.parentElement?.matches(':focus') ?? false))
    assert.match(await alert.innerText(), /^Vendor Name is required\.$/m)
    await page.getByLabel('Vendor Name').fill('Harbour Support')
    await page.getByText('2 fields need attention').waitFor()
    await context.close()
  })

  test('Enter in a row of URLs goes on to the next row and does not send the form', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.getByRole('link', { name: 'Create New' }).click()
    const row = (number: number) => page.getByLabel(`Authorized callback URL ${number}`, { exact: true })
    await page.getByRole('radio', { name: 'Web application with a server' }).check()
    await row(1).fill('https://a.example/callback')
    await row(1).press('Enter')
    await row(2).waitFor()
    assert.ok(await row(2).evaluate(node => node.matches(':focus')), 'a row was added and has the focus')
    await page.keyboard.press('Enter')
    assert.equal(await row(3).count(), 0, 'an empty row asks for no other')
    await page.keyboard.type('https://b.example/callback')
    await row(1).press('Enter')
    assert.ok(await row(2).evaluate(node => node.matches(':focus')), 'the next row has the focus')
    assert.equal(await page.getByText('need attention').count(), 0, 'nothing was sent')
    assert.equal(new URL(page.url()).pathname, `${LIST}/new`)
    await page.getByLabel('Application Name').press('Enter')
    await page.getByText('fields need attention').waitFor()
    await context.close()
  })

  test('Enter does not send an edit from its rows of URLs either', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.getByRole('link', { name: 'Agent Desktop' }).click()
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    const row = page.getByLabel('Post-logout URL 1', { exact: true })
    await row.fill('https://desktop.harbour.example/out')
    await row.press('Enter')
    assert.ok(await page.getByLabel('Post-logout URL 2', { exact: true }).evaluate(n => n.matches(':focus')))
    await page.getByRole('button', { name: 'Save changes' }).waitFor()
    await context.close()
  })
})
