import { once } from 'node:events'
import type { Server, Socket } from 'node:net'

/** A server of a test that counts who comes, so that it can serve as a canary. */
export type Listening = {
  readonly port: number
  /** TCP connections so far, whether a byte came over them or not. */
  connections(): number
  /** Bytes that came over the connections that have ended or are open. */
  bytesIn(): number
  /** Bytes that went out over them. */
  bytesOut(): number
  /** Cuts every connection and stops listening. */
  stop(): Promise<void>
}

/** Makes any server (TCP, HTTP, HTTPS) listen on an address of this machine, on a free port unless one is given. */
export async function startListening(server: Server, address = '127.0.0.1', port = 0): Promise<Listening> {
  const sockets: Socket[] = []
  server.on('connection', (socket: Socket) => {
    sockets.push(socket)
    // A client that goes away in the middle is what many of these tests are about.
    socket.on('error', () => {})
  })
  server.listen(port, address)
  await once(server, 'listening')
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('The listening server has no port.')
  const sum = (count: (socket: Socket) => number) =>
    sockets.reduce((total, socket) => total + count(socket), 0)
  return {
    port: at.port,
    connections: () => sockets.length,
    bytesIn: () => sum(socket => socket.bytesRead),
    bytesOut: () => sum(socket => socket.bytesWritten),
    async stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
