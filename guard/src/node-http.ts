import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from './caller.ts'
import type { Decision, Guard } from './guard.ts'
import { presentedToken } from './presented-token.ts'

/** A request handler of node:http that also learns who calls. */
export type GuardedHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  caller: Caller,
) => void | Promise<void>

/**
 * Puts a handler of node:http behind the guard: it runs only for callers with all these scopes. When the
 * handler fails, the caller gets a bare 500 and the error becomes a warning of the process.
 */
export function protect(guard: Guard, scopes: readonly string[], handler: GuardedHandler) {
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const decision = await guard.authorize(presentedToken(request), scopes)
    if (decision.ok) await handler(request, response, decision.caller)
    else send(response, decision.answer)
  }
  return (request: IncomingMessage, response: ServerResponse): void => {
    serve(request, response).catch((error: unknown) => {
      process.emitWarning(error instanceof Error ? error : String(error))
      if (response.headersSent) response.destroy()
      else send(response, FAILED)
    })
  }
}

type Sent = Omit<Extract<Decision, { ok: false }>['answer'], 'status'> & { readonly status: number }

const FAILED: Sent = {
  status: 500,
  headers: {},
  body: { error: 'server_error', error_description: 'Something went wrong on our side.' },
}

function send(response: ServerResponse, { status, headers, body }: Sent): void {
  response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(body))
}
