import { Failure } from '../failure.ts'

/** Where `npm start` puts it. */
export const DEFAULT_URL = 'http://localhost:3000'

const HERE = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * The base address of a Latchkey, without a slash at the end. In: what somebody typed, and whether they said that plain
 * HTTP will do. Refuses what is no address, and HTTP to another machine: everybody on the way could read the token.
 */
export function readAddress(text: string, allowHttp: boolean): string {
  const url = URL.parse(text)
  const wrong = url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== ''
  if (wrong || url.search !== '' || url.hash !== '') {
    throw new Failure(`"${text}" is no address of a Latchkey. It looks like https://latchkey.example.`)
  }
  if (url.protocol === 'http:' && !HERE.has(url.hostname) && !allowHttp) {
    throw new Failure(
      `${text} is on another machine and has no TLS. Use https, or --allow-http on a network you trust.`,
    )
  }
  return url.href.replace(/\/+$/, '')
}
