import cookie from '@fastify/cookie'
import { openApiDocument } from '@latchkey/contract/openapi.ts'
import { ROUTES } from '@latchkey/contract/routes.ts'
import fastify, { type FastifyInstance } from 'fastify'
import { calledFrom } from '../services/called-from.ts'
import { databaseState } from '../services/outage.ts'
import { newRequestId } from '../services/request-id.ts'
import { registerAccess } from './api/access.ts'
import { registerAlerts } from './api/alerts.ts'
import { registerPublicKeys } from './api/applications/public-keys.ts'
import { registerTransfers } from './api/applications/transfers.ts'
import { registerUrlChecks } from './api/applications/url-checks.ts'
import { registerApplications } from './api/applications.ts'
import { registerEvidence } from './api/audit/evidence.ts'
import { registerLog } from './api/audit/log.ts'
import { registerCatalogue } from './api/catalogue/catalogue.ts'
import { registerRequests } from './api/catalogue/requests.ts'
import { registerDeletion } from './api/deletion.ts'
import { registerBulkChanges } from './api/lists/bulk.ts'
import { registerExport } from './api/lists/export.ts'
import { registerViews } from './api/lists/views.ts'
import { registerNeeds } from './api/needs.ts'
import { registerNotes } from './api/notes.ts'
import { refuseOtherMethods } from './api/other-methods.ts'
import { registerAccount } from './api/people/account.ts'
import { registerConsents } from './api/people/consents.ts'
import { registerInvitations } from './api/people/invitations.ts'
import { registerPeople } from './api/people/people.ts'
import { registerProfiles } from './api/people/profiles.ts'
import { registerUserStanding } from './api/people/user-standing.ts'
import { registerPlans } from './api/plans/plans.ts'
import { registerPlatformApis } from './api/platform/apis.ts'
import { registerBusinessUnits, registerNewBusinessUnits } from './api/platform/business-units.ts'
import { registerHealth } from './api/platform/health.ts'
import { registerMail } from './api/platform/mail.ts'
import { registerSigningKeys } from './api/platform/signing-keys.ts'
import { registerRefusals } from './api/refusals.ts'
import { registerRegistrationTokens } from './api/registration-tokens.ts'
import { registerStanding } from './api/standing.ts'
import { registerSurroundings } from './api/surroundings.ts'
import { compressAnswers } from './compression.ts'
import { registerConsole } from './console.ts'
import type { Door } from './door.ts'
import { catchFaults, sendMethodNotAllowed, sendProblem, showError } from './errors.ts'
import { registerHeaders } from './headers.ts'
import { registerLeaks } from './leaks.ts'
import { registerLogos } from './logos.ts'
import { registerAuthorize } from './oauth/authorize.ts'
import { NOT_POST } from './oauth/client.ts'
import { allowBrowsers } from './oauth/cross-origin.ts'
import { registerDiscovery } from './oauth/discovery.ts'
import { registerLogout } from './oauth/logout.ts'
import { registerRegistration } from './oauth/register.ts'
import { registerToken } from './oauth/token.ts'
import { registerTokenChecks } from './oauth/token-checks.ts'
import { registerUserinfo } from './oauth/userinfo.ts'
import { registerConsent } from './pages/consent.ts'
import { registerInvitationPage } from './pages/invitation/invitation.ts'
import { registerPassword } from './pages/password/password.ts'
import { registerRefusedPage } from './pages/refused/refused.ts'
import { registerSetup } from './pages/setup.ts'
import { registerSignIn } from './pages/sign-in.ts'
import { registerSignOut } from './pages/sign-out.ts'
import { registerRefusalNotes } from './refusal-notes.ts'

const BODY_LIMIT = 64 * 1024
const HEADERS_TIMEOUT = 10_000
const REQUEST_TIMEOUT = 15_000
/** Longer than any line of a request that Node takes; the contract's own bounds are much lower. */
const LONGEST_PARAMETER = 64 * 1024

/** What must never stand in a log, wherever a request is logged. */
const REDACTED = ['req.headers.authorization', 'req.headers.cookie', 'res.headers["set-cookie"]']

/**
 * Builds the door: every route of the server, ready to listen.
 * In: the services' dependencies and the log level. Out: the Fastify instance; nothing listens yet.
 */
