import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Answer, listAt, send, textAt } from '../support/wire/answer.ts'
import { hiddenFields, openBrowser } from '../support/wire/browser.ts'
import { call, register } from '../support/wire/management.ts'
import { authorizePath, clientCredentials, pkce } from '../support/wire/oauth.ts'
import { AGENT, MANAGER, onBothStages, PASSWORD, SUPERVISOR } from '../support/wire/stage.ts'
import { assertAccessible, openScreen, type Screen, PASSWORD as THEIRS } from './screen.ts'

const GERMAN = { 'accept-language': 'de-DE,de;q=0.9,en;q=0.5' }

function isGerman(answer: Answer): boolean {
  assert.match(answer.text, /<html lang="(de|en)">/)
  const german = answer.text.includes('<html lang="de">')
  assert.equal(answer.headers.get('content-language'), german ? 'de' : 'en')
  return german
}

onBothStages('the language of an answer', stage => {
  test('is the one the browser accepts, on the form and in what is said of a wrong password', async () => {
    const browser = openBrowser(stage().url)
    assert.equal(isGerman(await browser.get('/')), false)
    assert.equal(isGerman(await browser.get('/', { 'accept-language': 'fr, *' })), false)
    const page = await browser.get('/', GERMAN)
    assert.equal(isGerman(page), true)
    const form = { ...hiddenFields(page.text), userName: AGENT, password: 'wrong' }
    const again = await browser.post('/sign-in', form, GERMAN)
    assert.equal(again.status, 401)
    assert.match(again.text, /Der Benutzername oder das Passwort ist falsch\./)
  })

  test('is the one the application asks for by ui_locales, through the whole sign-in', async () => {
    const client = await register(stage())
    const { challenge } = pkce()
    const path = authorizePath(client, challenge, { ui_locales: 'gsw de-CH en' })
    const browser = openBrowser(stage().url)
    const form = await browser.get(path, { 'accept-language': 'en' })
    assert.equal(isGerman(form), true)
    const fields = hiddenFields(form.text)
    const wrong = await browser.post('/sign-in', { ...fields, userName: SUPERVISOR, password: 'wrong' })
    assert.equal(isGerman(wrong), true)
    const there = await browser.post('/sign-in', { ...fields, userName: SUPERVISOR, password: PASSWORD })
    const consent = await browser.get(`${there.location()?.pathname}${there.location()?.search}`)
    assert.equal(isGerman(consent), true)
    assert.match(consent.text, /Darf <bdi>.*<\/bdi> für Sie handeln\?/)
    assert.equal(isGerman(await browser.get(path.replace('ui_locales=', 'ui_locales=en+'))), false)
  })

  test('is the one the person chose for themselves, whatever application and browser ask', async () => {
    const client = await register(stage())
    const { challenge } = pkce()
    const person = await stage().newPerson(MANAGER)
    const changed = await call(person, 'PATCH /account/profile', { body: { locale: 'de-AT' } })
    assert.equal(changed.status, 200, changed.text)
    const page = await person.get(authorizePath(client, challenge, { ui_locales: 'en', prompt: 'consent' }))
    assert.equal(isGerman(page), true)
    const refused = await call(person, 'POST /applications', { body: { vendorName: '' } })
    assert.equal(refused.headers.get('content-language'), 'de')
    await call(person, 'PATCH /account/profile', { body: { locale: '' } })
  })

  test('reaches the problems of the management API, each field at fault with its own words', async () => {
    const person = await stage().person(MANAGER)
    const body = { vendorName: ' ', name: 'a:b', scopes: ['Nothing'], callbackUrls: ['http://x.example'] }
    const post = (headers: Readonly<Record<string, string>>) =>
      send(`${stage().url}/api/v1/applications`, {
        method: 'POST',
        headers: {
          cookie: person.cookies(),
          origin: stage().url,
          'content-type': 'application/json',
          ...headers,
        },
        body: JSON.stringify(body),
      })
    const said = async (headers: Readonly<Record<string, string>>) => {
      const answer = await post(headers)
      assert.equal(answer.status, 400)
      const problem = answer.json()
      return [textAt(problem, 'title'), ...listAt(problem, 'errors').map(fault => textAt(fault, 'message'))]
    }
    const [english, german] = [await said({}), await said(GERMAN)]
    assert.equal(german[0], 'Ungültige Anfrage')
    assert.equal(german.length, english.length)
    assert.ok(
      english.every((sentence, index) => sentence !== german[index]),
      german.join('\n'),
    )
  })

  test('stays English, in ASCII, where programs are told of an error (RFC 6749 §5.2)', async () => {
    const client = await register(stage())
    const answer = await clientCredentials(stage().url, { ...client, secret: 'wrong' })
    assert.match(textAt(answer.json(), 'error_description'), /^[\x20-\x7e]+$/)
    const page = await send(`${stage().url}/oauth2/authorize?client_id=nobody`, { headers: GERMAN })
    assert.equal(isGerman(page), true)
    assert.match(page.text, /Es gibt keine Anwendung mit dieser client_id\./)
  })
})

describe('a person whose browser speaks German', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('signs in and out on pages that fit a phone and that axe finds nothing on, in light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const viewport = { width: 320, height: 700 }
      const context = await screen.browser.newContext({ locale: 'de-DE', colorScheme, viewport })
      const page = await context.newPage()
      const look = async (what: string) => {
        await assertAccessible(page, `${what}, ${colorScheme}`)
        assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= 320, what)
      }
      await page.goto(screen.url)
      await look('the form')
      await page.goto(`${screen.url}/oauth2/authorize?client_id=nobody`)
      await page.getByRole('heading', { name: 'Diese Anmeldung kann nicht beantwortet werden' }).waitFor()
      await look('an error')
      await page.goto(screen.url)
      await page.getByLabel('Benutzername').fill(SUPERVISOR)
      await page.getByLabel('Passwort').fill(THEIRS)
      await page.getByRole('button', { name: 'Anmelden' }).click()
      await page.getByRole('heading', { level: 1, name: 'Was ansteht' }).waitFor()
      await page.goto(`${screen.url}/sign-out`)
      await look('signing out')
      await page.getByRole('button', { name: 'Abmelden' }).click()
      await page.getByRole('heading', { name: 'Sie sind abgemeldet' }).waitFor()
      await context.close()
    }
  })
})
