import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acceptedCoding } from './compression.ts'
import type { Door } from './door.ts'
import { allowConsole } from './headers.ts'
import { PAGES_CSS } from './pages/pages-css.ts'
import { showSignIn } from './pages/sign-in.ts'
import { sessionOf } from './session.ts'

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/
const YEAR = 31_536_000

/**
 * Serves what people see: the console to who is signed in, the sign-in form at the same address to who is not, the
 * files of both, and the stylesheet of the pages without a script.
 */
export async function registerConsole(app: FastifyInstance, door: Door): Promise<void> {
  await app.register(fastifyStatic, {
    root: door.webFolder,
    serve: false,
    cacheControl: false,
    dotfiles: 'deny',
    preCompressed: true,
  })
  registerAssets(app)
  for (const name of ['favicon.svg', 'color-scheme.js']) {
    app.get(`/${name}`, (_request, reply) =>
      reply
        .header('cache-control', 'no-cache')
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
        .sendFile(name),
    )
  }
  app.get('/pages.css', (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/css; charset=utf-8').send(PAGES_CSS),
  )

  const enter = (request: FastifyRequest, reply: FastifyReply) => showConsole(door, request, reply)
  app.get('/', enter)
  app.get('/admin', enter)
  app.get('/admin/*', enter)
  app.get('/account', enter)
  app.get('/platform', enter)
  app.get('/platform/*', enter)
}

/**
 * Serves the built files, in the compressed form that lies beside each where the browser takes it. The forms have no
 * address of their own: asked for by name they would come as files of an unknown type.
 */
function registerAssets(app: FastifyInstance): void {
  app.get<{ Params: { '*': string } }>('/assets/*', (request, reply) => {
    const name = request.params['*']
    if (/\.(br|gz)$/i.test(name)) return reply.callNotFound()
    // The library reads this header only in part: `br;q=0, *` would get it to send brotli.
    request.headers['accept-encoding'] = acceptedCoding(request.headers['accept-encoding']).coding ?? ''
    // File names hold a hash of their content, so that they never change.
    return reply.header('cache-control', `public, max-age=${YEAR}, immutable`).sendFile(`assets/${name}`)
  })
}

async function showConsole(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const elsewhere = canonicalAddress(door, request)
  if (elsewhere !== null) return reply.redirect(elsewhere, 303)
  const session = await sessionOf(door, request)
  if (session !== null) return allowConsole(reply).sendFile('index.html')
  return showSignIn(door, request, reply, {
    status: 200,
    path: ownPath(request),
    application: null,
    formTarget: null,
    userName: '',
    problem: null,
    signedOut: false,
  })
}

/**
 * Where a browser should have gone when it came by another name of this machine: cookies and origins belong to one
 * host. Only names of the loopback interface are redirected, so that a made-up Host header leads nowhere.
 */
function canonicalAddress(door: Door, request: FastifyRequest): string | null {
  const host = request.headers.host ?? ''
  const own = new URL(door.origin).host
  return host !== own && LOOPBACK.test(host) && LOOPBACK.test(own)
    ? `${door.origin}${ownPath(request)}`
    : null
}

/** The path asked for. A target in absolute form (RFC 9112 §3.2.2) may name another host: nobody goes on to that. */
function ownPath(request: FastifyRequest): string {
  return request.url.startsWith('/') ? request.url : '/'
}
