import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below those that the system gives to connections on their way out, which may take one at any moment. */
const FIRST = 20_000
const COUNT = 12_000
const TRIES = 100

/**
 * Returns a TCP port of 127.0.0.1 that was free a moment ago. Another process may still take it first, so a
 * caller that cannot afford that tries again with another one.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const port = FIRST + randomInt(COUNT)
    if (await isFree(port)) return port
  }
  throw new Error(`Of ${TRIES} ports from ${FIRST} on none is free.`)
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
