import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROUTES } from '@latchkey/contract/routes.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { at, listAt, parseJson, textAt } from '../support/wire/answer.ts'
import { adminToken, runCommandLine } from '../support/wire/command-line.ts'
import { freshName, register } from '../support/wire/management.ts'
import { onStage, type Stage } from '../support/wire/stage.ts'

const folder = makeTempFolder()
let token: Promise<string> | undefined

/** Runs `latchkey call` as the manager. */
async function called(stage: Stage, args: readonly string[], input = '') {
  token ??= adminToken(stage)
  const env = { LATCHKEY_URL: stage.url, LATCHKEY_TOKEN: await token, XDG_CONFIG_HOME: folder.path }
  return runCommandLine(['call', ...args], { env, input, cwd: folder.path })
}

onStage('an operation that is called by its name', stage => {
  test('takes what stands in its path, its query and its body, and prints what came', async () => {
    const { id } = await register(stage(), { name: freshName() })
    const read = await called(stage(), ['getApplication', `id=${id}`])
    assert.deepEqual([read.code, at(parseJson(read.out), 'id')], [0, id], read.err)
    const found = await called(stage(), ['listApplications', `search=${id}`, 'limit=10'])
    assert.deepEqual(
      listAt(parseJson(found.out), 'items').map(each => at(each, 'id')),
      [id],
      found.err,
    )
    const reason = JSON.stringify({ reason: "Its owner said: 'stop'." })
    const stopped = await called(stage(), ['deactivateApplication', `id=${id}`, '--body', '-'], reason)
    assert.equal(textAt(parseJson(stopped.out), 'status'), 'inactive', stopped.err)
    const file = await called(stage(), ['exportApplications', 'format=csv', `search=${id}`])
    assert.match(file.out, new RegExp(`\n.*${id}`), file.err)
  })

  test('edits the version that stands when it is told so, and no other', async () => {
    const { id } = await register(stage(), { name: freshName() })
    const body = JSON.stringify({ scopes: ['RealTimeApi'] })
    const edit = (more: readonly string[]) =>
      called(stage(), ['editApplication', `id=${id}`, '--body', '-', ...more], body)
    const blind = await edit([])
    assert.deepEqual([blind.code, blind.out], [1, ''])
    assert.match(blind.err, /which version you saw: --if-match <etag>, or --if-match current/)
    const stale = await edit(['--if-match', '"77"'])
    assert.match(stale.err, /Changed meanwhile/)
    const done = await edit(['--if-match', 'current'])
    assert.deepEqual(at(parseJson(done.out), 'scopes'), ['RealTimeApi'], done.err)
  })

  test('says what is wrong before anything is sent, and what the server refused', async () => {
    const wrong = [
      [['nothingOfThisName'], /There is no operation called "nothingOfThisName"/],
      [['getApplication'], /needs id=…/],
      [['getApplication', 'id=a', 'id=b'], /id is given twice/],
      [['getApplication', 'name=a'], /"name=a" is no parameter of getApplication, whose names are: id/],
      [['getApplication', 'id=a', '--body', '-'], /takes no body/],
      [['registerApplication'], /takes a body/],
      [['registerApplication', '--body', '-'], /-: is not JSON/],
      [['getApplication', 'id=a', '--if-match', 'current'], /does not take --if-match/],
    ] as const
    for (const [args, words] of wrong) {
      const ran = await called(stage(), args, '{')
      assert.deepEqual([ran.code, ran.out], [1, ''], args.join(' '))
      assert.match(ran.err, words)
    }
    const unknown = await called(stage(), ['getApplication', 'id=../../healthz'])
    assert.match(unknown.err, /Not found: .*\(request req_/)
    const faulty = await called(stage(), ['registerApplication', '--body', '-'], '{"colour":1}')
    assert.match(faulty.err, /Invalid request: .*\n {2}\/\w+: /)
  })

  test('is none of those that only a person with a session may do', async () => {
    const listed = await runCommandLine(['operations', '--json'])
    const ids = listAt(parseJson(listed.out)).map(each => textAt(each, 'id'))
    const all = ROUTES.filter(({ sessionOnly }) => sessionOnly !== true).map(({ id }) => id)
    assert.deepEqual(ids, all)
    const other = ROUTES.find(({ sessionOnly }) => sessionOnly === true)?.id ?? ''
    const ran = await called(stage(), [other])
    assert.match(ran.err, /is for people alone/)
    assert.match((await runCommandLine(['operations', 'rotate', 'secret'])).out, /^OPERATION +CALL/)
  })
})
