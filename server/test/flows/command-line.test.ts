import assert from 'node:assert/strict'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { freePort } from '../support/free-port.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { at, listAt, parseJson, textAt, textsAt } from '../support/wire/answer.ts'
import { adminToken, type Ran, runCommandLine, standBetween } from '../support/wire/command-line.ts'
import { call, edit, freshName, register } from '../support/wire/management.ts'
import { clientCredentials, tokensFor } from '../support/wire/oauth.ts'
import { MANAGER, onStage, type Stage } from '../support/wire/stage.ts'

const folder = makeTempFolder()
let tokens: Promise<string> | undefined

/** Runs a command as the manager. */
async function latchkey(stage: Stage, args: readonly string[], more: { input?: string; url?: string } = {}) {
  tokens ??= adminToken(stage)
  const env = {
    LATCHKEY_URL: more.url ?? stage.url,
    LATCHKEY_TOKEN: await tokens,
    XDG_CONFIG_HOME: folder.path,
  }
  const { input = '' } = more
  return runCommandLine(args, { env, input, cwd: folder.path })
}

function write(name: string, text: string): string {
  writeFileSync(join(folder.path, name), text)
  return name
}

/** A file of a new internal application. */
function fileOf(name: string, more = ''): string {
  return `apiVersion: latchkey/v1\nkind: Application\nvendorName: Wire Tests\nname: ${name}\nscopes: [RealTimeApi]\n${more}`
}

function ended(ran: Ran, code: number): Ran {
  assert.equal(ran.code, code, `${ran.out}\n${ran.err}`)
  return ran
}

/** What no plan can know: a stranger's server that does not answer is asked when it is registered. */
const SILENT_SECTOR =
  'metadata: { subjectType: pairwise, sectorIdentifierUri: "https://nobody.invalid/sector.json" }\n'

