import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { DAY, HOUR, MINUTE } from '../../src/lib/clock.ts'
import { createMailer, type Mailer } from '../../src/outbound/mail/mailer.ts'
import { remindOfSecrets } from '../../src/services/credentials/remind-of-secrets.ts'
import { reportLeaks } from '../../src/services/credentials/report-leaks.ts'
import { deliverMail } from '../../src/services/mail/deliver-mail.ts'
import { writeLetters } from '../../src/services/mail/write-letters.ts'
import { type InsideStage, startInside } from '../support/inside/inside-stage.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { at, listAt, textAt } from '../support/wire/answer.ts'
import { type Client, call, register } from '../support/wire/management.ts'
import { AGENT, type EngineName, MANAGER, OTHER_MANAGER, SUPERVISOR } from '../support/wire/stage.ts'

async function asked(stage: InsideStage, operation: string, body?: unknown, by = MANAGER): Promise<unknown> {
  const answer = await call(await stage.signInAgain(by), operation, body === undefined ? {} : { body })
  assert.ok(answer.status < 300, `${operation} ${answer.status} ${answer.text}`)
  return answer.json()
}

async function idOf(stage: InsideStage, userName: string): Promise<string> {
  return textAt(await asked(stage, 'GET /me', undefined, userName), 'user', 'id')
}

/** An application of these owners of which the only secret ends in so many days. */
async function ending(stage: InsideStage, days: number, owners?: readonly string[]): Promise<Client> {
  const client = await register(stage)
  const application = await asked(stage, `GET /applications/${client.id}`)
  const path = `/applications/${client.id}/secrets/${textAt(application, 'secrets', 0, 'id')}`
  const expiresAt = new Date(stage.deps.clock() + days * DAY).toISOString()
  await asked(stage, `PATCH ${path}`, { expiresAt })
  if (owners !== undefined) await own(stage, client, owners)
  return client
}

async function own(stage: InsideStage, { id }: Client, owners: readonly string[]): Promise<void> {
  const manager = await stage.signInAgain(MANAGER)
  const read = await call(manager, `GET /applications/${id}`)
  const headers = { 'if-match': read.headers.get('etag') ?? '' }
  const answer = await call(manager, `PATCH /applications/${id}`, { body: { owners }, headers })
  assert.equal(answer.status, 200, answer.text)
}

