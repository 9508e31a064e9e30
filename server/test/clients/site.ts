import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { startListening } from '../support/listening.ts'

/** Where an application is served. Its address is known before it is made, so that it can be registered first. */
type Site = {
  readonly origin: string
  serve(application: RequestListener): void
}

/** Starts a site on a free port for as long as `use` takes; it answers 503 until there is something to serve. */
export async function withSite<T>(use: (site: Site) => Promise<T>): Promise<T> {
  let serving: RequestListener = (_request, response) => void response.writeHead(503).end()
  const server = createServer((request, response) => serving(request, response))
  const listening = await startListening(server)
  const origin = `http://127.0.0.1:${listening.port}`
  const serve = (application: RequestListener): void => {
    serving = application
  }
  try {
    return await use({ origin, serve })
  } finally {
    await listening.stop()
  }
}

/** Serves what speaks the Request and Response of the Fetch standard. */
export function listener(origin: string, answer: (request: Request) => Promise<Response>): RequestListener {
  return (incoming, outgoing) => {
    readRequest(origin, incoming)
      .then(answer)
      .then(async response => {
        outgoing.writeHead(response.status, [...response.headers].flat()).end(await response.text())
      })
      .catch((error: unknown) => {
        outgoing.writeHead(500).end(String(error))
      })
  }
}

async function readRequest(origin: string, incoming: IncomingMessage): Promise<Request> {
  const headers = new Headers()
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
    headers.append(incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '')
  }
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part)
  const method = incoming.method ?? 'GET'
  const body = method === 'GET' || method === 'HEAD' ? {} : { body: Buffer.concat(parts) }
  return new Request(`${origin}${incoming.url}`, { method, headers, ...body })
}