onStage('the command line', stage => {
  test('lists applications for people and for programs', async () => {
    const { id } = await register(stage(), { name: freshName() })
    const table = ended(await latchkey(stage(), ['apps', 'list']), 0)
    assert.match(table.out, /^NAME +VENDOR +ID +KIND +CLIENT +STATUS +SCOPES\n/)
    assert.match(
      table.out,
      new RegExp(`Wire Tests +${id} +internal +confidential +active +RealTimeApi ReportingApi\n`),
    )
    const found = ended(await latchkey(stage(), ['apps', 'list', '--search', id, '--json']), 0)
    assert.deepEqual(
      listAt(parseJson(found.out)).map(each => at(each, 'id')),
      [id],
    )
    const none = ended(await latchkey(stage(), ['apps', 'list', '--search', 'nothing of this name']), 0)
    assert.deepEqual([none.out, none.err], ['', 'No application matches.\n'])
  })

  test('shows one application by its id, by both names, and by its name alone', async () => {
    const name = freshName()
    const { id } = await register(stage(), { name })
    for (const meant of [id, `${name}@Wire Tests`, name.toUpperCase()]) {
      const { out } = ended(await latchkey(stage(), ['apps', 'show', meant]), 0)
      assert.match(out, new RegExp(`^${name}@Wire Tests\n +Application ID +${id}\n`))
      assert.match(out, /sec_\w+ +First secret +…/)
    }
    const json = ended(await latchkey(stage(), ['apps', 'show', id, '--json']), 0)
    assert.equal(at(parseJson(json.out), 'id'), id)
    const unknown = ended(await latchkey(stage(), ['apps', 'show', 'Nobody@Nowhere']), 1)
    assert.match(unknown.err, /There is no application called "Nobody@Nowhere"/)
  })

  test('exports every application of the sample so that its plan is empty, and no secret', async () => {
    const all = ended(await latchkey(stage(), ['apps', 'export', '--all']), 0)
    const list = ended(await latchkey(stage(), ['apps', 'list', '--json']), 0)
    const count = listAt(parseJson(list.out)).length
    assert.equal(all.out.split('\nkind: Application\n').length - 1, count)
    assert.doesNotMatch(all.out, /lks_|secret/i)
    const plan = ended(await latchkey(stage(), ['apps', 'plan', '-'], { input: all.out }), 0)
    assert.equal(plan.out, `Nothing would change: ${count} as their files say.\n`)
    const external = listAt(parseJson(list.out)).find(each => at(each, 'type') === 'external')
    const json = ended(await latchkey(stage(), ['apps', 'export', textAt(external, 'id'), '--json']), 0)
    const file = write('external.json', json.out)
    const program = ended(await latchkey(stage(), ['apps', 'plan', file, '--json']), 0)
    assert.equal(at(parseJson(program.out), 'changed'), false)
  })

  test('plans a changed file field by field, applies it, and then has nothing to do', async () => {
    const name = freshName()
    const { id } = await register(stage(), { name })
    const file = write('changed.yaml', fileOf(name, 'metadata:\n  subjectType: pairwise\n'))
    const plan = ended(await latchkey(stage(), ['apps', 'plan', file]), 2)
    assert.equal(
      plan.out,
      [
        `~ ${name}@Wire Tests (${id}, changed.yaml:1)`,
        '    ~ scopes',
        '        - ReportingApi',
        '    ~ callbackUrls',
        '        - https://client.example/callback',
        '    ~ metadata.subjectType: public → pairwise',
        '',
        '0 to register, 1 to change, 0 as their files say.',
        '',
      ].join('\n'),
    )
    const unasked = ended(await latchkey(stage(), ['apps', 'apply', file]), 1)
    assert.match(unasked.err, /Nothing was done: give --yes/)
    ended(await latchkey(stage(), ['apps', 'plan', file]), 2)
    const applied = ended(await latchkey(stage(), ['apps', 'apply', file, '--yes']), 0)
    assert.match(applied.err, new RegExp(`^Changed ${name}@Wire Tests \\(${id}\\)\\.`))
    ended(await latchkey(stage(), ['apps', 'plan', file]), 0)
    const now = (await call(await stage().person(MANAGER), `GET /applications/${id}`)).json()
    assert.deepEqual(
      [at(now, 'scopes'), at(now, 'callbackUrls'), at(now, 'metadata', 'subjectType')],
      [['RealTimeApi'], [], 'pairwise'],
    )
  })

  test('registers what is not there, whole, and tells a secret that works, once', async () => {
    const name = freshName()
    const file = write('new.yaml', fileOf(name, 'rotateRefreshTokens: true\nlifetimes: {accessToken: 300}\n'))
    const plan = ended(await latchkey(stage(), ['apps', 'plan', file]), 2)
    assert.match(plan.out, new RegExp(`^\\+ ${name}@Wire Tests \\(new, confidential, new\\.yaml:1\\)\n`))
    assert.match(plan.out, /\+ lifetimes\.accessToken: 300/)
    const made = ended(await latchkey(stage(), ['apps', 'apply', file, '--yes', '--json']), 0)
    const outcome = at(parseJson(made.out), 'applications', 0)
    const [id, secret] = [textAt(outcome, 'id'), textAt(outcome, 'secret', 'value')]
    assert.doesNotMatch(made.err, /lks_/)
    assert.doesNotMatch(stage().output(), new RegExp(secret))
    const answer = await clientCredentials(stage().url, { id, secret, callbackUrl: '', scopes: [] })
    assert.deepEqual([answer.status, at(answer.json(), 'expires_in')], [200, 300])
    ended(await latchkey(stage(), ['apps', 'plan', file]), 0)
    const again = ended(await latchkey(stage(), ['apps', 'apply', file, '--yes']), 0)
    assert.doesNotMatch(again.out + again.err, /lks_/)
  })

  test('changes nothing that somebody else changed after the plan', async () => {
    const name = freshName()
    const { id } = await register(stage(), { name })
    const file = write('clash.yaml', fileOf(name))
    const between = await standBetween(stage().url, async method => {
      if (method === 'PATCH') await edit(stage(), id, { rotateRefreshTokens: true })
      return 'pass'
    })
    const clash = await latchkey(stage(), ['apps', 'apply', file, '--yes'], { url: between.url })
    between.close()
    ended(clash, 1)
    assert.match(clash.err, /Somebody else changed it .* nothing was changed.*\n.*\(request \w+/)
    const now = (await call(await stage().person(MANAGER), `GET /applications/${id}`)).json()
    assert.deepEqual(
      [at(now, 'rotateRefreshTokens'), at(now, 'scopes')],
      [true, ['RealTimeApi', 'ReportingApi']],
    )
  })

  test('registers one application when the answer is lost on the way', async () => {
    const name = freshName()
    let posts = 0
    const between = await standBetween(stage().url, async method => {
      if (method !== 'POST') return 'pass'
      posts += 1
      return posts === 1 ? 'lost' : 'pass'
    })
    const args = ['apps', 'create', '--vendor', 'Wire Tests', '--name', name, '--scope', 'RealTimeApi']
    const made = await latchkey(stage(), args, { url: between.url })
    between.close()
    ended(made, 0)
    assert.equal(posts, 2)
    assert.match(made.out, /^client_id: app_\w+\nsecret_id: sec_\w+\nclient_secret: lks_\S+\n$/)
    const taken = ended(await latchkey(stage(), args), 1)
    assert.match(taken.err, /^latchkey: .*Name taken: .* \(request \w+/)
  })

  test('keeps a secret in a new file for its owner alone, and writes over none', async () => {
    const { id } = await register(stage())
    const path = join(folder.path, 'kept.secret')
    const made = ended(await latchkey(stage(), ['apps', 'rotate', id, '--secret-file', path]), 0)
    assert.doesNotMatch(made.out + made.err, /lks_/)
    assert.equal(statSync(path).mode & 0o777, 0o600)
    const secret = readFileSync(path, 'utf8').trim()
    assert.equal(
      (await clientCredentials(stage().url, { id, secret, callbackUrl: '', scopes: [] })).status,
      200,
    )
    const second = ended(await latchkey(stage(), ['apps', 'rotate', id, '--secret-file', path]), 1)
    assert.match(second.err, /is there already/)
    const { secrets } = { secrets: listAt(await shown(id), 'secrets') }
    assert.equal(secrets.length, 2)
    const refused = ended(
      await latchkey(stage(), ['apps', 'rotate', 'app_nobody', '--secret-file', `${path}2`]),
      1,
    )
    assert.match(refused.err, /\(request /)
    assert.throws(() => statSync(`${path}2`))
  })

  async function shown(id: string): Promise<unknown> {
    return parseJson(ended(await latchkey(stage(), ['apps', 'show', id, '--json']), 0).out)
  }

  test('rotates: adds a secret, and revokes the one that is named when that is confirmed', async () => {
    const client = await register(stage())
    const { id } = client
    const old = textAt(await shown(id), 'secrets', 0, 'id')
    const unasked = ended(await latchkey(stage(), ['apps', 'rotate', id, '--revoke', old]), 1)
    assert.match(unasked.err, /give --yes/)
    assert.equal(listAt(await shown(id), 'secrets').length, 1)
    const args = ['apps', 'rotate', id, '--label', 'Autumn', '--revoke', old, '--yes', '--json']
    const made = parseJson(ended(await latchkey(stage(), args), 0).out)
    assert.equal(at(made, 'revoked'), old)
    assert.deepEqual(
      listAt(await shown(id), 'secrets').map(secret => at(secret, 'label')),
      ['Autumn'],
    )
    assert.equal((await clientCredentials(stage().url, client)).status, 401)
    const secret = textAt(made, 'secret', 'value')
    assert.equal((await clientCredentials(stage().url, { ...client, secret })).status, 200)
    const unknown = ended(await latchkey(stage(), ['apps', 'rotate', id, '--revoke', 'sec_1', '--yes']), 1)
    assert.match(unknown.err, /has no secret sec_1\. Nothing was done/)
  })

  test('tells all faults of all files at once with line, column and path, and asks the server nothing', async () => {
    const files = [
      write(
        'a.yaml',
        fileOf(
          'A',
          'implicitAllowed: maybe\ncallbackUrls:\n  - https://a.example/cb\n  - http://a.example/cb\n',
        ),
      ),
      write('b.yaml', 'apiVersion: latchkey/v1\nkind: Application\nname: &n B\nvendorName: *n\n'),
      write(
        'c.json',
        '{"apiVersion": "latchkey/v1",\n "kind": "Thing",\n "name": "C",\n "clientSecret": "lks_x"}',
      ),
      write('d.yaml', `# ${'x'.repeat(1024 * 1024)}\n`),
      write('e.yaml', `${fileOf('E')}---\n- 1\n`),
    ]
    const ran = ended(
      await latchkey(stage(), ['apps', 'apply', '--yes', ...files], { url: 'http://localhost:9' }),
      1,
    )
    const lines = ran.err
      .replace(/^latchkey: /, '')
      .trimEnd()
      .split('\n')
    assert.deepEqual(lines, [
      'a.yaml:6:18: /implicitAllowed: implicitAllowed must be true or false, not "maybe".',
      'b.yaml:3:10: /name: Anchors are not read: write it out where it belongs.',
      'b.yaml:4:13: /vendorName: Aliases are not read: write it out where it belongs.',
      'c.json:4:2: /clientSecret: There is no field clientSecret here.',
      'c.json:2:10: /kind: kind must be "Application", not "Thing".',
      'c.json:1:1: /vendorName: vendorName is missing. It must be text of 1 to 100 characters.',
      'c.json:1:1: /scopes: scopes is missing. It must be a list of at most 1000 items.',
      'd.yaml: is larger than 1 MB. A file of applications is a few kB.',
      'e.yaml:7:1: The file must be an object that begins with apiVersion: latchkey/v1 and kind: Application.',
    ])
    const rule = write(
      'f.yaml',
      fileOf('F', 'callbackUrls:\n  - https://a.example/cb\n  - http://a.example/cb\n'),
    )
    assert.match(
      ended(await latchkey(stage(), ['apps', 'plan', rule]), 1).err,
      /f\.yaml:8:5: \/callbackUrls\/1: /,
    )
  })

  test('gives what the server refuses its place in the file, and registers nothing', async () => {
    const name = freshName()
    const file = write(
      'refused.yaml',
      fileOf(name, 'optionalScopes:\n  - AgentApi\nlifetimes:\n  accessToken: 7\n'),
    )
    const ran = ended(await latchkey(stage(), ['apps', 'apply', file, '--yes']), 1)
    assert.match(ran.err, /refused\.yaml:7:5: \/optionalScopes\/0: /)
    assert.match(ran.err, /refused\.yaml:9:16: \/lifetimes\/accessToken: /)
    assert.match(ended(await latchkey(stage(), ['apps', 'plan', file]), 1).err, /refused\.yaml:9:16: /)
    const found = ended(await latchkey(stage(), ['apps', 'list', '--search', name]), 0)
    assert.equal(found.out, '')
  })

  test('stops at the first application that is refused, and says what was done and what was not', async () => {
    const names = [freshName(), freshName(), freshName()]
    const texts = names.map((name, index) => fileOf(name, index === 1 ? SILENT_SECTOR : ''))
    const ran = await latchkey(stage(), ['apps', 'apply', '-', '--yes', '--json'], {
      input: texts.join('---\n'),
    })
    ended(ran, 1)
    assert.match(ran.err, /1 applied, 1 refused, 1 not tried\./)
    assert.deepEqual(listAt(parseJson(ran.out), 'applications').length, 1)
  })

  test('renames by its id, and refuses what is settled and one application in two files', async () => {
    const name = freshName()
    const { id } = await register(stage(), { name })
    const other = freshName()
    const renamed = write('renamed.yaml', fileOf(other, `id: ${id}\n`))
    const plan = ended(await latchkey(stage(), ['apps', 'plan', renamed]), 2)
    assert.match(plan.out, new RegExp(`~ name: ${name} → ${other}\n`))
    ended(await latchkey(stage(), ['apps', 'apply', renamed, '--yes']), 0)
    const unnamed = write('unnamed.yaml', fileOf(other))
    assert.match(ended(await latchkey(stage(), ['apps', 'plan', unnamed]), 0).out, /Nothing would change/)
    const fixed = write('fixed.yaml', fileOf(other, 'clientType: public\n'))
    const ran = ended(await latchkey(stage(), ['apps', 'plan', fixed]), 1)
    assert.match(
      ran.err,
      /fixed\.yaml:6:13: \/clientType: clientType is "confidential" and cannot be changed/,
    )
    await register(stage(), { name })
    const taken = write('taken.yaml', fileOf(name, `id: ${id}\n`))
    assert.match(
      ended(await latchkey(stage(), ['apps', 'apply', taken, '--yes']), 1).err,
      /taken\.yaml:4:7: \/name: .* exists already/,
    )
    const [one, two] = [write('one.yaml', fileOf(other)), write('two.yaml', fileOf(other))]
    const twice = ended(await latchkey(stage(), ['apps', 'plan', one, two]), 1)
    assert.match(twice.err, /two\.yaml:1: is the same application as one\.yaml:1\./)
  })

  test('speaks in the words of the server when somebody may not, and in its own when there is none', async () => {
    const env = { LATCHKEY_URL: stage().url, XDG_CONFIG_HOME: folder.path }
    const narrow = (await tokensFor(stage(), await register(stage()))).access
    const args = ['apps', 'list', '--token', narrow]
    assert.match(
      ended(await runCommandLine(args, { env }), 1).err,
      /^latchkey: Not signed in: .*another audience.*\(request \w+/,
    )
    const wrong = { ...env, LATCHKEY_TOKEN: 'no-token-of-ours' }
    const ended401 = ended(await runCommandLine(['apps', 'list'], { env: wrong }), 1)
    assert.match(ended401.err, /^latchkey: Not signed in: .*\(request \w+/)
    const none = ended(await runCommandLine(['apps', 'list'], { env }), 1)
    assert.match(none.err, /You are not signed in there\. Run: latchkey login --url http:/)
    const away = { ...env, LATCHKEY_TOKEN: 'x', LATCHKEY_URL: `http://localhost:${await freePort()}` }
    assert.match(
      ended(await runCommandLine(['apps', 'list'], { env: away }), 1).err,
      /cannot be reached \(ECONNREFUSED\)/,
    )
    const open = { ...away, LATCHKEY_URL: 'http://latchkey.example' }
    assert.match(ended(await runCommandLine(['apps', 'list'], { env: open }), 1).err, /has no TLS/)
    const other = { ...away, LATCHKEY_URL: `${stage().url}/elsewhere` }
    assert.match(
      ended(await runCommandLine(['apps', 'list'], { env: other }), 1).err,
      /without a word of Latchkey|Not found/i,
    )
  })

  test('finds an application again whatever it is called', async () => {
    const names = [
      'Q',
      '%',
      '_',
      'O\'Hara \\ 100 % "new"',
      '夜間',
      'Re\u0301sume\u0301',
      'x'.repeat(100),
      '🗝'.repeat(100),
    ]
    const vendor = freshName()
    const texts = names.map(
      name =>
        `${fileOf('').replace(/vendorName: .*\nname: .*\n/, '')}vendorName: ${vendor}\nname: ${JSON.stringify(name)}\n`,
    )
    const file = write('names.yaml', texts.join('---\n'))
    ended(await latchkey(stage(), ['apps', 'apply', file, '--yes']), 0)
    const plan = ended(await latchkey(stage(), ['apps', 'plan', file]), 0)
    assert.match(plan.out, /^Nothing would change: 8 as their files say/)
  })

  test('names every field in its plan as the history does', async () => {
    const name = freshName()
    const { id } = await register(stage(), { name, callbackUrls: [] })
    const more = 'optionalScopes: [RealTimeApi]\nrotateRefreshTokens: true\nmetadata: {requirePkce: false}\n'
    const file = write('history.yaml', fileOf(name, `${more}lifetimes: {accessToken: 300}\n`))
    const plan = ended(await latchkey(stage(), ['apps', 'plan', file, '--json']), 2)
    const fields = listAt(parseJson(plan.out), 'applications', 0, 'changes').map(each =>
      textAt(each, 'field'),
    )
    ended(await latchkey(stage(), ['apps', 'apply', file, '--yes']), 0)
    const history = await call(await stage().person(MANAGER), `GET /applications/${id}/history`)
    const recorded = listAt(history.json(), 'items', 0, 'changes').map(each => textAt(each, 'field'))
    assert.deepEqual(recorded.toSorted(), fields.toSorted())
    assert.deepEqual(textsAt(await shown(id), 'optionalScopes'), ['RealTimeApi'])
  })
})