/** A letter as it reads, without the breaks of quoted-printable. */
function readable(text: string): string {
  const bytes = text.replaceAll(/=\r?\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => {
    return String.fromCharCode(Number.parseInt(code, 16))
  })
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

for (const engine of ['sqlite', 'postgres'] as const satisfies readonly EngineName[]) {
  describe(`letters of what ends and what happened (${engine})`, () => {
    let server: MailServer
    let mailer: Mailer
    let stage: InsideStage
    before(async () => {
      server = await startMailServer()
      mailer = createMailer({ url: server.url, from: 'Latchkey <latchkey@harbour.example>' })
      stage = await startInside({ mailer, engine })
    })
    after(async () => {
      await stage.stop()
      mailer.close()
      await server.stop()
    })

    /** Lets the jobs run, on three nodes at once. Out: the letters that were sent, as whom to and what. */
    async function sent(): Promise<{ readonly to: string; readonly text: string }[]> {
      const { length } = server.taken
      const three = [1, 2, 3]
      await Promise.all(three.map(() => remindOfSecrets(stage.deps)))
      await Promise.all(three.map(() => writeLetters(stage.deps)))
      await Promise.all(three.map(() => deliverMail(stage.deps)))
      return server.taken
        .slice(length)
        .map(({ to, text }) => ({ to: to.join(), text: readable(text) }))
        .toSorted((a, b) => (a.to < b.to ? -1 : 1))
    }
    const found = ({ secret }: Client) =>
      reportLeaks(stage.deps, [{ secret: secret ?? '', url: 'https://forge.example', source: '' }], 'req_1')

    test('secrets that end come in one letter to a person and day, to each owner alone, and never twice', async () => {
      await sent()
      const [manager, supervisor] = [await idOf(stage, MANAGER), await idOf(stage, SUPERVISOR)]
      const soon = await ending(stage, 40, [manager])
      const later = await ending(stage, 40.5, [manager, supervisor])
      stage.advance(10 * DAY + MINUTE)
      const letters = await sent()
      assert.deepEqual(
        letters.map(({ to }) => to),
        [MANAGER],
      )
      const [letter] = letters
      for (const { id } of [soon, later]) {
        const { name } = { name: textAt(await asked(stage, `GET /applications/${id}`), 'name') }
        assert.ok(letter?.text.includes(`${name}: the secret`), letter?.text)
      }
      assert.match(letter?.text ?? '', /Subject: 2 client secrets end soon/)
      assert.ok(letter?.text.includes(`${stage.url}/admin/account-settings/api-applications?secretEnds=30d`))
      assert.doesNotMatch(letter?.text ?? '', /https?:\/\/(?!127\.0\.0\.1)/)
      assert.deepEqual(await sent(), [])
      stage.advance(13 * HOUR)
      const next = await sent()
      assert.deepEqual(
        next.map(({ to }) => to),
        [SUPERVISOR],
        'the manager was told of it the day before',
      )
      assert.match(next[0]?.text ?? '', /Subject: A client secret ends soon/)
      assert.ok(next[0]?.text.includes(`/api-applications/${later.id}?tab=secrets`), next[0]?.text)
      stage.advance(DAY)
      assert.deepEqual(await sent(), [])
      stage.advance(22 * DAY)
      const week = await sent()
      assert.deepEqual(
        week.map(({ to }) => to),
        [MANAGER, SUPERVISOR],
      )
      assert.match(week[0]?.text ?? '', /within 7 days/)
    })

    test('what was replaced before the letter went is not in it', async () => {
      stage.advance(20 * DAY)
      await sent()
      const client = await ending(stage, 8, [await idOf(stage, MANAGER)])
      stage.advance(DAY + MINUTE)
      await remindOfSecrets(stage.deps)
      const application = await asked(stage, `GET /applications/${client.id}`)
      const path = `/applications/${client.id}/secrets/${textAt(application, 'secrets', 0, 'id')}`
      await asked(stage, `POST ${path}/rotate`, { overlap: 86_400 })
      assert.deepEqual(await sent(), [])
    })

    test('go to the administrators where nobody active owns the application', async () => {
      const client = await ending(stage, 8, [])
      stage.advance(2 * DAY)
      assert.deepEqual(
        (await sent()).map(({ to }) => to),
        [MANAGER],
      )
      assert.equal(listAt(await asked(stage, `GET /applications/${client.id}`), 'owners').length, 0)
    })

    test('reminders stop for who switched them off, and alerts do not; in the language of the person', async () => {
      const answer = await asked(stage, 'PUT /account/letters', { reminders: false })
      assert.equal(at(answer, 'reminders'), false)
      await asked(stage, 'PATCH /account/profile', { locale: 'de' })
      const client = await ending(stage, 8, [await idOf(stage, MANAGER)])
      stage.advance(DAY + MINUTE)
      assert.deepEqual(await sent(), [])
      await Promise.all([found(client), found(client)])
      const [alert, ...more] = await sent()
      assert.deepEqual([alert?.to, more], [MANAGER, []])
      assert.match(alert?.text ?? '', /<html lang="de">/)
      assert.match(alert?.text ?? '', /wurde gefunden, wo es nicht hingehört, und wurde widerrufen/)
      assert.ok(alert?.text.includes(`${stage.url}/admin/account-settings/alerts`))
      await asked(stage, 'PUT /account/letters', { reminders: true })
      await asked(stage, 'PATCH /account/profile', { locale: 'en' })
    })

    test('alerts that follow within ten minutes come in one letter, and those looked into in none', async () => {
      stage.advance(HOUR)
      await sent()
      await stage.signInAgain(MANAGER)
      const clients = [await register(stage), await register(stage), await register(stage)]
      for (const client of clients) await own(stage, client, [await idOf(stage, AGENT)])
      const [first, second, third] = clients
      assert.ok(first !== undefined && second !== undefined && third !== undefined)
      await found(first)
      assert.deepEqual(
        (await sent()).map(({ to }) => to),
        [AGENT],
      )
      await found(second)
      await found(third)
      assert.deepEqual(await sent(), [])
      const alerts = listAt(await asked(stage, `GET /applications/${third.id}/alerts`), 'items')
      await asked(stage, `POST /alerts/${textAt(alerts[0], 'id')}/acknowledge`, {})
      stage.advance(11 * MINUTE)
      const [letter, ...more] = await sent()
      assert.deepEqual([letter?.to, more], [AGENT, []])
      const name = textAt(await asked(stage, `GET /applications/${second.id}`), 'name')
      assert.match(letter?.text ?? '', new RegExp(`Subject: Security alert: ${name}`))
    })

    test('nobody of another business unit, and nobody who is inactive, gets one', async () => {
      assert.equal(
        server.taken.some(({ to }) => to.includes(OTHER_MANAGER)),
        false,
      )
      await stage.signInAgain(MANAGER)
      const client = await register(stage)
      const supervisor = await idOf(stage, SUPERVISOR)
      await own(stage, client, [supervisor])
      await asked(stage, `POST /users/${supervisor}/deactivate`)
      stage.advance(HOUR)
      await found(client)
      assert.deepEqual(
        (await sent()).map(({ to }) => to),
        [MANAGER],
      )
    })
  })
}
