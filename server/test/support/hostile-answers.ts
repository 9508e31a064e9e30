import type { RequestListener } from 'node:http'

export const HUNDRED_MEGABYTES = 100 * 1024 * 1024
const BLOCK = Buffer.alloc(64 * 1024, '[')

/** Answers with 100 MB, as fast as they are taken. */
export const pour: RequestListener = (_, reply) => {
  let left = HUNDRED_MEGABYTES
  const more = () => {
    while (left > 0 && !reply.destroyed) {
      left -= BLOCK.length
      if (!reply.write(BLOCK)) return void reply.once('drain', more)
    }
    reply.end()
  }
  more()
}

/** Answers with a byte now and then, and never ends. */
export const drip: RequestListener = (_, reply) => {
  const timer = setInterval(() => reply.write('['), 100)
  reply.once('close', () => clearInterval(timer))
}

/** Sends whoever comes to another address of this machine. */
export function awayTo(port: number): RequestListener {
  return (_, reply) => void reply.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end()
}
