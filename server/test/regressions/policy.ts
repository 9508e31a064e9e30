import { MANAGER, SUPERVISOR } from '../support/wire/stage.ts'

export const OPERATOR = 'operator@latchkey.example'

/** Routes that anybody may ask: documents that are public, and pages that show a form to strangers. */
export const OPEN_TO_ALL: ReadonlySet<string> = new Set([
  'GET /',
  'GET /*',
  'GET /admin',
  'GET /admin*',
  'GET /account',
  'GET /healthz',
  'GET /readyz',
  'GET /.well-known/openid-configuration',
  'GET /.well-known/oauth-authorization-server',
  'GET /oauth2/jwks',
  'GET /api/v1/openapi.json',
  'GET /sign-out',
  'POST /sign-out',
  'GET /oauth2/logout',
  'POST /oauth2/logout',
  'POST /oauth2/logout/confirm',
  'GET /color-scheme.js',
  'GET /favicon.svg',
  'GET /pages.css',
  'GET /logos/:clientId/:hash',
  'GET /errors/:id',
  'GET /errors/:id/sign-in',
  // Whoever found a secret may report it; it is answered alike whatever it was.
  'POST /leaks',
])

/** Who may use each route of the management API; null: being signed in is enough; nobody: operators alone. */
export const POLICY: Readonly<Record<string, readonly string[] | null>> = {
  'GET /applications': [MANAGER, SUPERVISOR, OPERATOR],
  'POST /applications': [MANAGER, OPERATOR],
  'GET /applications/:id': [MANAGER, SUPERVISOR, OPERATOR],
  'PATCH /applications/:id': [MANAGER, OPERATOR],
  'POST /applications/:id/deactivate': [MANAGER, OPERATOR],
  'POST /applications/:id/activate': [MANAGER, OPERATOR],
  'DELETE /applications/:id': [MANAGER, OPERATOR],
  'GET /deleted-applications': [MANAGER, SUPERVISOR, OPERATOR],
  'POST /deleted-applications/:id/restore': [MANAGER, OPERATOR],
  'POST /applications/:id/secrets': [MANAGER, OPERATOR],
  'PATCH /applications/:id/secrets/:secretId': [MANAGER, OPERATOR],
  'POST /applications/:id/secrets/:secretId/rotate': [MANAGER, OPERATOR],
  'DELETE /applications/:id/secrets/:secretId': [MANAGER, OPERATOR],
  'GET /applications/:id/consent': [MANAGER, SUPERVISOR, OPERATOR],
  'PUT /applications/:id/consent': [MANAGER, OPERATOR],
  'DELETE /applications/:id/consent': [MANAGER, OPERATOR],
  'GET /applications/:id/address-ranges': [MANAGER, SUPERVISOR, OPERATOR],
  'PUT /applications/:id/address-ranges': [MANAGER, OPERATOR],
  'GET /applications/:id/access': [MANAGER, SUPERVISOR, OPERATOR],
  'GET /applications/:id/notes': [MANAGER, SUPERVISOR, OPERATOR],
  'POST /applications/:id/notes': [MANAGER, SUPERVISOR, OPERATOR],
  'GET /applications/:id/notes/:noteId': [MANAGER, SUPERVISOR, OPERATOR],
  'PATCH /applications/:id/notes/:noteId': [MANAGER, SUPERVISOR, OPERATOR],
  'DELETE /applications/:id/notes/:noteId': [MANAGER, SUPERVISOR, OPERATOR],
  'GET /applications/:id/history': [MANAGER, SUPERVISOR, OPERATOR],
  'GET /applications/:id/history/:entryId': [MANAGER, SUPERVISOR, OPERATOR],
  'GET /applications/:id/refusals': [MANAGER, SUPERVISOR, OPERATOR],
  'GET /refusals/:requestId': [MANAGER, SUPERVISOR, OPERATOR],
  'GET /applications/:id/alerts': [MANAGER, SUPERVISOR, OPERATOR],
  'GET /alerts': [MANAGER, SUPERVISOR, OPERATOR],
  'GET /alerts/count': [MANAGER, SUPERVISOR, OPERATOR],
  'POST /alerts/:id/acknowledge': [MANAGER, OPERATOR],
  'GET /applications/:id/refresh-counts': [MANAGER, SUPERVISOR, OPERATOR],
  'GET /apis': null,
  'POST /authorizations': [MANAGER, OPERATOR],
  'GET /me': null,
  'GET /account/sessions': null,
  'DELETE /account/sessions/:id': null,
  'POST /account/sessions/end-others': null,
  'GET /account/consents': null,
  'DELETE /account/consents/:applicationId': null,
  'GET /account/contact': null,
  'GET /account/profile': null,
  'PATCH /account/contact': null,
  'PATCH /account/profile': null,
  'POST /account/password': null,
  'POST /account/proof': null,
  'GET /users': [MANAGER, OPERATOR],
  'GET /users/:id': [MANAGER, OPERATOR],
  'PATCH /users/:id': [MANAGER, OPERATOR],
  'POST /users/:id/deactivate': [MANAGER, OPERATOR],
  'POST /users/:id/activate': [MANAGER, OPERATOR],
  'GET /business-units': [OPERATOR],
  'POST /business-units/:number/deactivate': [OPERATOR],
  'POST /business-units/:number/activate': [OPERATOR],
  'GET /catalogue': [MANAGER, SUPERVISOR, OPERATOR],
  'PATCH /business-unit': [MANAGER, OPERATOR],
  'GET /registration-tokens': [MANAGER, OPERATOR],
  'POST /registration-tokens': [MANAGER, OPERATOR],
  'DELETE /registration-tokens/:id': [MANAGER, OPERATOR],
  'GET /signing-keys': [OPERATOR],
  'POST /signing-keys/rotate': [OPERATOR],
}

