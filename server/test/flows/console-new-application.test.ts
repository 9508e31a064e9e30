import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { at, listAt, parseJson, textAt } from '../support/wire/answer.ts'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'
const MANAGER = 'manager@harbour.example'
const CALLBACKS = ['https://a.example/callback?x=1,2', 'http://localhost:9999/cb']

async function checkedScopes(page: Page): Promise<readonly string[]> {
  const names: string[] = []
  for (const box of await page.getByRole('group', { name: 'API Scope' }).getByRole('checkbox').all()) {
    if (await box.isChecked())
      names.push((await box.evaluate(node => node.closest('.lk-scope')?.textContent)) ?? '')
  }
  return names.map(text => /^\w+Api/.exec(text)?.[0] ?? text)
}

describe('the form for a new application', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  async function found(context: BrowserContext, search: string): Promise<readonly unknown[]> {
    const answer = await context.request.get(`${screen.url}/api/v1/applications?search=${search}`)
    return listAt(parseJson(await answer.text()), 'items')
  }

  test('begins with what a duplicated application has, but for its name, and saves nothing before Create', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.waitForURL(`**${LIST}`)
    const made = await context.request.post(`${screen.url}/api/v1/applications`, {
      headers: { origin: screen.url },
      data: {
        vendorName: 'Duplicates',
        name: 'The Model',
        clientType: 'public',
        scopes: ['RealTimeApi', 'PatronApi'],
        callbackUrls: CALLBACKS,
        tags: ['night'],
        metadata: { backchannelLogoutUri: 'https://a.example/logout', tosUri: 'https://a.example/terms' },
        lifetimes: { accessToken: 300 },
      },
    })
    const id = textAt(parseJson(await made.text()), 'application', 'id')
    await page.goto(`${screen.url}${LIST}/${id}`)
    await page.getByRole('link', { name: 'Duplicate' }).click()
    await page.getByText('Filled in from The Model').waitFor()
    const others = /^Copy its other settings too: Tags, Back-channel logout URL,? and Access token lifetime$/
    assert.equal(await page.getByRole('checkbox', { name: others }).isChecked(), true)
    await assertAccessible(page, 'a duplicate')
    await page.reload()
    await page.getByText('Filled in from The Model').waitFor()
    assert.equal(await page.getByLabel('Vendor Name').inputValue(), 'Duplicates')
    assert.equal(await page.getByLabel('Application Name').inputValue(), '')
    assert.ok(await page.getByRole('radio', { name: 'Mobile or desktop application' }).isChecked())
    for (const [index, url] of CALLBACKS.entries()) {
      assert.equal(
        await page.getByLabel(`Authorized callback URL ${index + 1}`, { exact: true }).inputValue(),
        url,
      )
    }
    assert.deepEqual(await checkedScopes(page), ['RealTimeApi', 'PatronApi'])
    await page.getByRole('button', { name: 'Create API Application' }).click()
    await page.getByText('1 field needs attention').waitFor()
    assert.equal((await found(context, 'Duplicates')).length, 1)
    await page.getByLabel('Application Name').fill('The Copy')
    await page.getByRole('button', { name: 'Create API Application' }).click()
    await page.getByRole('heading', { name: 'The Copy is registered' }).waitFor()
    const copy = (await found(context, 'The%20Copy'))[0]
    const whole = await context.request.get(`${screen.url}/api/v1/applications/${textAt(copy, 'id')}`)
    const body = parseJson(await whole.text())
    assert.deepEqual(listAt(body, 'callbackUrls'), CALLBACKS)
    assert.deepEqual(
      [at(body, 'clientType'), listAt(body, 'scopes')],
      ['public', ['RealTimeApi', 'PatronApi']],
    )
    assert.deepEqual(
      [
        at(body, 'tags'),
        at(body, 'metadata', 'backchannelLogoutUri'),
        at(body, 'metadata', 'tosUri'),
        at(body, 'lifetimes', 'accessToken'),
      ],
      [['night'], 'https://a.example/logout', 'https://a.example/terms', 300],
    )
    await page.goto(`${screen.url}${LIST}/new?from=app_0000&name=Lost`)
    await page.getByText('cannot be read; they have their defaults').waitFor()
    assert.equal(await page.getByLabel('Application Name').inputValue(), 'Lost')
    await context.close()
  })

  test('offers no duplicate of an external application, nor to who may not create', async () => {
    const manager = await signIn(screen, MANAGER)
    await manager.page.getByRole('link', { name: 'Speech Insights' }).click()
    await manager.page.getByRole('link', { name: 'Edit', exact: true }).waitFor()
    assert.equal(await manager.page.getByRole('link', { name: 'Duplicate' }).count(), 0)
    await manager.context.close()
    const supervisor = await signIn(screen, 'supervisor@harbour.example')
    await supervisor.page.getByRole('link', { name: 'Shift Planner' }).click()
    await supervisor.page.getByRole('heading', { level: 1, name: 'Shift Planner' }).waitFor()
    assert.equal(await supervisor.page.getByRole('link', { name: 'Duplicate' }).count(), 0)
    await supervisor.context.close()
  })

  test('is filled in by a link, also through the sign-in page, and the link saves nothing', async () => {
    const query = new URLSearchParams({
      name: 'From A Link',
      vendor: '2026',
      scopes: 'ReportingApi NoSuchApi',
      callbacks: CALLBACKS.join(' '),
    })
    const { page, context } = await signIn(screen, MANAGER, { path: `${LIST}/new?${query.toString()}` })
    await page.getByText('filled in by a link').waitFor()
    await page.getByText('no such API: NoSuchApi').waitFor()
    assert.equal(await page.getByLabel('Application Name').inputValue(), 'From A Link')
    assert.equal(await page.getByLabel('Vendor Name').inputValue(), '2026')
    assert.deepEqual(await checkedScopes(page), ['ReportingApi'])
    assert.deepEqual(await found(context, 'From%20A%20Link'), [])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await assertAccessible(page, `a form filled in by a link, ${colorScheme}`)
    }
    await page.getByRole('button', { name: 'Create API Application' }).click()
    await page.getByRole('heading', { name: 'From A Link is registered' }).waitFor()
    assert.equal((await found(context, 'From%20A%20Link')).length, 1)
    await context.close()
  })

  test('keeps what was typed over a reload, on its own and over what a link says, and holds no secret', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.waitForURL(`**${LIST}`)
    page.on('dialog', dialog => void dialog.accept())
    for (const [address, name, afresh] of [
      [`${LIST}/new`, 'Typed Alone', ''],
      [`${LIST}/new?name=Linked&vendor=Drafts&scopes=RealTimeApi`, 'Typed Over', 'Linked'],
    ] as const) {
      await page.goto(`${screen.url}${address}`)
      await page.getByLabel('Application Name').fill(name)
      await page.reload()
      await page.getByText('What you had typed before is back.').waitFor()
      assert.equal(await page.getByLabel('Application Name').inputValue(), name)
      await page.getByRole('button', { name: 'Start afresh' }).click()
      assert.equal(await page.getByLabel('Application Name').inputValue(), afresh)
    }
    await page.getByRole('button', { name: 'Create API Application' }).click()
    await page.getByRole('heading', { name: 'Linked is registered' }).waitFor()
    const kept = String(await page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })'))
    assert.doesNotMatch(kept, /lks_/)
    assert.doesNotMatch(kept, /Linked/, 'the draft went with the creation')
    await context.close()
  })
})
