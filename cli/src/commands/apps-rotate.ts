import { randomUUID } from 'node:crypto'
import { addSecret, revokeSecret } from '@latchkey/contract/applications/credentials/secrets.ts'
import { type Command, type Input, isSet, JSON_OPTION, REACH, SECRET_FILE, textOf, YES } from '../command.ts'
import { Failure } from '../failure.ts'
import { plain } from '../print/terminal.ts'
import { aliasOf, readMeant } from '../server/applications.ts'
import { call, type Server } from '../server/client.ts'
import { serverOf } from '../server/session.ts'
import { confirm, tellSecret, withSecretFile } from './new-secret.ts'

export const appsRotate: Command = {
  name: 'apps rotate',
  usage: '<application>',
  summary: 'Add a client secret, told once, and revoke another if you say which',
  details: `Without --revoke the old secrets go on working, so that the new one can be put in place first.
Run it again with --revoke-only <id> when nothing uses the old one any more.`,
  takes: { least: 1, most: 1 },
  options: {
    label: { type: 'string', value: 'text', help: 'what to call the new secret' },
    revoke: { type: 'string', value: 'sec_…', help: 'revoke this secret once the new one is made' },
    'revoke-only': { type: 'string', value: 'sec_…', help: 'revoke this secret and make none' },
    ...YES,
    ...SECRET_FILE,
    ...JSON_OPTION,
    ...REACH,
  },
  async run(input) {
    const { terminal } = input
    const json = isSet(input, 'json')
    const only = textOf(input, 'revoke-only')
    const old = only ?? textOf(input, 'revoke')
    const server = await serverOf(input)
    const { application } = await readMeant(server, input.args[0] ?? '')
    const { id, secrets } = application
    const known = secrets.find(secret => secret.id === old)
    if (old !== undefined && known === undefined) {
      throw new Failure(
        `${aliasOf(application)} has no secret ${plain(old)}. Nothing was done; "apps show" lists them.`,
      )
    }
    if (known !== undefined) {
      const question = plain(`Revoke "${known.label}" (…${known.hint})? Whatever uses it stops at once.`)
      if (!(await confirm(terminal, isSet(input, 'yes'), question))) {
        terminal.err('Nothing was done.')
        return 1
      }
    }
    const outcome: { id: string; secret: unknown; revoked: string | null } = {
      id,
      secret: null,
      revoked: null,
    }
    try {
      if (only === undefined) Object.assign(outcome, await addTold(server, id, input))
      if (known !== undefined) {
        await call(server, revokeSecret, { params: { id, secretId: known.id } })
        outcome.revoked = known.id
        terminal.err(plain(`Revoked "${known.label}" (${known.id}).`))
      }
    } finally {
      // A new secret is told even when the old one could not be revoked.
      if (json) terminal.out(JSON.stringify(outcome, null, 2))
    }
    return 0
  },
}

/** Adds a secret and tells it. Out: what JSON would say of it. */
async function addTold(server: Server, id: string, input: Input): Promise<object> {
  const { terminal } = input
  const label = textOf(input, 'label')
  const body = label === undefined ? {} : { label }
  return await withSecretFile(textOf(input, 'secret-file'), async file => {
    const made = await call(server, addSecret, { params: { id }, body, idempotencyKey: randomUUID() })
    return await tellSecret({ id, secret: made.body.secret }, { file, terminal, json: isSet(input, 'json') })
  })
}
