import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { conformancePlans } from './plans.ts'
import { signIn } from './platform.ts'
import { registerClients } from './register-clients.ts'
import type { Setting } from './setting.ts'

const USAGE = `Prepares a running Latchkey for the OpenID Foundation's conformance suite.

  LATCHKEY_CONFORMANCE_PASSWORD=… node deploy/conformance/main.ts \\
    --server https://latchkey.example --user manager@harbour.example \\
    [--suite https://localhost.emobix.co.uk:8443] [--alias latchkey] [--out conformance-plans]

The user must be allowed to register applications and to edit the business unit. See docs/conformance.md.`

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}

function readSetting(): Setting & { readonly out: string } {
  const { values } = parseArgs({
    options: {
      server: { type: 'string' },
      user: { type: 'string' },
      suite: { type: 'string', default: 'https://localhost.emobix.co.uk:8443' },
      alias: { type: 'string', default: 'latchkey' },
      out: { type: 'string', default: 'conformance-plans' },
    },
  })
  const { server, user, suite, alias, out } = values
  const password = process.env['LATCHKEY_CONFORMANCE_PASSWORD'] ?? ''
  if (server === undefined || user === undefined || password === '') throw new Error(USAGE)
  if (!/^[a-z0-9-]{1,40}$/.test(alias)) throw new Error('An alias has small letters, digits and hyphens.')
  return { server: withoutSlash(server), suite: withoutSlash(suite), alias, userName: user, password, out }
}

async function main(): Promise<void> {
  const setting = readSetting()
  const platform = await signIn(setting.server, setting.userName, setting.password)
  const plans = conformancePlans(setting, await registerClients(platform, setting))
  await mkdir(setting.out, { recursive: true, mode: 0o700 })
  console.log('The plans, as the runner of the suite takes them:\n')
  for (const { file, plan, configuration } of plans) {
    const path = join(setting.out, file)
    // It holds secrets and a password.
    await writeFile(path, `${JSON.stringify(configuration, null, 2)}\n`, { mode: 0o600 })
    console.log(`  '${plan}' ${path}`)
  }
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
