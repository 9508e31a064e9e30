import { type Command, REACH } from '../command.ts'
import { Failure } from '../failure.ts'
import { keepSignedIn, readCredentials } from '../server/credentials.ts'
import { addressOf } from '../server/session.ts'
import { revokeTokens } from '../server/sign-in.ts'

const { url, 'allow-http': allowHttp } = REACH

export const logout: Command = {
  name: 'logout',
  usage: '',
  summary: 'Forget the tokens here, and end them at the server',
  details:
    'The application that you signed in with is remembered, so that "latchkey login" is enough next time.',
  takes: { least: 0, most: 0 },
  options: { url, 'allow-http': allowHttp },
  async run(input) {
    const { env, terminal } = input
    const address = await addressOf(input)
    const known = (await readCredentials(env)).servers[address]
    if (known?.tokens === undefined) {
      terminal.err(`You are not signed in at ${address}.`)
      return 0
    }
    // Forgotten first: whatever the server says, they are not kept here.
    await keepSignedIn(env, address, { clientId: known.clientId })
    try {
      await revokeTokens(address, known)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      throw new Failure(`${error.message}\nThe tokens are forgotten here and not ended there.`, error)
    }
    terminal.err(`Signed out at ${address}.`)
    return 0
  },
}
