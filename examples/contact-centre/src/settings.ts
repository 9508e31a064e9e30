export type Settings = { readonly issuer: string; readonly host: string; readonly port: number }

type ReadSettings =
  | { readonly ok: true; readonly settings: Settings }
  /** One sentence per fault. */
  | { readonly ok: false; readonly faults: readonly string[] }

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the settings of the example: `LATCHKEY_URL` (the issuer), `LATCHKEY_HOST`, and
 * `LATCHKEY_EXAMPLE_PORT` (default `LATCHKEY_PORT` + 1). All faults are reported together.
 */
export function readSettings(environment: Environment): ReadSettings {
  const { LATCHKEY_URL: issuer = 'http://localhost:3000', LATCHKEY_HOST: host = '127.0.0.1' } = environment
  const serverPort = portFrom(environment['LATCHKEY_PORT'] ?? '3000')
  const given = environment['LATCHKEY_EXAMPLE_PORT']
  const port = given === undefined ? serverPort && serverPort + 1 : portFrom(given)
  const faults: string[] = []
  if (!/^https?:$/.test(URL.parse(issuer)?.protocol ?? ''))
    faults.push('LATCHKEY_URL is not an http address.')
  if (host === '') faults.push('LATCHKEY_HOST is empty.')
  if (serverPort === undefined && given === undefined) faults.push('LATCHKEY_PORT is not a port number.')
  else if (port === undefined || port > 65_535) faults.push('LATCHKEY_EXAMPLE_PORT is not a port number.')
  if (faults.length > 0 || port === undefined) return { ok: false, faults }
  return { ok: true, settings: { issuer, host, port } }
}

function portFrom(text: string): number | undefined {
  return /^[0-9]{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined
}
