import type { Route } from '@latchkey/contract/route.ts'

/** The parts of a request that a form would send. */
export type Parts = { readonly params?: object; readonly body?: unknown }

/** Text as one word of a POSIX shell, whatever it holds. */
function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/**
 * A call of the management API as a command for a POSIX shell.
 * In: the route, the parts that are sent, and the address of the server. Out: a curl command; the access token (of scope AdminApi), the ETag
 * last read and a key for one attempt stand in it as variables.
 */
export function apiCommand(route: Route, { params = {}, body }: Parts, origin: string): string {
  const values = new Map<string, unknown>(Object.entries(params))
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(values.get(name))),
  )
  const lines = [
    `curl -sS -X ${route.method} ${shellWord(`${origin}/api/v1${path}`)}`,
    '-H "Authorization: Bearer $LATCHKEY_TOKEN"',
  ]
  if (route.ifMatch === true) lines.push('-H "If-Match: $ETAG"')
  if (route.idempotent === true) lines.push('-H "Idempotency-Key: $(uuidgen)"')
  if (body !== undefined) {
    lines.push(
      "-H 'Content-Type: application/json'",
      `--data-binary ${shellWord(JSON.stringify(body, null, 2))}`,
    )
  }
  return lines.join(' \\\n  ')
}

/**
 * The same for the command line of Latchkey, which brings the token and a key for one attempt of its own.
 * In: the route and the parts that are sent. Out: a command for a POSIX shell. An edit is of the version that stands
 * when it runs.
 */
export function typedCommand(route: Route, { params = {}, body }: Parts): string {
  const words = Object.entries(params).map(([name, value]) => shellWord(`${name}=${String(value)}`))
  const command = ['npx latchkey call', route.id, ...words]
  if (route.ifMatch === true) command.push('--if-match current')
  if (body === undefined) return command.join(' ')
  // A line of JSON is never this word, and nothing within is read by the shell.
  return [...command, "--body - <<'JSON'"].join(' ').concat(`\n${JSON.stringify(body, null, 2)}\nJSON`)
}
