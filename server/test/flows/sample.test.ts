import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../support/free-port.ts'
import { startLatchkey } from '../support/server-process.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { startWatchedProcess } from '../support/watched-process.ts'
import { at, listAt, textAt, textsAt } from '../support/wire/answer.ts'
import { type Browser, openBrowser, signIn } from '../support/wire/browser.ts'
import { call } from '../support/wire/management.ts'
import {
  AGENT,
  MANAGER,
  OTHER_MANAGER,
  onBothStages,
  PASSWORD,
  SAMPLE,
  SUPERVISOR,
} from '../support/wire/stage.ts'

const MAIN = join(import.meta.dirname, '../../src/main.ts')

async function itemsAt(browser: Browser, path: string): Promise<readonly unknown[]> {
  const answer = await call(browser, `GET ${path}`)
  assert.equal(answer.status, 200, answer.text)
  return listAt(answer.json(), 'items')
}

async function list(browser: Browser): Promise<readonly string[]> {
  const items = await itemsAt(browser, '/applications')
  return items.map(item => `${textAt(item, 'name')}: ${textAt(item, 'type')}, ${textAt(item, 'status')}`)
}

/** The id of an application of the sample. */
async function idOf(browser: Browser, name: string): Promise<string> {
  const items = await itemsAt(browser, `/applications?search=${encodeURIComponent(name)}`)
  return textAt(items[0], 'id')
}

const HARBOURS = [
  'Agent Desktop: internal, active',
  'Campaign Dialler: internal, inactive',
  'Quality Review: internal, active',
  'Report Archive: internal, active',
  'Shift Planner: internal, active',
  'Speech Insights: external, active',
]

onBothStages('the sample', stage => {
  test('lists applications in different states in one business unit, and few in the other', async () => {
    assert.deepEqual(await list(await stage().person(MANAGER)), HARBOURS)
    assert.deepEqual(await list(await stage().person(OTHER_MANAGER)), [
      'Appointment Reminders: internal, active',
      'Survey Desk: external, active',
    ])
  })

  test('has an application with two secrets and a consent for everybody', async () => {
    const manager = await stage().person(MANAGER)
    const id = await idOf(manager, 'Quality Review')
    const read = (await call(manager, `GET /applications/${id}`)).json()
    const labels = listAt(read, 'secrets').map(secret => textAt(secret, 'label'))
    assert.deepEqual(labels.toSorted(), ['First secret', 'For the new server'])
    const consent = (await call(manager, `GET /applications/${id}/consent`)).json()
    assert.deepEqual(textsAt(consent, 'scopes'), ['openid', 'profile', 'ReportingApi'])
    assert.equal(textAt(consent, 'grantedBy', 'name'), MANAGER)
  })

  test('tells who changed what, the newest first, each at its time', async () => {
    const manager = await stage().person(MANAGER)
    const entries = await itemsAt(manager, `/applications/${await idOf(manager, 'Dialler')}/history`)
    assert.deepEqual(
      entries.map(entry => textAt(entry, 'action')),
      ['application.deactivated', 'application.edited', 'application.registered'],
    )
    const times = entries.map(entry => Date.parse(textAt(entry, 'at')))
    assert.deepEqual(
      times,
      times.toSorted((one, other) => other - one),
    )
    assert.ok(entries.every(entry => textAt(entry, 'actor', 'name') === MANAGER))
  })

  test('tells what was refused to an application, and at which door', async () => {
    const manager = await stage().person(MANAGER)
    const reasons = async (name: string) =>
      (await itemsAt(manager, `/applications/${await idOf(manager, name)}/refusals`)).map(
        item => `${textAt(item, 'endpoint')} ${textAt(item, 'reason')}`,
      )
    assert.deepEqual(await reasons('Report Archive'), [
      '/oauth2/token client_secret_wrong',
      '/oauth2/token client_secret_wrong',
      '/oauth2/token scope_not_registered',
    ])
    assert.deepEqual(await reasons('Agent Desktop'), ['/oauth2/authorize redirect_uri_unregistered'])
    assert.deepEqual(await reasons('Shift Planner'), [])
  })

  test('shows users what they allowed, and no session in which nobody sits', async () => {
    for (const [userName, application] of [
      [AGENT, 'Agent Desktop'],
      [SUPERVISOR, 'Speech Insights'],
    ] as const) {
      const person = await stage().person(userName)
      const [consent, ...others] = await itemsAt(person, '/account/consents')
      assert.deepEqual([textAt(consent, 'name'), others], [application, []])
      assert.ok(Date.parse(textAt(consent, 'lastUsedAt')) > Date.parse(textAt(consent, 'grantedAt')))
      assert.equal((await itemsAt(person, '/account/sessions')).length, 1)
    }
    assert.deepEqual(await itemsAt(await stage().person(MANAGER), '/account/consents'), [])
  })

  test('an external application is let in with fewer scopes than its vendor asks for', async () => {
    const manager = await stage().person(MANAGER)
    const read = (await call(manager, `GET /applications/${await idOf(manager, 'Insights')}`)).json()
    assert.deepEqual(textsAt(read, 'scopes'), ['ReportingApi'])
    const offered = await itemsAt(manager, '/catalogue')
    const free = offered
      .filter(entry => at(entry, 'authorized') === false)
      .map(entry => textAt(entry, 'name'))
    assert.deepEqual(free.toSorted(), ['Callback Scheduler', 'Survey Desk', 'Wallboard'])
  })
})

/** Starts a server and ends it as a power cut would, so long after its store began to be written. In: milliseconds. */
async function startAndKill(env: Readonly<Record<string, string>>, folder: string, afterMs: number) {
  const port = String(await freePort())
  const dying = await startWatchedProcess(process.execPath, [MAIN], {
    env: { ...env, LATCHKEY_PORT: port, LATCHKEY_URL: `http://localhost:${port}` },
    orphanSignal: 'KILL',
  })
  while (dying.running() && !existsSync(join(folder, 'latchkey.db-wal'))) await pause(5)
  await pause(afterMs)
  await dying.stop('SIGKILL', 0)
}

describe('a start that makes the sample', () => {
  test('may be killed at any moment: the next start finds all of it or makes all of it, once', async () => {
    for (const afterMs of [0, 250, 500, 800]) {
      const folder = makeTempFolder()
      const env = { ...SAMPLE, LATCHKEY_DATA: folder.path }
      try {
        await startAndKill(env, folder.path, afterMs)
        const server = await startLatchkey({ env })
        const manager = openBrowser(server.url)
        await signIn(manager, MANAGER, PASSWORD)
        assert.deepEqual(await list(manager), HARBOURS, `killed after ${afterMs} ms`)
        await server.stop()
      } finally {
        folder.remove()
      }
    }
  })
})