/**
 * What people do with their own account, and saying yes for everybody, takes a session: no application may do that in
 * a name.
 */
export function isSessionOnly(name: string): boolean {
  return / \/account\//.test(name) || name === 'PUT /applications/:id/consent'
}

/** A body that each writing route takes, as far as its form goes. */
export const BODIES: Readonly<Record<string, unknown>> = {
  'POST /applications': { vendorName: 'Doors', name: 'a:b', scopes: [] },
  'PATCH /applications/:id': { scopes: ['RootApi'] },
  'PUT /applications/:id/consent': { scopes: ['RootApi'] },
  'PUT /applications/:id/address-ranges': { ranges: ['everywhere'] },
  'POST /deleted-applications/:id/restore': { name: 'a:b' },
  'POST /applications/:id/secrets': { label: '\u0000' },
  'PATCH /applications/:id/secrets/:secretId': { label: 'x' },
  'POST /applications/:id/secrets/:secretId/rotate': { overlap: 0 },
  'POST /applications/:id/notes': { text: '\u0000' },
  'PATCH /applications/:id/notes/:noteId': { text: '\u0000' },
  'POST /alerts/:id/acknowledge': {},
  'POST /authorizations': { applicationId: 'app_00000000000000000000000000000000' },
  'PATCH /business-unit': { implicitAllowed: false },
  'POST /registration-tokens': { uses: 0 },
  'PATCH /users/:id': { website: 'not one' },
  'PATCH /account/contact': { email: 'not one' },
  'POST /account/proof': { password: 'x' },
  'POST /account/password': { currentPassword: 'x', newPassword: 'short' },
  'POST /signing-keys/rotate': { emergency: false },
}

/** Bodies in good form for routes that name something by its id, so that only the id is in question. */
export const GOOD_BODIES: Readonly<Record<string, unknown>> = {
  'PATCH /users/:id': { locale: 'en' },
  'PATCH /applications/:id': { scopes: ['RealTimeApi'] },
  'PUT /applications/:id/consent': { scopes: ['RealTimeApi'] },
  'PUT /applications/:id/address-ranges': { ranges: ['192.0.2.1'] },
  'POST /applications/:id/secrets': { label: 'x' },
  'POST /applications/:id/notes': { text: 'x' },
  'PATCH /applications/:id/notes/:noteId': { text: 'x' },
  'PATCH /applications/:id/secrets/:secretId': { label: 'x' },
  'POST /applications/:id/secrets/:secretId/rotate': { overlap: 0 },
  'POST /deleted-applications/:id/restore': {},
  'POST /alerts/:id/acknowledge': {},
}
