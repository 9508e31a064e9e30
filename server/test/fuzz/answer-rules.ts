import { parseJson, textAt } from '../support/wire/answer.ts'

/** An answer as an injected request gives it. */
type Injected = {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, number | string | readonly string[] | undefined>>
  readonly body: string
}

/** Addresses that any answer may send a browser to. */
type Allowed = { readonly origin: string; readonly callbackUrls: readonly string[] }

const INSIDES =
  /node_modules|server\/src|\.ts:\d+|\bat (?:async )?\S+ \(|file:\/\/|SQLITE_|ERR_[A-Z]|FST_ERR|Error: |insert into|select "/
const LONGEST_BODY = 512 * 1024
/** RFC 6749 §5.2: printable ASCII without the quotation mark and the backslash. */
const DESCRIPTION = /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/

function headerOf(answer: Injected, name: string): string {
  return String(answer.headers[name] ?? '')
}

/** Everything that every answer must be, whatever was asked. Out: the rules it breaks, in words. */
export function faultsOf(answer: Injected, path: string, allowed: Allowed): string[] {
  const faults: string[] = []
  if (answer.statusCode >= 500) faults.push(`status ${answer.statusCode}`)
  if (INSIDES.test(answer.body) && !path.startsWith('/api/v1/openapi')) faults.push('tells of its insides')
  if (answer.body.length > LONGEST_BODY) faults.push(`a body of ${answer.body.length}`)
  if (headerOf(answer, 'x-content-type-options') !== 'nosniff') faults.push('no nosniff')
  if (!headerOf(answer, 'content-security-policy').includes("default-src 'none'")) faults.push('no policy')
  const type = headerOf(answer, 'content-type')
  if (type.startsWith('text/html')) faults.push(...pageFaults(answer))
  else if (answer.statusCode >= 400) faults.push(...errorFaults(answer, path, type))
  return [...faults, ...redirectFaults(answer, allowed), ...cookieFaults(answer)]
}

function pageFaults(answer: Injected): string[] {
  const policy = headerOf(answer, 'content-security-policy')
  const faults: string[] = []
  if (!policy.includes("frame-ancestors 'none'") || !policy.includes("base-uri 'none'")) faults.push(policy)
  if (/unsafe-eval|script-src[^;]*unsafe-inline|script-src[^;]*\*/.test(policy)) faults.push(policy)
  if (!/no-store|no-cache/.test(headerOf(answer, 'cache-control'))) faults.push('a page that is kept')
  if (/<script>alert|onerror=/.test(answer.body)) faults.push('markup from the request')
  return faults
}

function errorFaults(answer: Injected, path: string, type: string): string[] {
  if (answer.body === '') return ['an error without words']
  if (!/^application\/(problem\+)?json/.test(type)) return [`an error of type ${type}`]
  try {
    const body = parseJson(answer.body)
    if (!path.startsWith('/oauth2/')) {
      for (const name of ['type', 'title', 'detail', 'requestId']) textAt(body, name)
      return type.startsWith('application/problem+json') ? [] : [`a problem of type ${type}`]
    }
    textAt(body, 'error')
    return DESCRIPTION.test(textAt(body, 'error_description')) ? [] : ['a description out of form']
  } catch {
    return [`an error of another shape: ${answer.body.slice(0, 200)}`]
  }
}

function redirectFaults(answer: Injected, allowed: Allowed): string[] {
  const { location } = answer.headers
  if (location === undefined) return []
  const url = new URL(String(location), allowed.origin)
  const bare = `${url.origin}${url.pathname}`
  return url.origin === allowed.origin || allowed.callbackUrls.includes(bare) ? [] : [`sends to ${url.href}`]
}

function cookieFaults(answer: Injected): string[] {
  return [answer.headers['set-cookie'] ?? []]
    .flat()
    .map(String)
    .filter(line => line.length > 4_096 || !/; HttpOnly/i.test(line) || !/; Path=\//i.test(line))
    .filter(line => !/Expires=Thu, 01 Jan 1970/.test(line))
    .map(line => `the cookie ${line.slice(0, 100)}`)
}
