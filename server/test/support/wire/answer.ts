/** An HTTP answer, read to its end. */
export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON. Throws when it is none. */
  json(): unknown
  /** Where the Location header leads, or null without one. */
  location(): URL | null
}

/** Sends one request and follows no redirect. In: what `fetch` takes. */
export async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { ...init, redirect: 'manual' })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: () => parseJson(text),
    location: () => {
      const location = response.headers.get('location')
      return location === null ? null : new URL(location, url)
    },
  }
}

/** Parses JSON into something that must be looked at before it is used. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  return value
}

/** True for an object whose members can be read by name. */
export function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a path of member names and indexes; undefined where there is none. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value
  for (const step of path) {
    if (Array.isArray(here) && typeof step === 'number') {
      const list: readonly unknown[] = here
      here = list[step]
    } else if (isRecord(here) && typeof step === 'string') here = here[step]
    else return undefined
  }
  return here
}

/** The text at a path. Throws when there is something else. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path)
  if (typeof found !== 'string') throw new Error(`no text at ${path.join('.')} of ${JSON.stringify(value)}`)
  return found
}

/** The number at a path. Throws when there is something else. */
export function numberAt(value: unknown, ...path: readonly (string | number)[]): number {
  const found = at(value, ...path)
  if (typeof found !== 'number') throw new Error(`no number at ${path.join('.')} of ${JSON.stringify(value)}`)
  return found
}

/** The list at a path. Throws when there is something else. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path)
  if (!Array.isArray(found)) throw new Error(`no list at ${path.join('.')} of ${JSON.stringify(value)}`)
  return found
}

/** The texts of the list at a path. Throws when it holds anything else. */
export function textsAt(value: unknown, ...path: readonly (string | number)[]): readonly string[] {
  return listAt(value, ...path).map((_, index) => textAt(value, ...path, index))
}

/** The error parameter of the redirect, or the error member of the JSON body. */
export function errorOf(answer: Answer): string | null {
  const location = answer.location()
  if (location !== null) {
    return location.searchParams.get('error') ?? new URLSearchParams(location.hash.slice(1)).get('error')
  }
  const error = at(answer.json(), 'error')
  return typeof error === 'string' ? error : null
}

/** True for an error page of the server itself: HTML, 4xx, and no way off it but links (RFC 6749 §4.1.2.1). */
export function isErrorPage(answer: Answer): boolean {
  const html = answer.headers.get('content-type')?.startsWith('text/html') === true
  const refuses = answer.status >= 400 && answer.status < 500
  return html && refuses && answer.location() === null && !/<form|<script|http-equiv/i.test(answer.text)
}
