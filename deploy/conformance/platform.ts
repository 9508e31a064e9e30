/** A running Latchkey with somebody signed in: the management API, called as the console calls it. */
export type Platform = {
  readonly call: (method: string, path: string, sent?: Sent) => Promise<Called>
}

type Sent = { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
type Called = { readonly status: number; readonly etag: string; readonly body: unknown }

/** The member of a JSON value at a path of names, or undefined. */
export function member(value: unknown, ...path: readonly string[]): unknown {
  let at = value
  for (const name of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined
    at = Object.entries(at).find(([key]) => key === name)?.[1]
  }
  return at
}

/** As {@link member}, for text. Throws when there is none: the API answered something else than its contract says. */
export function textOf(value: unknown, ...path: readonly string[]): string {
  const found = member(value, ...path)
  if (typeof found !== 'string') throw new Error(`The answer holds no ${path.join('.')}.`)
  return found
}

function keepCookies(jar: Map<string, string>, response: Response): void {
  for (const line of response.headers.getSetCookie()) {
    const [pair = ''] = line.split(';')
    const [name = '', ...value] = pair.split('=')
    jar.set(name, value.join('='))
  }
}

function cookiesOf(jar: ReadonlyMap<string, string>): string {
  return Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ')
}

/** The hidden fields of the sign-in form. Their values are base64url or sealed text: no entity stands in them. */
function hiddenFields(page: string): Record<string, string> {
  const found = page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
  return Object.fromEntries(Array.from(found, ([, name = '', value = '']) => [name, value]))
}

/**
 * Signs somebody in by the form.
 * In: the base URL of Latchkey, a user name and a password. Out: the platform. Throws when nobody was signed in.
 */
export async function signIn(server: string, userName: string, password: string): Promise<Platform> {
  const jar = new Map<string, string>()
  const page = await fetch(`${server}/`, { redirect: 'manual' })
  keepCookies(jar, page)
  const form = new URLSearchParams({ ...hiddenFields(await page.text()), userName, password })
  const answer = await fetch(`${server}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(jar), origin: new URL(server).origin },
    body: form,
  })
  if (answer.status !== 303) throw new Error(`${userName} could not sign in: HTTP ${answer.status}.`)
  keepCookies(jar, answer)
  return { call: (method, path, sent = {}) => call(server, jar, `${method} ${path}`, sent) }
}

async function call(
  server: string,
  jar: ReadonlyMap<string, string>,
  operation: string,
  sent: Sent,
): Promise<Called> {
  const [method = 'GET', path = ''] = operation.split(' ')
  const response = await fetch(`${server}/api/v1${path}`, {
    method,
    headers: {
      cookie: cookiesOf(jar),
      origin: new URL(server).origin,
      ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...sent.headers,
    },
    ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${operation} was refused: HTTP ${response.status} ${text}`)
  const body: unknown = text === '' ? null : JSON.parse(text)
  return { status: response.status, etag: response.headers.get('etag') ?? '', body }
}