export async function createServer(door: Door, logLevel: string): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT,
    genReqId: newRequestId,
    requestIdHeader: false,
    // X-Forwarded-For is read from its end for as long as whoever speaks is trusted. Nothing else is taken from proxies.
    trustProxy: door.trustedProxies.length > 0 && [...door.trustedProxies],
    forceCloseConnections: 'idle',
    // The router answers neither of these in our words or with our headers, so that it never gets to.
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    rewriteUrl: request => readableUrl(request.url ?? '/'),
    logger: {
      level: logLevel,
      redact: REDACTED,
      // The query of a URL may hold a code, a state or a hint about a person.
      serializers: {
        req: request => ({ method: request.method, path: request.url.split('?', 1)[0], address: request.ip }),
      },
    },
  })
  app.server.headersTimeout = HEADERS_TIMEOUT
  // Not sooner: what reads a body goes on where the socket was, not where the hook before it was.
  app.addHook('preHandler', (request, _reply, done) => calledFrom(request.ip, done))
  await app.register(cookie)
  await registerHeaders(app, door)
  compressAnswers(app)
  registerRefusalNotes(app, door)
  refuseOtherMethods(app, [...ROUTES, { method: 'GET', path: '/openapi.json' }])
  registerOperations(app, door)
  registerDiscovery(app, door)
  await app.register(async part => registerOAuth(part, door))
  await app.register(async part => registerRegistration(part, door))
  await app.register(async part => registerLeaks(part, door))
  await app.register(async part => registerApi(part, door))
  await app.register(async part => registerPages(part, door))
  catchFaults(app, door, 'page')
  app.setNotFoundHandler((request, reply) => {
    const detail = 'There is nothing at this address.'
    return request.url.startsWith('/api/')
      ? sendProblem(request, reply, { type: '/problems/not-found', title: 'Not found', status: 404, detail })
      : showError(request, reply, {
          status: 404,
          title: 'Not found',
          detail,
          advice: 'Check the address, or begin at the start page.',
        })
  })
  return app
}

/**
 * A path that cannot be decoded leads nowhere, like any that is unknown.
 * In: a request target. Out: one that can be routed.
 */
function readableUrl(url: string): string {
  try {
    decodeURI(url.split('?', 1)[0] ?? '')
    return url
  } catch {
    return url.startsWith('/api/') ? '/api/unreadable' : '/unreadable'
  }
}

/** Liveness, and readiness: whether requests are taken and the database takes writes. */
function registerOperations(app: FastifyInstance, door: Door): void {
  app.get('/healthz', { logLevel: 'warn' }, async () => ({ status: 'ok' }))
  app.get('/readyz', { logLevel: 'warn' }, async (_request, reply) => {
    if (!door.isReady()) return reply.code(503).send({ status: 'not ready' })
    const database = await databaseState(door.deps)
    return reply.code(database === 'ready' ? 200 : 503).send({
      status: database === 'ready' ? 'ready' : 'not ready',
      database,
    })
  })
}

/** Makes a part of the door take form-encoded bodies alone, as text, since parameters may repeat. */
function takeFormsOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  )
}

function registerOAuth(app: FastifyInstance, door: Door): void {
  takeFormsOnly(app)
  catchFaults(app, door, 'oauth')
  allowBrowsers(app, door, {
    '/oauth2/token': 'POST',
    '/oauth2/introspect': 'POST',
    '/oauth2/revoke': 'POST',
    '/oauth2/userinfo': 'GET, POST',
  })
  registerToken(app, door)
  registerTokenChecks(app, door)
  registerUserinfo(app, door)
  for (const url of ['/oauth2/token', '/oauth2/introspect', '/oauth2/revoke']) {
    app.route({
      method: [...NOT_POST],
      url,
      handler: (request, reply) => sendMethodNotAllowed(door, request, reply, ['POST']),
    })
  }
}

function registerApi(app: FastifyInstance, door: Door): void {
  catchFaults(app, door, 'problem')
  // A page of another origin can post text without asking; JSON it cannot.
  app.removeContentTypeParser('text/plain')
  // Printed once, when somebody asks: whoever asks again must not make the thread work for it.
  let document: string | null = null
  app.get('/api/v1/openapi.json', async (_request, reply) => {
    document ??= JSON.stringify(openApiDocument(door.deps.issuer))
    return reply.type('application/json; charset=utf-8').send(document)
  })
  registerApplications(app, door)
  registerDeletion(app, door)
  registerStanding(app, door)
  registerAccess(app, door)
  registerRefusals(app, door)
  registerAlerts(app, door)
  registerConsents(app, door)
  registerSurroundings(app, door)
  registerPlans(app, door)
  registerCatalogue(app, door)
  registerRequests(app, door)
  registerNotes(app, door)
  registerExport(app, door)
  registerViews(app, door)
  registerNeeds(app, door)
  registerBulkChanges(app, door)
  registerUrlChecks(app, door)
  registerTransfers(app, door)
  registerPublicKeys(app, door)
  registerRegistrationTokens(app, door)
  registerAccount(app, door)
  registerPeople(app, door)
  registerUserStanding(app, door)
  registerInvitations(app, door)
  registerProfiles(app, door)
  registerBusinessUnits(app, door)
  registerNewBusinessUnits(app, door)
  registerMail(app, door)
  registerHealth(app, door)
  registerPlatformApis(app, door)
  registerSigningKeys(app, door)
  registerLog(app, door)
  registerEvidence(app, door)
}

async function registerPages(app: FastifyInstance, door: Door): Promise<void> {
  takeFormsOnly(app)
  catchFaults(app, door, 'page')
  registerAuthorize(app, door)
  registerLogout(app, door)
  registerSignIn(app, door)
  registerConsent(app, door)
  registerSignOut(app, door)
  registerSetup(app, door)
  registerPassword(app, door)
  registerInvitationPage(app, door)
  registerRefusedPage(app, door)
  registerLogos(app, door)
  await registerConsole(app, door)
}
