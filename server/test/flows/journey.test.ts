import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { openScreen, type Screen, signIn } from './screen.ts'

const run = promisify(execFile)
const LIST = '/admin/account-settings/api-applications'

/** Pastes a command into a shell, as a person would. Out: what it printed. */
async function paste(command: string): Promise<string> {
  const { stdout } = await run('sh', ['-c', command], { timeout: 20_000 })
  return stdout
}

async function textOf(page: Page, name: string): Promise<string> {
  return (await page.getByRole('region', { name }).innerText()).trim()
}

describe('an administrator', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('registers an application, and the shown command gets a token and calls an API', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    await page.waitForURL(`**${LIST}`)
    await page.getByRole('link', { name: 'Create New' }).click()
    await page.getByRole('radio', { name: 'Register Internal Application' }).check()
    await page.getByRole('radio', { name: 'Web application with a server' }).check()
    await page.getByText('More choices').click()
    await page.getByRole('checkbox', { name: 'Act for itself' }).check()
    await page.getByLabel('Vendor Name').fill('Harbour Support')
    await page.getByLabel('Application Name').fill('Evening Reports')
    await page.getByRole('checkbox', { name: 'RealTimeApi' }).check()
    await page.getByRole('checkbox', { name: 'PatronApi' }).check()
    for (const [index, url] of [
      'https://reports.harbour.example/callback',
      'http://localhost:9999/cb',
    ].entries()) {
      const row = page.getByLabel(`Authorized callback URL ${index + 1}`)
      if (!(await row.isVisible())) await page.getByRole('button', { name: 'Add callback URL' }).click()
      await row.fill(url)
    }
    await page.getByRole('button', { name: 'Create API Application' }).click()
    await page.getByRole('heading', { name: 'Evening Reports is registered' }).waitFor()
    const command = await textOf(page, 'Command to get a token')
    assert.match(command, /app_[0-9a-f]{32}:lks_[0-9A-Za-z]{49}/)

    const answer: unknown = JSON.parse(await paste(command))
    assert.ok(typeof answer === 'object' && answer !== null && 'resultSet' in answer, 'the API answered')

    // The same call of an API whose scope the token lacks is refused with a reason.
    const refused = await paste(command.replace('agents/states', 'agents/performance'))
    assert.match(refused, /insufficient_scope/)
    assert.match(refused, /ReportingApi/)

    await page.getByLabel('I have saved it').check()
    await page
      .getByRole('button', { name: 'Go to the application' })
      .or(page.getByRole('link', { name: 'Go to the application' }))
      .click()
    await page.getByRole('heading', { level: 1, name: 'Evening Reports', exact: true }).waitFor()
    assert.doesNotMatch(await page.content(), /lks_/, 'the secret is shown once')
    assert.match(await page.title(), /Evening Reports/)
    await context.close()
  })

  test('authorizes an external application by picking its name', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example', { path: `${LIST}/new` })
    await page.getByRole('radio', { name: 'Authorize External Application' }).check()
    await page.getByLabel('Search the catalogue').fill('Callback')
    await page.getByRole('radio', { name: 'Callback Scheduler' }).check()
    await page.getByRole('button', { name: 'Create API Application' }).click()
    await page.getByRole('heading', { level: 1, name: /Callback Scheduler/ }).waitFor()
    await page.goto(`${screen.url}${LIST}?type=external`)
    await page.getByRole('link', { name: 'Callback Scheduler' }).waitFor()
    assert.equal(
      await page.getByRole('link', { name: 'Shift Planner' }).count(),
      0,
      'the filter is in the address',
    )
    await context.close()
  })

  test('sees every fault of a form at once, beside its field, and keeps what was typed', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example', { path: `${LIST}/new` })
    await page.getByRole('radio', { name: 'Web application with a server' }).check()
    await page.getByLabel('Application Name').fill('Reports: evening')
    await page
      .getByLabel('Authorized callback URL 1')
      .fill('http://reports.example/cb')
      .catch(async () => {
        await page.getByRole('button', { name: 'Add callback URL' }).click()
        await page.getByLabel('Authorized callback URL 1').fill('http://reports.example/cb')
      })
    await page.getByRole('button', { name: 'Create API Application' }).click()
    const words = await page.getByRole('main').innerText()
    for (const fault of [/Vendor Name is required/, /colon/, /at least one API scope/i, /Use https/])
      assert.match(words, fault)
    assert.equal(await page.getByLabel('Application Name').inputValue(), 'Reports: evening')
    await context.close()
  })

  test('is told when somebody else changed the application meanwhile, and nothing is overwritten', async () => {
    const one = await signIn(screen, 'manager@harbour.example')
    await one.page.getByRole('link', { name: 'Shift Planner' }).click()
    await one.page.getByRole('heading', { level: 1, name: /Shift Planner/ }).waitFor()
    const path = new URL(one.page.url()).pathname
    const two = await signIn(screen, 'manager@harbour.example', { path: `${path}/edit` })
    await one.page.goto(`${screen.url}${path}/edit`)
    for (const [{ page }, scope] of [
      [one, 'PatronApi'],
      [two, 'CustomApi'],
    ] as const) {
      await page.getByRole('checkbox', { name: scope }).check()
    }
    await one.page.getByRole('button', { name: /^Save/ }).click()
    await one.page.waitForURL(`**${path}`)
    await two.page.getByRole('button', { name: /^Save/ }).click()
    await two.page.getByText('was changed while you were editing').first().waitFor()
    const answer = await two.context.request.get(
      `${screen.url}/api/v1/applications/${path.split('/').at(-1)}`,
    )
    const { scopes }: { scopes: string[] } = await answer.json()
    assert.ok(scopes.includes('PatronApi') && !scopes.includes('CustomApi'), 'the first edit stands')
    await one.context.close()
    await two.context.close()
  })

  test('reads why a request of an application was refused', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    await page.getByRole('link', { name: 'Shift Planner' }).click()
    await page.getByRole('heading', { level: 1, name: /Shift Planner/ }).waitFor()
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    const form = { grant_type: 'client_credentials', client_id: id, client_secret: 'not the secret' }
    const answer = await context.request.post(`${screen.url}/oauth2/token`, { form })
    assert.equal(answer.status(), 401)
    await page.getByRole('tab', { name: 'Activity' }).click()
    await page.locator('dd').getByText('client_secret_wrong').first().waitFor()
    assert.doesNotMatch(await page.content(), /not the secret/)
    await context.close()
  })

  test('deactivates an application: no more tokens, and the list says so', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    await page.getByRole('link', { name: 'Evening Reports' }).click()
    await page.getByRole('button', { name: 'Deactivate' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
    await page.getByText('Inactive').first().waitFor()
    await page.getByRole('button', { name: 'Activate' }).first().waitFor()
    await page.goto(`${screen.url}${LIST}?status=inactive`)
    await page.getByRole('link', { name: 'Evening Reports' }).waitFor()
    await context.close()
  })
})

describe('a user whose security profile does not permit it', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('an agent does not see the entry and is told why at its address', async () => {
    const { page, context } = await signIn(screen, 'agent@harbour.example', { path: LIST })
    await page
      .getByRole('main')
      .getByText(/permission/i)
      .first()
      .waitFor()
    assert.equal(
      await page.getByRole('navigation', { name: 'Main' }).getByText('API Applications').count(),
      0,
    )
    const status = await page.evaluate(async () => (await fetch('/api/v1/applications')).status)
    assert.equal(status, 403)
    await context.close()
  })

  test('a supervisor sees the list but nothing to change it with', async () => {
    const { page, context } = await signIn(screen, 'supervisor@harbour.example', { path: LIST })
    await page.getByRole('link', { name: 'Shift Planner' }).waitFor()
    assert.equal(await page.getByRole('link', { name: 'Create New' }).count(), 0)
    await page.getByRole('link', { name: 'Shift Planner' }).click()
    await page.getByRole('heading', { level: 1, name: /Shift Planner/ }).waitFor()
    for (const name of ['Edit', 'Deactivate']) {
      assert.equal(
        await page.getByRole('button', { name }).or(page.getByRole('link', { name })).count(),
        0,
        name,
      )
    }
    await context.close()
  })
})
