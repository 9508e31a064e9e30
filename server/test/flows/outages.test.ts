import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { Client as Connection } from 'pg'
import { freePort } from '../support/free-port.ts'
import { type FailingPostgres, startFailingPostgres } from '../support/postgres.ts'
import { type RunningServer, startLatchkey } from '../support/server-process.ts'
import { at } from '../support/wire/answer.ts'
import { openBrowser, signIn } from '../support/wire/browser.ts'
import { type Client, call, register } from '../support/wire/management.ts'
import { clientCredentials, isActive, ownToken, refresh, tokensFor, tokensIn } from '../support/wire/oauth.ts'
import { MANAGER, PASSWORD, SAMPLE, type Stage } from '../support/wire/stage.ts'

type Away = { readonly postgres: FailingPostgres; readonly server: RunningServer; readonly stage: Stage }

/** A Latchkey on a PostgreSQL that can be taken away, reached by `address` where that is not its own. */
async function startAway(postgres: FailingPostgres, address = postgres.url): Promise<Away> {
  const server = await startLatchkey({
    env: {
      ...SAMPLE,
      LATCHKEY_DATABASE_URL: address,
      LATCHKEY_SEALING_KEY: randomBytes(32).toString('base64'),
    },
  })
  const newPerson = async (userName: string) => {
    const browser = openBrowser(server.url)
    await signIn(browser, userName, PASSWORD)
    return browser
  }
  const stage: Stage = {
    url: server.url,
    engine: 'postgres',
    databaseUrl: postgres.url,
    output: () => server.output(),
    person: newPerson,
    newPerson,
    secondProcess: () => Promise.reject(new Error('There is one process.')),
    stop: () => server.stop(),
  }
  return { postgres, server, stage }
}

async function readiness(url: string): Promise<readonly [number, unknown]> {
  const answer = await fetch(`${url}/readyz`)
  return [answer.status, at(await answer.json(), 'database')]
}

/** Asks until the server says so; fails after half a minute. */
async function untilReady(url: string, state = 'ready'): Promise<void> {
  for (let turn = 0; turn < 300; turn++) {
    if ((await readiness(url))[1] === state) return
    await pause(100)
  }
  assert.fail(`the database never became ${state}`)
}

describe('a database that goes away', () => {
  let away: Away
  let client: Client
  before(async () => {
    const postgres = await startFailingPostgres()
    away = await startAway(postgres)
    client = await register(away.stage)
  })
  after(async () => {
    await away.server.stop()
    await away.postgres.stop()
  })

  test('twelve hard outages under load end no server, and what was acknowledged is there', async () => {
    const { postgres, server, stage } = away
    const manager = await stage.person(MANAGER)
    const statuses = new Set<number>()
    const kept: string[] = []
    let going = true
    const load = async () => {
      while (going) {
        const answer = await clientCredentials(server.url, client).catch(() => null)
        if (answer !== null) statuses.add(answer.status)
        const body = { vendorName: 'Outage', name: randomBytes(6).toString('hex'), scopes: ['RealTimeApi'] }
        const made = await call(manager, 'POST /applications', { body })
        statuses.add(made.status)
        if (made.status === 201) kept.push(body.name)
      }
    }
    const loads = [load(), load(), load(), load()]
    for (let outage = 0; outage < 12; outage++) {
      await pause(150)
      await postgres.crash()
      assert.deepEqual(await readiness(server.url), [503, 'away'])
      await postgres.restart()
      await untilReady(server.url)
    }
    going = false
    await Promise.all(loads)
    assert.deepEqual(statuses, new Set([200, 201, 503]).intersection(statuses))
    assert.ok(statuses.has(200) && statuses.has(201))
    assert.ok(kept.length > 0, 'nothing was written between the outages')
    for (const name of kept) {
      const found = await call(manager, `GET /applications?search=${name}`)
      assert.match(found.text, new RegExp(name), `${name} was acknowledged and is gone`)
    }
  })

  test('a database that hangs answers 503 and is used again when it goes on', async () => {
    const { postgres, server, stage } = away
    const tokens = await tokensFor(stage, client)
    postgres.freeze()
    try {
      const started = await Promise.all(
        Array.from({ length: 15 }, () => refresh(server.url, client, tokens.refresh)),
      )
      assert.deepEqual(new Set(started.map(answer => answer.status)), new Set([503]))
      assert.ok(started.every(answer => Number(answer.headers.get('retry-after')) > 0))
      assert.deepEqual(await readiness(server.url), [503, 'away'])
      assert.equal((await fetch(`${server.url}/oauth2/jwks`)).status, 200)
    } finally {
      postgres.thaw()
    }
    await untilReady(server.url)
    assert.equal(tokensIn(await refresh(server.url, client, tokens.refresh)).access.length > 0, true)
  })

  test('a database that takes no writes answers 503 to what writes, and goes on reading', async () => {
    const { postgres, server, stage } = away
    const manager = await stage.person(MANAGER)
    const own = await ownToken(stage, client)
    const setReadOnly = async (on: boolean) => {
      const connection = new Connection({ connectionString: postgres.url })
      await connection.connect()
      await connection.query('set default_transaction_read_only = off')
      await connection.query(`alter system set default_transaction_read_only = ${on ? 'on' : 'off'}`)
      await connection.query('select pg_reload_conf()')
      await connection.end()
    }
    await setReadOnly(true)
    try {
      await untilReady(server.url, 'read-only')
      const body = { vendorName: 'Standby', name: 'Never', scopes: ['RealTimeApi'] }
      assert.equal((await call(manager, 'POST /applications', { body })).status, 503)
      assert.equal((await call(manager, 'GET /applications')).status, 200)
      assert.equal(await isActive(server.url, client, own), true)
    } finally {
      await setReadOnly(false)
    }
    await untilReady(server.url)
    assert.equal((await call(manager, 'GET /applications?search=Never')).text.includes('"Never"'), false)
  })
})

