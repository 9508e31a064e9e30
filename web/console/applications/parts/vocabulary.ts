import type { Application } from '@latchkey/contract/applications.ts'

/** What the screens call the fields of an application, also in its history and when two edits meet. */
const FIELD_WORDS = new Map<string, string>([
  ['vendorName', 'Vendor Name'],
  ['name', 'Application Name'],
  ['scopes', 'API Scopes'],
  ['callbackUrls', 'Authorized Callback URLs'],
  ['implicitAllowed', 'Implicit grant'],
  ['rotateRefreshTokens', 'Refresh token rotation'],
  ['status', 'Status'],
  ['clientType', 'Kind of application'],
  ['secret', 'Client secret'],
])

/** The words for a field; the field's own name where there are none. */
export function fieldWords(field: string): string {
  return FIELD_WORDS.get(field) ?? field
}

export const TYPE_WORDS = {
  internal: 'Internal',
  external: 'External',
} as const satisfies Record<Application['type'], string>

export const CLIENT_TYPE_WORDS = {
  confidential: 'Runs on a server and keeps a secret',
  public: 'Runs in a browser or on a device, without a secret',
} as const satisfies Record<Application['clientType'], string>
