import type { AuditGroup } from '@latchkey/contract/audit/groups.ts'
import type { LoggedEntry } from '@latchkey/contract/audit/log.ts'
import { say } from '../../kit/words/say.ts'
import { actionWords as historyWords } from '../applications/details/history/history-words.ts'

export const GROUP_WORDS = {
  'sign-ins': say('Sign-ins'),
  people: say('People and profiles'),
  applications: say('Applications'),
  credentials: say('Secrets and keys'),
  consents: say('Consents'),
  tokens: say('Tokens'),
  'business-unit': say('Business unit'),
  platform: say('Platform'),
  alerts: say('Alerts and failures'),
  audit: say('The log itself'),
  other: say('Other'),
} as const satisfies Record<AuditGroup, string>

const ACTIONS = new Map<string, string>([
  ['user.signed-in', say('signed in')],
  ['user.signed-out', say('signed out')],
  ['user.proved', say('typed the password once more')],
  ['user.created', say('made a user')],
  ['user.activated', say('activated a user')],
  ['user.deactivated', say('deactivated a user')],
  ['user.profile-changed', say('changed the profile of a user')],
  ['user.security-profile-changed', say('gave a user another security profile')],
  ['security-profile.created', say('made a security profile')],
  ['security-profile.edited', say('changed a security profile')],
  ['security-profile.restored', say('brought an older version of a security profile back')],
  ['security-profile.deleted', say('deleted a security profile')],
  ['user.contact-changed', say('changed how to reach a user')],
  ['user.letters-chosen', say('chose which letters to get')],
  ['user.password-changed', say('changed a password')],
  ['user.password-link-sent', say('had a link to a new password sent')],
  ['application.purged', say('erased a deleted application for good')],
  ['application-request.made', say('asked for an external application')],
  ['application-request.answered', say('answered a request for an external application')],
  ['applications.exported', say('exported the list of applications')],
  ['applications.export-ended', say('got the list of applications')],
  ['transfer.declined', say('declined an application that another business unit offered')],
  ['list-view.saved', say('saved a view of the list')],
  ['list-view.deleted', say('deleted a view of the list')],
  ['code.issued', say('issued a code for a sign-in')],
  ['code.redeemed', say('redeemed a code for tokens')],
  ['family.refreshed', say('refreshed tokens')],
  ['family.revoked', say('ended tokens')],
  ['token.revoked', say('revoked a token')],
  ['token.issued-implicitly', say('issued a token by the implicit grant')],
  ['id-token.issued', say('issued an ID token')],
  ['registration-token.created', say('made a registration token')],
  ['registration-token.revoked', say('revoked a registration token')],
  ['business-unit.created', say('made the business unit')],
  ['business-unit.edited', say('changed the settings of the business unit')],
  ['business-unit.activated', say('activated the business unit')],
  ['business-unit.deactivated', say('deactivated the business unit')],
  ['apis.updated', say('changed the APIs of the platform')],
  ['api.created', say('made an API')],
  ['api.edited', say('edited an API')],
  ['scope.created', say('made a scope')],
  ['scope.edited', say('edited a scope')],
  ['business-unit.apis-chosen', say('chose the APIs of the business unit')],
  ['signing-key.made', say('made a signing key')],
  ['signing-key.brought-forward', say('let a signing key begin sooner')],
  ['signing-key.retired', say('retired a signing key')],
  ['mail.read', say('read a kept letter')],
  ['mail.not-sent', say('gave up sending a letter')],
  ['audit.exported', say('exported the audit log')],
  ['audit.export-ended', say('got the audit log')],
  ['audit.head-published', say('published the head of the audit log')],
  ['audit.retention-set', say('set how long the audit log is kept')],
  ['audit.erased', say('erased entries by their age')],
])

/** What somebody did, in words that follow their name; the stable word itself where this page does not know it. */
export function actionWords(action: string): string {
  return ACTIONS.get(action) ?? historyWords(action)
}

const KINDS = new Map<string, string>([
  ['application', say('application')],
  ['user', say('user')],
  ['business-unit', say('business unit')],
  ['security-profile', say('security profile')],
  ['code', say('authorization code')],
  ['family', say('token family')],
  ['token', say('token')],
  ['signing-key', say('signing key')],
  ['registration-token', say('registration token')],
  ['application-request', say('request')],
  ['transfer', say('offer')],
  ['list-view', say('view')],
  ['mail', say('letter')],
])

/** What something that was acted on is called. */
export function kindWords({ target }: LoggedEntry): string {
  return KINDS.get(target.kind) ?? target.kind
}
