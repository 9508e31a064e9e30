import { type Answer, send } from './answer.ts'

/** A browser without scripts: it keeps cookies, and neither follows redirects nor names an origin by itself. */
export type Browser = {
  /** Base address of the server. */
  readonly url: string
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
  /** Posts a form; a list repeats a field. */
  post(
    path: string,
    fields: Readonly<Record<string, string | readonly string[]>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>
  /** Posts JSON, as a script of a page of this site would. */
  postJson(path: string, body: unknown): Promise<Answer>
  /** The Cookie header it would send; empty without cookies. */
  cookies(): string
}

/** Opens a browser without any cookie. In: the base address of the server. */
export function openBrowser(url: string): Browser {
  const jar = new Map<string, string>()
  const cookies = () => Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ')
  const keep = (answer: Answer): Answer => {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';')
      const [name = '', ...value] = pair.split('=')
      const gone = attributes.some(text => /^ *(max-age=0|expires=thu, 01 jan 1970)/i.test(text))
      if (gone) jar.delete(name)
      else jar.set(name, value.join('='))
    }
    return answer
  }
  const withCookies = (headers: Readonly<Record<string, string>> = {}) =>
    jar.size === 0 ? headers : { cookie: cookies(), ...headers }
  return {
    url,
    cookies,
    get: async (path, headers) => keep(await send(`${url}${path}`, { headers: withCookies(headers) })),
    post: async (path, fields, headers) =>
      keep(
        await send(`${url}${path}`, {
          method: 'POST',
          headers: withCookies(headers),
          body: new URLSearchParams(pairsOf(fields)),
        }),
      ),
    postJson: async (path, body) =>
      keep(
        await send(`${url}${path}`, {
          method: 'POST',
          headers: withCookies({ 'content-type': 'application/json', origin: url }),
          body: JSON.stringify(body),
        }),
      ),
  }
}

function pairsOf(fields: Readonly<Record<string, string | readonly string[]>>): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
  )
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** Text as it stands in HTML, read. */
export function unescapeHtml(text: string): string {
  return text.replaceAll(
    /&(?:#(\d+)|(\w+));/g,
    (whole, code: string | undefined, name: string | undefined) =>
      code === undefined ? (ENTITIES[name ?? ''] ?? whole) : String.fromCodePoint(Number(code)),
  )
}

/** The hidden fields of a page's forms by name; the first of a name counts. */
export function hiddenFields(page: string): { readonly [name: string]: string } {
  const fields: { [name: string]: string } = {}
  for (const [, name = '', value = ''] of page.matchAll(
    /<input type="hidden" name="([^"]*)" value="([^"]*)"/g,
  )) {
    fields[name] ??= unescapeHtml(value)
  }
  return fields
}

/** The values of a page's ticked boxes. */
export function tickedBoxes(page: string): readonly string[] {
  const boxes = page.matchAll(/<input type="checkbox"[^>]* value="([^"]*)" checked>/g)
  return Array.from(boxes, ([, value = '']) => unescapeHtml(value))
}

/**
 * Whether a form was refused without a dead end: it is shown again, or the browser goes on to a page of ours, with
 * nothing for an application in the address.
 */
export function leadsBack(answer: Answer): boolean {
  const location = answer.headers.get('location')
  if (answer.status === 403) return location === null && answer.text.includes('<form')
  return answer.status === 303 && /^\/(?!\/|.*[?&#](code|access_token|id_token)=)/.test(location ?? '')
}

/** Signs in by the form. Throws when that does not succeed. In: where the form is shown; the start page unless told. */
export async function signIn(
  browser: Browser,
  userName: string,
  password: string,
  path = '/',
): Promise<Answer> {
  const page = await browser.get(path)
  const answer = await browser.post('/sign-in', { ...hiddenFields(page.text), userName, password })
  if (answer.status !== 303)
    throw new Error(`${userName} could not sign in: ${answer.status}\n${answer.text}`)
  return answer
}
