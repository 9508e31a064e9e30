import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { freePort } from '../support/free-port.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { at, isRecord, parseJson, textAt } from '../support/wire/answer.ts'
import { type Ran, runCommandLine, startCommandLine } from '../support/wire/command-line.ts'
import { register } from '../support/wire/management.ts'
import { decide, refresh } from '../support/wire/oauth.ts'
import { MANAGER, onStage, type Stage } from '../support/wire/stage.ts'

/** Where one person of one test keeps what the command line keeps. */
function home() {
  const folder = makeTempFolder()
  const file = join(folder.path, 'latchkey/credentials.json')
  return {
    env: { XDG_CONFIG_HOME: folder.path },
    file,
    kept: (): unknown => parseJson(readFileSync(file, 'utf8')),
  }
}

/** Runs `latchkey login` with a browser that is played. In: what the browser does with the address that is printed. */
async function login(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  browse: (address: string) => Promise<void>,
): Promise<Ran> {
  const child = startCommandLine(['login', ...args], { env })
  child.stdin.end()
  const closed = once(child, 'close')
  const err = text(child.stderr)
  const lines: string[] = []
  const reader = createInterface(child.stdout)
  reader.on('line', line => {
    lines.push(line)
    if (lines.length === 1) browse(line).catch(() => child.kill())
  })
  await closed
  return { code: child.exitCode, out: lines.join('\n'), err: await err }
}

/** The manager's browser: it opens the address, decides, and goes where it is sent. Out: what it is told there. */
async function visit(stage: Stage, address: string, decision: 'allow' | 'deny' = 'allow'): Promise<string> {
  const person = await stage.person(MANAGER)
  const answer = await decide(person, await person.get(address.slice(stage.url.length)), decision)
  const back = answer.location() ?? assert.fail(`no way back: ${answer.status}`)
  return (await fetch(back)).text()
}

onStage('signing in from the command line', stage => {
  const publicClient = () => register(stage(), { scopes: ['AdminApi'], clientType: 'public' })

  test('goes through the browser, keeps the tokens for this user alone, and renews them', async () => {
    const client = await publicClient()
    const { env, file, kept } = home()
    let told = ''
    const args = ['--url', stage().url, '--client-id', client.id]
    const ran = await login(args, env, async address => {
      told = await visit(stage(), address)
    })
    assert.equal(ran.code, 0, ran.err)
    assert.match(told, /^You are signed in\./)
    assert.match(ran.err, /Signed in as manager@harbour\.example \(Harbour Support, 4512345\)\./)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.equal(statSync(join(file, '..')).mode & 0o777, 0o700)
    const before = at(kept(), 'servers', stage().url, 'tokens')
    for (const secret of [textAt(before, 'access'), textAt(before, 'refresh')]) {
      assert.ok(!ran.out.includes(secret) && !ran.err.includes(secret))
    }

    // Where somebody signed in last is where commands go.
    assert.equal((await runCommandLine(['apps', 'list'], { env })).code, 0)

    const tokens = isRecord(before) ? { ...before, endsAt: 0 } : assert.fail()
    const servers = { [stage().url]: { clientId: client.id, tokens } }
    writeFileSync(file, JSON.stringify({ version: 1, latest: stage().url, servers }))
    assert.equal((await runCommandLine(['apps', 'list'], { env })).code, 0)
    const after = at(kept(), 'servers', stage().url, 'tokens')
    assert.notEqual(textAt(after, 'refresh'), textAt(before, 'refresh'))
    assert.equal(statSync(file).mode & 0o777, 0o600)

    const out = await runCommandLine(['logout'], { env })
    assert.equal(out.code, 0, out.err)
    assert.deepEqual(at(kept(), 'servers', stage().url), { clientId: client.id })
    assert.equal((await refresh(stage().url, client, textAt(after, 'refresh'))).status, 400)
    const ended = await runCommandLine(['apps', 'list'], { env })
    assert.deepEqual([ended.code, /You are not signed in there/.test(ended.err)], [1, true])

    // The application is remembered.
    const again = await login(
      ['--url', stage().url],
      env,
      async address => void (await visit(stage(), address)),
    )
    assert.equal(again.code, 0, again.err)
  })

  test('takes nothing from somebody who does not know the state, and nothing of another issuer', async () => {
    const client = await publicClient()
    const { env } = home()
    const answers: number[] = []
    const ran = await login(['--url', stage().url, '--client-id', client.id], env, async address => {
      const query = new URL(address).searchParams
      const back = query.get('redirect_uri') ?? ''
      const state = query.get('state') ?? ''
      for (const path of ['?code=lkc_x', '?code=lkc_x&state=guess', `/../?code=lkc_x&state=${state}`]) {
        answers.push((await fetch(`${back}${path}`)).status)
      }
      const mixed = new URLSearchParams({ code: 'lkc_x', state, iss: 'https://other.example' })
      const told = await (await fetch(`${back}?${mixed.toString()}`)).text()
      assert.match(told, /^You are not signed in/)
    })
    assert.deepEqual(answers, [404, 404, 404])
    assert.deepEqual([ran.code, /iss/.test(ran.err)], [1, true], ran.err)
  })

  test('says when the person says no, and keeps nothing', async () => {
    const client = await publicClient()
    const { env, kept } = home()
    const ran = await login(['--url', stage().url, '--client-id', client.id], env, async address => {
      assert.match(await visit(stage(), address, 'deny'), /^You are not signed in/)
    })
    assert.equal(ran.code, 1)
    assert.match(ran.err, /refused it: .*\(access_denied\)/)
    assert.throws(kept)
  })

  test('needs to know the application, and a file of its own', async () => {
    const { env, file } = home()
    const none = await runCommandLine(['login', '--url', stage().url], { env })
    assert.match(none.err, /Say which application to sign in with: --client-id/)
    const client = await publicClient()
    const away = await runCommandLine(
      ['login', '--url', `http://localhost:${await freePort()}`, '--client-id', client.id],
      { env },
    )
    assert.match(away.err, /cannot be reached \(ECONNREFUSED\)/)
    const unknown = await runCommandLine(['login', '--url', `${stage().url}/x`, '--client-id', client.id], {
      env,
    })
    assert.match(unknown.err, /does not answer as a Latchkey does/)
    await login(['--url', stage().url, '--client-id', client.id], env, async address => {
      await visit(stage(), address)
    })
    chmodSync(file, 0o644)
    const open = await runCommandLine(['apps', 'list'], { env })
    assert.deepEqual([open.code, /can be read by others/.test(open.err)], [1, true], open.err)
    chmodSync(file, 0o600)
    writeFileSync(file, '{"version": 9}')
    const foreign = await runCommandLine(['apps', 'list'], { env })
    assert.match(foreign.err, /is no file of latchkey/)
  })

  test('sends a token to no other address than the one it is of', async () => {
    const client = await publicClient()
    const { env } = home()
    await login(['--url', stage().url, '--client-id', client.id], env, async address => {
      await visit(stage(), address)
    })
    const elsewhere = await runCommandLine(['apps', 'list', '--url', 'http://localhost:1'], { env })
    assert.match(elsewhere.err, /http:\/\/localhost:1: You are not signed in there/)
  })
})
