import type { AuditGroup } from '@latchkey/contract/audit/groups.ts'

/** What of a log is looked for together. */
export type LogGroup = AuditGroup

/** Which group an action is in by what it is about, which is what stands before its dot. */
const BY_SUBJECT: Readonly<Record<string, AuditGroup>> = {
  user: 'people',
  users: 'people',
  invitation: 'people',
  profile: 'people',
  'security-profile': 'people',
  session: 'sign-ins',
  application: 'applications',
  applications: 'applications',
  'application-request': 'applications',
  'list-view': 'applications',
  secret: 'credentials',
  key: 'credentials',
  'registration-token': 'credentials',
  consent: 'consents',
  code: 'tokens',
  family: 'tokens',
  token: 'tokens',
  'id-token': 'tokens',
  'business-unit': 'business-unit',
  api: 'platform',
  apis: 'platform',
  scope: 'platform',
  catalogue: 'platform',
  'catalogue-entry': 'platform',
  vendor: 'platform',
  'signing-key': 'platform',
  mail: 'platform',
  logout: 'alerts',
  alert: 'alerts',
  audit: 'audit',
}

/** What people are about, but how they came in. */
const SIGN_INS: ReadonlySet<string> = new Set(['user.signed-in', 'user.signed-out', 'user.proved'])

/** The group in which somebody looks for an action. In: any action, also one that nobody thought of here. */
export function groupOf(action: string): AuditGroup {
  if (SIGN_INS.has(action)) return 'sign-ins'
  const subject = action.split('.', 1)[0] ?? ''
  return Object.hasOwn(BY_SUBJECT, subject) ? (BY_SUBJECT[subject] ?? 'other') : 'other'
}
