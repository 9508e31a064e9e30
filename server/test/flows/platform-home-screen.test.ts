import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { lookAround } from './look-around.ts'
import { openScreen, type Screen, signIn } from './screen.ts'

const OPERATOR = 'operator@latchkey.example'
const WIDE = { viewport: { width: 1280, height: 900 } }

describe('the first page of operators, and the health of the platform', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('operators land on what needs them, and each number leads to where it is settled', async () => {
    const { page, context } = await signIn(screen, OPERATOR, { path: '/', ...WIDE })
    await page.getByRole('heading', { level: 1, name: 'What needs an operator' }).waitFor()
    assert.match(page.url(), /\/platform$/)
    await page.getByText('Nothing needs you').waitFor()
    await lookAround(page, 'the first page of operators, calm')
    const { request } = context
    const headers = { origin: screen.url }
    await request.post(`${screen.url}/api/v1/business-units`, {
      headers,
      data: { name: 'Quay Logistics', administrator: { userName: 'kim@quay.example' } },
    })
    await request.post(`${screen.url}/api/v1/account/proof`, {
      headers,
      data: { password: 'correct horse battery' },
    })
    const stopped = await request.post(`${screen.url}/api/v1/business-units/4598765/deactivate`, { headers })
    assert.equal(stopped.status(), 200, await stopped.text())
    await page.reload()
    await page.getByRole('heading', { name: '1 letter waits to be handed on' }).waitFor()
    await lookAround(page, 'the first page of operators')
    await page.getByRole('link', { name: '1 business unit is inactive' }).click()
    await page.getByText('1 business unit', { exact: true }).waitFor()
    assert.match(page.url(), /\?status=inactive$/)
    await page.getByRole('link', { name: 'Health', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Health' }).waitFor()
    // Each process speaks within half a minute.
    await page.getByText('Alive').waitFor({ timeout: 90_000 })
    await page.getByText('follow-changes').waitFor()
    await lookAround(page, 'the health of the platform')
    await context.close()
  })

  test('in German', async () => {
    const { page, context } = await signIn(screen, OPERATOR, { path: '/platform', locale: 'de-DE', ...WIDE })
    await page.getByRole('heading', { level: 1, name: 'Was Operatoren braucht' }).waitFor()
    await page.getByRole('heading', { name: '1 Geschäftsbereich ist inaktiv' }).waitFor()
    await lookAround(page, 'the first page of operators in German')
    await page.getByRole('link', { name: 'Zustand', exact: true }).first().click()
    await page.getByText('Lebt').waitFor({ timeout: 90_000 })
    await lookAround(page, 'the health of the platform in German')
    await context.close()
  })
})
