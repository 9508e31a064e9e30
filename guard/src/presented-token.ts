import type { IncomingMessage } from 'node:http'
import type { Presented } from './bearer.ts'

/**
 * Finds every way in which a request of Node presents a token.
 *
 * @param form the parsed form body, when the framework has parsed one
 */
export function presentedToken(request: IncomingMessage, form?: unknown): Presented {
  const { rawHeaders, url = '' } = request
  const authorization: string[] = []
  // Not `headers`: there Node silently drops a second Authorization header.
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const value = rawHeaders[i + 1]
    if (value !== undefined && rawHeaders[i]?.toLowerCase() === 'authorization') authorization.push(value)
  }
  return { authorization, elsewhere: inQuery(url) || inForm(form) }
}

function inQuery(url: string): boolean {
  const start = url.indexOf('?')
  return start >= 0 && new URLSearchParams(url.slice(start)).has('access_token')
}

function inForm(form: unknown): boolean {
  return typeof form === 'object' && form !== null && 'access_token' in form
}
