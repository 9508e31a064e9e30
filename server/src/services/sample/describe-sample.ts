export type SampleUser = {
  readonly userName: string
  readonly fullName: string
  readonly securityProfileId: string
  /** Number of the business unit; the platform's own when null. */
  readonly businessUnit: string | null
}

/** What was made, as far as whoever started the server must know. */
export type SampleFacts = {
  /** Of all its users. */
  readonly password: string
  /** Whether it was made up here, so that nobody knows it yet. */
  readonly generated: boolean
  readonly users: readonly SampleUser[]
  /** An application that gets a token and calls an API with it as it stands. */
  readonly firstCall: {
    readonly application: string
    readonly clientId: string
    readonly clientSecret: string
    readonly scope: string
    readonly tokenUrl: string
    readonly callUrl: string
  }
}

/**
 * What the start prints about a sample that was just made, line by line.
 * A password that was given is not repeated; one that was made up is shown this once.
 */
export function describeSample({ password, generated, users, firstCall }: SampleFacts): string[] {
  const widest = Math.max(...users.map(user => user.userName.length))
  const secret = generated
    ? `the password ${password} (shown only this once)`
    : 'the password in LATCHKEY_SAMPLE_PASSWORD'
  return [
    `Sign in with ${secret} as one of the sample users:`,
    ...users.map(user => `  ${user.userName.padEnd(widest)}  ${user.fullName}`),
    '',
    `This gets a token for the sample application ${firstCall.application} and calls an API with it:`,
    '',
    commandOf(firstCall),
  ]
}

/** One command for a POSIX shell with curl and sed. No value in it holds anything that a shell reads otherwise. */
function commandOf(call: SampleFacts['firstCall']): string {
  const token =
    `curl -sS -u ${call.clientId}:${call.clientSecret} -d grant_type=client_credentials ` +
    `-d scope=${call.scope} ${call.tokenUrl} | sed -n 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/p'`
  return `curl -sS -H "Authorization: Bearer $(${token})" ${call.callUrl}`
}
