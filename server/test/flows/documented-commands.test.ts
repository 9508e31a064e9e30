import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { makeTempFolder } from '../support/temp-folder.ts'
import { at, textAt } from '../support/wire/answer.ts'
import { type Client, register } from '../support/wire/management.ts'
import { decide, tokensFor } from '../support/wire/oauth.ts'
import { MANAGER, onStage, type Stage } from '../support/wire/stage.ts'

const run = promisify(execFile)
const docs = join(import.meta.dirname, '../../../docs')

/** The indented commands of a page that hold a word, as somebody would copy them. */
function commandsOf(page: string, word: string): string {
  const text = readFileSync(join(docs, page), 'utf8')
  const blocks = text.split(/\n(?! {4}|\n)/).map(part => part.replace(/^(?! {4}).*$/gm, ''))
  const block = blocks.find(each => each.includes('curl') && each.includes(word))
  if (block === undefined) throw new Error(`${page} has no command with ${word}`)
  return block
}

/** Runs commands of a page in a shell. In: what they call $TOKEN and so on. Out: what they printed. */
async function paste(
  stage: Stage,
  commands: string,
  words: Readonly<Record<string, string>>,
): Promise<string> {
  const here = commands.replaceAll('http://localhost:3000', stage.url)
  const { stdout } = await run('sh', ['-ec', here], { env: { ...process.env, ...words }, timeout: 20_000 })
  return stdout
}

async function adminToken(stage: Stage): Promise<string> {
  return (await tokensFor(stage, await register(stage, { scopes: ['AdminApi'] }))).access
}

onStage('documented commands', stage => {
  test('the edit in docs/openid-connect.md edits an application', async () => {
    const { id } = await register(stage())
    const words = { TOKEN: await adminToken(stage()), APP: id }
    const edited: unknown = JSON.parse(
      await paste(stage(), commandsOf('openid-connect.md', 'if-match'), words),
    )
    assert.deepEqual(
      [at(edited, 'metadata', 'idTokenSignedResponseAlg'), at(edited, 'metadata', 'subjectType')],
      ['EdDSA', 'pairwise'],
    )
  })

  test('the three steps in docs/dynamic-registration.md register software', async () => {
    const steps = commandsOf('dynamic-registration.md', '/oauth2/register').split(/(?=^ *# \d\.)/m)
    const [first = '', second = '', third = ''] = steps.filter(step => step.includes('curl'))
    const words = { TOKEN: await adminToken(stage()) }
    assert.equal(at(JSON.parse(await paste(stage(), first, words)), 'dynamicRegistrationAllowed'), true)
    const made: unknown = JSON.parse(await paste(stage(), second, words))
    const value = textAt(made, 'value')
    assert.match(value, /^lkp_/)
    const registered: unknown = JSON.parse(await paste(stage(), third.replace('lkp_…', value), words))
    assert.equal(at(registered, 'client_name'), 'Night Reports')
  })

  test('the program in docs/management-api.md gets a token that opens the management API', async t => {
    const folder = makeTempFolder()
    t.after(() => folder.remove())
    const text = readFileSync(join(docs, 'management-api.md'), 'utf8')
    const program = join(folder.path, 'token.mjs')
    writeFileSync(program, /```js\n(.*?)```/s.exec(text)?.[1] ?? '')
    const client = await register(stage(), { scopes: ['AdminApi'], clientType: 'public' })
    const token = await signInWith(stage(), client, program)
    const answer = await fetch(`${stage().url}/api/v1/applications/${client.id}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    assert.equal(answer.status, 200)
  })
})

/** Starts the program, opens what it says as a person would, and gives what it printed. */
async function signInWith(stage: Stage, client: Client, program: string): Promise<string> {
  const child = spawn(process.execPath, [program, stage.url, client.id], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  try {
    let address = ''
    for await (const line of createInterface(child.stderr)) {
      address = line
      if (line.startsWith(stage.url)) break
    }
    const person = await stage.person(MANAGER)
    const answer = await decide(person, await person.get(address.slice(stage.url.length)))
    await fetch(answer.location() ?? '')
    let token = ''
    for await (const line of createInterface(child.stdout)) token += line
    return token
  } finally {
    child.kill()
  }
}