type Cut = 'before' | 'after'

/** A proxy that cuts the connection at a COMMIT when told: before the database hears it, or before we hear the answer. */
class CommitCutter {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  cut: Cut | null = null
  cuts = 0

  constructor(port: number) {
    this.#server = createServer(client => {
      const database = connect(port, '127.0.0.1')
      for (const socket of [client, database]) {
        this.#sockets.add(socket)
        socket.on('error', () => {})
        socket.on('close', () => {
          this.#sockets.delete(socket)
          client.destroy()
          database.destroy()
        })
      }
      let deaf = false
      client.on('data', chunk => {
        const how = /commit/i.test(chunk.toString('latin1')) ? this.cut : null
        if (how !== null) {
          this.cut = null
          this.cuts += 1
        }
        if (how === 'before') client.destroy()
        else database.write(chunk)
        if (how === 'after') deaf = true
      })
      database.on('data', chunk => {
        if (deaf) client.destroy()
        else client.write(chunk)
      })
    })
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>(resolve => this.#server.listen(port, '127.0.0.1', resolve))
  }

  close(): void {
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
  }
}

describe('a connection that is cut in the middle of a COMMIT', () => {
  test('is 503, and what was to be done happened once or not at all, and never by itself afterwards', async () => {
    const postgres = await startFailingPostgres()
    const cutter = new CommitCutter(Number(new URL(postgres.url).port))
    const port = await freePort()
    await cutter.listen(port)
    const proxied = new URL(postgres.url)
    proxied.port = String(port)
    const { server, stage } = await startAway(postgres, proxied.href)
    try {
      const manager = await stage.person(MANAGER)
      for (const [cut, happened] of [
        ['before', 0],
        ['after', 1],
      ] as const) {
        const name = `Cut ${cut}`
        cutter.cut = cut
        const body = { vendorName: 'Proxy', name, scopes: ['RealTimeApi'] }
        const answer = await call(manager, 'POST /applications', { body })
        assert.deepEqual([answer.status, cutter.cut], [503, null], cut)
        const found = await call(manager, `GET /applications?search=${encodeURIComponent(name)}`)
        assert.equal(found.text.split(`"${name}"`).length - 1, happened, found.text)
      }
      assert.equal(cutter.cuts, 2)
    } finally {
      await server.stop()
      cutter.close()
      await postgres.stop()
    }
  })
})

describe('a fault that nothing caught', () => {
  test('is logged, lets the server drain and ends it with code 70', async () => {
    const preload = `data:text/javascript,${encodeURIComponent(
      "process.on('SIGUSR2', () => { setImmediate(() => { throw new Error('out of nowhere') }) })",
    )}`
    const server = await startLatchkey({ env: { ...SAMPLE, NODE_OPTIONS: `--import=${preload}` } })
    try {
      server.signal('SIGUSR2')
      assert.equal(await server.ended, 70)
      assert.match(server.output(), /a fault that nothing caught \(uncaughtException\).*out of nowhere/s)
    } finally {
      await server.stop()
    }
  })
})
