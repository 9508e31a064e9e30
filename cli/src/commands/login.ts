import { spawn } from 'node:child_process'
import { getMe } from '@latchkey/contract/people/people.ts'
import { type Command, isSet, REACH, textOf } from '../command.ts'
import { Failure } from '../failure.ts'
import { plain } from '../print/terminal.ts'
import { call } from '../server/client.ts'
import { credentialsPath, keepSignedIn, readCredentials } from '../server/credentials.ts'
import { addressOf } from '../server/session.ts'
import { signIn } from '../server/sign-in.ts'

const { url, 'allow-http': allowHttp } = REACH

export const login: Command = {
  name: 'login',
  usage: '',
  summary: 'Sign in through your browser',
  details: `Needs an application to sign in with, registered once by somebody who may: public, with the
API scope AdminApi and the callback URL http://127.0.0.1/callback. It is remembered.`,
  takes: { least: 0, most: 0 },
  options: {
    'client-id': { type: 'string', value: 'app_…', help: 'that application (or LATCHKEY_CLIENT_ID)' },
    'no-browser': { type: 'boolean', help: 'only print the address to open' },
    url,
    'allow-http': allowHttp,
  },
  async run(input) {
    const { env, terminal } = input
    const address = await addressOf(input)
    const known = (await readCredentials(env)).servers[address]
    const clientId = textOf(input, 'client-id') ?? (env['LATCHKEY_CLIENT_ID'] || known?.clientId)
    if (clientId === undefined) {
      throw new Failure(
        `Say which application to sign in with: --client-id app_…. See: latchkey login --help`,
      )
    }
    const tokens = await signIn(address, clientId, opened => {
      terminal.err('Open this address in your browser:')
      terminal.out(opened)
      if (terminal.interactive && !isSet(input, 'no-browser')) openBrowser(opened)
    })
    await keepSignedIn(env, address, { clientId, tokens })
    const server = { url: address, token: async () => tokens.access, renewed: async () => null }
    const { user, businessUnit } = (await call(server, getMe, {})).body
    terminal.err(plain(`Signed in as ${user.userName} (${businessUnit.name}, ${businessUnit.number}).`))
    terminal.err(`Kept in ${credentialsPath(env)}.`)
    if ((env['LATCHKEY_TOKEN'] ?? '') !== '') {
      terminal.err('LATCHKEY_TOKEN is set, and commands use that token before this sign-in.')
    }
    return 0
  },
}

/** Tries to; the address was printed, so nothing is lost where there is no browser. */
function openBrowser(address: string): void {
  const [program, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', address]
        : ['xdg-open', address]
  const child = spawn(program ?? '', args, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
