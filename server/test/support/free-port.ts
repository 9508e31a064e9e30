import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Returns a TCP port of 127.0.0.1 that was free a moment ago. Another process may still take it first, so a
 * caller that cannot afford that tries again with another one.
 */
export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('The listening socket has no port.')
  return address.port
}
