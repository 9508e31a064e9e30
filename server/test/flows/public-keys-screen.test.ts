import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { type Listening, startListening } from '../support/listening.ts'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const ed = generateKeyPairSync('ed25519')
const weak = generateKeyPairSync('rsa', { modulusLength: 1024 })
const spki = (pair: typeof ec): string => String(pair.publicKey.export({ type: 'spki', format: 'pem' }))
const privatePem = String(ec.privateKey.export({ type: 'pkcs8', format: 'pem' }))
const published = JSON.stringify({
  keys: [{ ...ed.publicKey.export({ format: 'jwk' }), kid: 'published-1' }],
})

describe('an administrator who gives an application public keys', () => {
  let screen: Screen
  let server: Listening
  before(async () => {
    screen = await openScreen()
    server = await startListening(createServer((_, reply) => void reply.end(published)))
  })
  after(async () => {
    await server.stop()
    await screen.close()
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 390]) {
      test(`sees at once what was pasted, ${colorScheme} at ${width} px`, async () => {
        const { page, context } = await signIn(screen, 'manager@harbour.example', {
          colorScheme,
          viewport: { width, height: 900 },
        })
        await page.waitForURL('**/api-applications')
        await page.goto(`${screen.url}${LIST}/new`)
        await page.getByRole('radio', { name: 'Server', exact: false }).first().check()
        await page.getByLabel('Vendor Name').fill('Harbour Support')
        await page.getByLabel('Application Name').fill(`Keys ${colorScheme} ${width}`)
        await page.getByRole('checkbox', { name: 'RealTimeApi' }).check()
        await page.getByText('More choices').click()
        await page.getByRole('radio', { name: 'A key of its own, pasted here' }).check()
        const sent: string[] = []
        page.on('request', request => sent.push(request.postData() ?? ''))
        const box = page.locator('[id="metadata.jwks"]')
        await box.fill(privatePem)
        await page.getByText(/This is a private key\. It was taken out of the field and not sent/).waitFor()
        assert.equal(await box.inputValue(), '')
        const kept = await page.evaluate('JSON.stringify([{ ...sessionStorage }, { ...localStorage }])')
        assert.equal(String(kept).includes('PRIVATE'), false, 'no draft holds it')
        assert.equal(
          sent.some(text => text.includes('PRIVATE')),
          false,
          'no request holds it',
        )
        await box.fill(spki(weak))
        await page.getByText(/RSA, 1024 bits: too weak/).waitFor()
        await box.fill(spki(ec))
        await page.getByText('EC, P-256 for ES256', { exact: true }).waitFor()
        await box.fill(spki(ed))
        await page.getByText('OKP, Ed25519 for EdDSA', { exact: true }).waitFor()
        await box.fill(spki(ed))
        await page.getByText('This key is in the list already.').waitFor()
        await box.fill('')
        await assertAccessible(page, 'the keys')
        await page
          .getByRole('button', { name: /^Remove key/ })
          .first()
          .press('Enter')
        await page.getByText('EC, P-256 for ES256', { exact: true }).waitFor({ state: 'detached' })
        await page.getByRole('button', { name: 'Create API Application' }).click()
        await page.getByRole('heading', { level: 1, name: `Keys ${colorScheme} ${width}` }).waitFor()
        await context.close()
      })
    }
  }

  test('fetches a key set and sees what it gives', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    await page.getByRole('link', { name: 'Shift Planner' }).click()
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await page.getByRole('link', { name: 'Advanced' }).click()
    await page.getByRole('radio', { name: 'Read them from a URL' }).check()
    await page.getByLabel('Key set URL').fill(`http://127.0.0.1:${server.port}/jwks`)
    await page.getByRole('button', { name: 'Fetch and show' }).click()
    await page.getByText('1 key found.').waitFor()
    await page.getByText('published-1').waitFor()
    await assertAccessible(page, 'the key set')
    await page.getByLabel('Key set URL').fill('https://nowhere.invalid/jwks')
    await page.getByRole('button', { name: 'Fetch and show' }).click()
    await page.getByText(/No answer that is of use within three seconds/).waitFor()
    await context.close()
  })
})
