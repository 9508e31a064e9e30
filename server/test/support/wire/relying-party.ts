import { createServer, type ServerResponse } from 'node:http'
import { startListening } from '../listening.ts'
import { textAt } from './answer.ts'
import { decodeJwt } from './oauth.ts'

/** A request that came to the back-channel logout URL. */
type Received = {
  readonly method: string
  readonly contentType: string
  /** The form's one field; empty when it has another shape. */
  readonly token: string
}

/** What it answers: a status, or `never`. */
type Reaction = number | 'never'

/** The server of an application, on this machine, that is told about logouts. */
export type RelyingParty = {
  /** Its back-channel logout URL. */
  readonly logoutUrl: string
  /** All that came so far, and whether anything waits for an answer. */
  received(): readonly Received[]
  /** Waits until that many requests came. */
  arrived(count: number): Promise<readonly Received[]>
  /** TCP connections so far. */
  connections(): number
  /** How it reacts from now on: one reaction for each request to come, and 200 after the last. */
  react(...reactions: readonly Reaction[]): void
  stop(): Promise<void>
}

/** Starts the server of an application on a free port. Everything is answered with 200 unless told. */
export async function startRelyingParty(): Promise<RelyingParty> {
  const received: Received[] = []
  const waiting = new Set<() => void>()
  let reactions: Reaction[] = []
  const answer = (response: ServerResponse) => {
    const reaction = reactions.shift() ?? 200
    if (reaction !== 'never') response.writeHead(reaction).end()
  }
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      text += chunk
    })
    request.on('end', () => {
      const form = [...new URLSearchParams(text)]
      const token = form.length === 1 && form[0]?.[0] === 'logout_token' ? form[0][1] : ''
      const contentType = request.headers['content-type'] ?? ''
      received.push({ method: request.method ?? '', contentType, token })
      answer(response)
      for (const look of waiting) look()
    })
  })
  const listening = await startListening(server)
  let stopped: Promise<void> | undefined
  return {
    logoutUrl: `http://127.0.0.1:${listening.port}/logout`,
    received: () => received,
    connections: () => listening.connections(),
    arrived: count =>
      new Promise(resolve => {
        const look = () => {
          if (received.length < count) return
          waiting.delete(look)
          resolve(received)
        }
        waiting.add(look)
        look()
      }),
    react: (...next) => {
      reactions = [...next]
    },
    stop: () => {
      stopped ??= listening.stop()
      return stopped
    },
  }
}

/** The `jti` of each logout token that came. */
export function tokenIdsOf(received: readonly Received[]): readonly string[] {
  return received.map(({ token }) => textAt(decodeJwt(token).claims, 'jti'))
}
