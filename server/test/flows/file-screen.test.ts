import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { at, listAt, parseJson, textAt } from '../support/wire/answer.ts'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'
const MANAGER = 'manager@harbour.example'

const FILE = `apiVersion: latchkey/v1
kind: Application
vendorName: Harbour Support
name: From A File
scopes:
  - ReportingApi
`

describe('an application as a file in the console', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('is planned, registered with its secret shown once, exported, changed and applied', async () => {
    const { page, context } = await signIn(screen, MANAGER, { path: `${LIST}/new` })
    await page.getByRole('link', { name: 'From a file' }).click()
    const text = page.getByLabel('The application as YAML or JSON')
    await text.fill(FILE)
    await page.getByRole('button', { name: 'Show what would change' }).click()
    await page.getByRole('heading', { name: 'A new application would be registered' }).waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await assertAccessible(page, `the plan of a new application, ${colorScheme}`)
    }
    await page.getByRole('button', { name: 'Create API Application' }).click()
    await page.getByRole('heading', { name: 'From A File is registered' }).waitFor()
    await page.getByLabel('I have saved it').check()
    await page.getByRole('button', { name: 'Go to the application' }).click()
    await page.getByRole('link', { name: 'As a file' }).click()
    await page.getByRole('heading', { name: 'From A File as a file' }).waitFor()
    const exported = await text.inputValue()
    assert.match(exported, /^id: app_/m)
    assert.doesNotMatch(exported, /lks_/)
    await page.getByRole('button', { name: 'Show what would change' }).click()
    await page.getByText('Nothing would change').waitFor()
    await text.fill(`${exported}callbackUrls:\n  - https://file.harbour.example/cb\n`)
    assert.equal(
      await page.getByText('Nothing would change').count(),
      0,
      'a plan goes with a change of the text',
    )
    await page.getByRole('button', { name: 'Show what would change' }).click()
    await page.getByRole('heading', { name: '1 field of From A File would change' }).waitFor()
    await page.getByText('https://file.harbour.example/cb').last().waitFor()
    await page.getByRole('button', { name: 'Apply these changes' }).click()
    await page.getByRole('heading', { level: 1, name: 'From A File', exact: true }).waitFor()
    await page.getByText('https://file.harbour.example/cb').first().waitFor()
    await context.close()
  })

  test('says every fault with its line and path, those that only the server knows too', async () => {
    const { page, context } = await signIn(screen, MANAGER, { path: `${LIST}/file` })
    const text = page.getByLabel('The application as YAML or JSON')
    for (const [content, words] of [
      [`${FILE}callbackUrls: &a\n  - http://a.example/\n`, 'Anchors are not read'],
      [`${FILE}name: Twice\n`, 'This key is given twice'],
      [`${FILE}callbackUrls:\n  - http://a.example/\n`, '· /callbackUrls/0:'],
      [FILE.replace('ReportingApi', 'NoSuchApi'), 'There is no API scope "NoSuchApi"'],
      [`${FILE}lifetimes:\n  accessToken: 5\n`, '· /lifetimes/accessToken:'],
    ] as const) {
      await text.fill(content)
      await page.getByRole('button', { name: 'Show what would change' }).click()
      const alert = page.getByRole('alert').filter({ hasText: 'to correct' })
      await alert.getByText(words).waitFor()
      assert.ok(await alert.evaluate(node => node.parentElement?.matches(':focus') ?? false))
      assert.equal(await page.getByRole('button', { name: 'Create API Application' }).count(), 0)
    }
    await page.getByRole('button', { name: 'Line 8, column 16' }).click()
    const selected = await page.evaluate('getSelection()?.toString()')
    assert.equal(selected, '  accessToken: 5')
    await assertAccessible(page, 'the faults of a file')
    await context.close()
  })

  test('what somebody changed after the plan is not overwritten', async () => {
    const { page, context } = await signIn(screen, MANAGER, { path: `${LIST}/file` })
    const headers = { origin: screen.url }
    const made = await context.request.post(`${screen.url}/api/v1/applications`, {
      headers,
      data: { vendorName: 'Harbour Support', name: 'Raced', scopes: ['ReportingApi'] },
    })
    const application = at(parseJson(await made.text()), 'application')
    const id = textAt(application, 'id')
    const text = page.getByLabel('The application as YAML or JSON')
    await text.fill(FILE.replace('From A File', 'Raced').replace('ReportingApi', 'RealTimeApi'))
    await page.getByRole('button', { name: 'Show what would change' }).click()
    await page.getByRole('heading', { name: '1 field of Raced would change' }).waitFor()
    const etag = `"${String(at(application, 'version'))}"`
    const patched = await context.request.patch(`${screen.url}/api/v1/applications/${id}`, {
      headers: { ...headers, 'if-match': etag },
      data: { scopes: ['PatronApi'] },
    })
    assert.equal(patched.status(), 200)
    await page.getByRole('button', { name: 'Apply these changes' }).click()
    await page.getByRole('button', { name: 'Show what would change' }).waitFor()
    const now = await context.request.get(`${screen.url}/api/v1/applications/${id}`)
    assert.deepEqual(listAt(parseJson(await now.text()), 'scopes'), ['PatronApi'])
    await context.close()
  })

  test('a plan of another business unit’s application is not found, and of a name that is taken is refused', async () => {
    const harbour = await signIn(screen, MANAGER)
    await harbour.page.waitForURL(`**${LIST}`)
    const plan = async (request: typeof harbour.context.request, manifest: object) =>
      request.post(`${screen.url}/api/v1/applications/plan`, {
        headers: { origin: screen.url },
        data: {
          manifest: { apiVersion: 'latchkey/v1', kind: 'Application', scopes: ['RealTimeApi'], ...manifest },
        },
      })
    const list = await harbour.context.request.get(`${screen.url}/api/v1/applications?type=internal`)
    const [first, second] = listAt(parseJson(await list.text()), 'items')
    const names = { vendorName: textAt(second, 'vendorName'), name: textAt(second, 'name') }
    const taken = await plan(harbour.context.request, {
      id: textAt(first, 'id'),
      clientType: textAt(first, 'clientType'),
      ...names,
    })
    const answer = parseJson(await taken.text())
    assert.ok(listAt(answer, 'faults').some(fault => at(fault, 'rule') === 'taken'))
    const meadow = await signIn(screen, 'manager@meadow.example')
    await meadow.page.waitForURL(`**${LIST}`)
    const foreign = await plan(meadow.context.request, { id: textAt(first, 'id'), ...names })
    assert.equal(foreign.status(), 404)
    const own = await plan(meadow.context.request, names)
    assert.equal(at(parseJson(await own.text()), 'action'), 'create', 'names are of one business unit')
    await harbour.context.close()
    await meadow.context.close()
  })
})
