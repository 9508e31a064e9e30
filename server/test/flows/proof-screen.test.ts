import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { MINUTE } from '../../src/lib/clock.ts'
import { launchBrowser } from '../support/chromium.ts'
import { type InsideStage, startInside } from '../support/inside/inside-stage.ts'
import { register } from '../support/wire/management.ts'
import { MANAGER, PASSWORD } from '../support/wire/stage.ts'
import { assertAccessible } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'

describe('proving oneself again in the console', () => {
  let started: { stage: InsideStage; browser: Browser } | undefined
  const opened = () => started ?? assert.fail('Nothing is open.')
  before(async () => {
    const stage = await startInside({ webFolder: join(import.meta.dirname, '../../../web/dist') })
    started = { stage, browser: await launchBrowser() }
  })
  after(async () => {
    await started?.browser.close()
    await started?.stage.stop()
  })

  async function signedIn(path: string): Promise<Page> {
    const { stage, browser } = opened()
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${stage.url}${path}`)
    await page.getByLabel('User name').fill(MANAGER)
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    return page
  }

  test('a secret is added by keyboard: the password is asked for, and the work goes on', async () => {
    const { stage } = opened()
    const { id } = await register(stage)
    const page = await signedIn(`${LIST}/${id}?tab=secrets`)
    await page.getByRole('button', { name: 'Add secret' }).waitFor()
    stage.advance(16 * MINUTE)
    await page.getByRole('button', { name: 'Add secret' }).click()
    const adding = page.getByRole('dialog', { name: /secret/i }).first()
    await adding.getByLabel('Label').fill('Second machine')
    await page.keyboard.press('Enter')
    const proof = page.getByRole('dialog', { name: 'Is it you?' })
    await proof.getByLabel('Password', { exact: true }).waitFor()
    await assertAccessible(page, 'the dialog that asks for the password')
    await page.keyboard.type('not the one it is')
    await page.keyboard.press('Enter')
    await proof.getByText('This is not your password.').waitFor()
    await proof.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page
      .getByText(/lks_\w{49}/)
      .first()
      .waitFor()
    await page.context().close()
  })

  test('whoever does not prove it makes nothing, and reads why beside the button', async () => {
    const { stage } = opened()
    await stage.signInAgain(MANAGER)
    const { id } = await register(stage)
    const page = await signedIn(`${LIST}/${id}?tab=secrets`)
    await page.getByRole('button', { name: /^Replace/ }).click()
    stage.advance(16 * MINUTE)
    const replacing = page.getByRole('dialog', { name: /^Replace/ })
    await replacing.getByRole('button', { name: 'Replace', exact: true }).click()
    const proof = page.getByRole('dialog', { name: 'Is it you?' })
    await proof.getByRole('button', { name: 'Cancel' }).click()
    await proof.waitFor({ state: 'detached' })
    await replacing.getByText('your password must have been typed').waitFor()
    assert.equal(await page.getByText(/lks_/).count(), 0)
    await replacing.getByRole('button', { name: 'Replace', exact: true }).click()
    await proof.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await proof.getByRole('button', { name: 'Go on' }).click()
    await page
      .getByText(/lks_\w{49}/)
      .first()
      .waitFor()
    await page.context().close()
  })
})
