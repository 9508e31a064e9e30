import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { businessUnitMigrations } from './migrations/0001-business-units.ts'
import { peopleMigrations } from './migrations/0002-people.ts'
import { applicationMigrations } from './migrations/0003-applications.ts'
import { tokenMigrations } from './migrations/0004-tokens.ts'
import { auditMigrations } from './migrations/0005-audit.ts'
import { signingKeyMigrations } from './migrations/0006-signing-keys.ts'
import { refusalMigrations } from './migrations/0008-refusals.ts'
import { openidMigrations } from './migrations/0009-openid.ts'
import { logoutMigrations } from './migrations/0010-logout.ts'
import { consentMigrations } from './migrations/0011-consents.ts'
import { peopleStatusMigrations } from './migrations/0012-people-status.ts'
import { alertMigrations } from './migrations/0013-alerts.ts'
import { dynamicRegistrationMigrations } from './migrations/0014-dynamic-registration.ts'
import { refreshMigrations } from './migrations/0015-refresh.ts'
import { authenticationContextMigrations } from './migrations/0019-authentication-context.ts'
import { idTokenClaimMigrations } from './migrations/0022-id-token-claims.ts'
import { changeOrderMigrations } from './migrations/0023-changes-in-order.ts'
import { profileMigrations } from './migrations/0024-profile.ts'
import { listMigrations } from './migrations/0025-lists.ts'
import { logoMigrations } from './migrations/0026-logos.ts'
import { neededScopeMigrations } from './migrations/0027-needed-scopes.ts'
import { historyMigrations } from './migrations/0028-history.ts'
import { noteMigrations } from './migrations/0028-notes.ts'
import { refusalInputMigrations } from './migrations/0029-refusal-inputs.ts'
import { secretUseMigrations } from './migrations/0030-secret-use.ts'
import { deletedApplicationMigrations } from './migrations/0031-deleted-applications.ts'
import { statusReasonMigrations } from './migrations/0032-status-reason.ts'
import { containedMigrations } from './migrations/0033-contained.ts'
import { listAnswerMigrations } from './migrations/0034-list-answers.ts'
import { listViewMigrations } from './migrations/0035-list-views.ts'
import { leakMigrations } from './migrations/0037-alerts-and-leaks.ts'
import { reminderMigrations } from './migrations/0038-secret-reminders.ts'
import { addressRangeMigrations } from './migrations/0039-address-ranges.ts'
import { proofMigrations } from './migrations/0039-proof.ts'
import { presentationMigrations } from './migrations/0040-presentation.ts'
import { catalogueMigrations } from './migrations/0041-catalogue.ts'
import { applicationRequestMigrations } from './migrations/0042-application-requests.ts'
import { callbackUseMigrations } from './migrations/0043-callback-uses.ts'
import { mailMigrations } from './migrations/0045-mail.ts'
import { bulkMigrations } from './migrations/0046-bulk-changes.ts'
import { transferMigrations } from './migrations/0050-transfers.ts'
import { invitationMigrations } from './migrations/0054-invitations.ts'
import { securityProfileMigrations } from './migrations/0058-profiles.ts'
import { applicationProfileMigrations } from './migrations/0059-application-profiles.ts'
import { businessUnitWordMigrations } from './migrations/0061-business-unit-words.ts'
import { unitNameMigrations } from './migrations/0062-unit-names.ts'
import { healthMigrations } from './migrations/0063-health.ts'
import { apiMigrations } from './migrations/0064-apis.ts'
import { auditLogMigrations } from './migrations/0065-audit-log.ts'
import { auditHeadMigrations } from './migrations/0066-audit-heads.ts'
import { auditRetentionMigrations } from './migrations/0067-audit-retention.ts'
import { waitingMigrations } from './migrations/0070-waiting.ts'
import { userWordMigrations } from './migrations/0071-user-words.ts'
import { quarantineMigrations } from './migrations/0072-quarantine.ts'
import { reminderLetterMigrations } from './migrations/0073-reminder-letters.ts'
import { keyUseMigrations } from './migrations/0074-key-use.ts'
import { lastSignInMigrations } from './migrations/0075-last-sign-in.ts'
import { cutShortMigrations } from './migrations/0076-cut-short.ts'
import type { Database } from './schema.ts'

/** Every migration there is, by its name; names order them. Forward only: none is ever changed once released. */
export const migrations: Readonly<Record<string, Migration>> = {
  ...businessUnitMigrations,
  ...peopleMigrations,
  ...applicationMigrations,
  ...tokenMigrations,
  ...auditMigrations,
  ...signingKeyMigrations,
  ...refusalMigrations,
  ...openidMigrations,
  ...logoutMigrations,
  ...consentMigrations,
  ...peopleStatusMigrations,
  ...alertMigrations,
  ...dynamicRegistrationMigrations,
  ...refreshMigrations,
  ...authenticationContextMigrations,
  ...idTokenClaimMigrations,
  ...changeOrderMigrations,
  ...profileMigrations,
  ...listMigrations,
  ...logoMigrations,
  ...neededScopeMigrations,
  ...noteMigrations,
  ...historyMigrations,
  ...refusalInputMigrations,
  ...secretUseMigrations,
  ...deletedApplicationMigrations,
  ...statusReasonMigrations,
  ...containedMigrations,
  ...listAnswerMigrations,
  ...listViewMigrations,
  ...leakMigrations,
  ...reminderMigrations,
  ...proofMigrations,
  ...addressRangeMigrations,
  ...presentationMigrations,
  ...catalogueMigrations,
  ...applicationRequestMigrations,
  ...callbackUseMigrations,
  ...mailMigrations,
  ...bulkMigrations,
  ...transferMigrations,
  ...invitationMigrations,
  ...securityProfileMigrations,
  ...applicationProfileMigrations,
  ...businessUnitWordMigrations,
  ...unitNameMigrations,
  ...healthMigrations,
  ...apiMigrations,
  ...auditLogMigrations,
  ...auditHeadMigrations,
  ...auditRetentionMigrations,
  ...waitingMigrations,
  ...userWordMigrations,
  ...quarantineMigrations,
  ...reminderLetterMigrations,
  ...keyUseMigrations,
  ...lastSignInMigrations,
  ...cutShortMigrations,
}

const TABLE = 'migrations'
const LOCK_TABLE = 'migration_lock'

/**
 * Brings a database to the newest schema, or leaves it alone when it is there.
 * Throws when it was written by a newer program, and when a migration fails.
 */
export async function migrate(db: Kysely<Database>): Promise<void> {
  const done = await namesDone(db)
  const unknown = done.filter(name => !Object.hasOwn(migrations, name))
  if (unknown.length > 0) {
    throw new Error(
      `This database was written by a newer version of Latchkey (it holds ${unknown.join(', ')}). ` +
        'Start that version, or a newer one.',
    )
  }
  if (done.length === Object.keys(migrations).length) return
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableName: TABLE,
    migrationLockTableName: LOCK_TABLE,
    nameComparator: (a, b) => (a < b ? -1 : 1),
  })
  const { error, results } = await migrator.migrateToLatest()
  if (error === undefined) return
  const failed = results?.find(result => result.status === 'Error')
  throw new Error(`The database could not be migrated${failed ? ` (${failed.migrationName})` : ''}`, {
    cause: error,
  })
}

async function namesDone(db: Kysely<Database>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(table => table.name === TABLE)) return []
  const rows = await db
    .withTables<{ [TABLE]: { name: string } }>()
    .selectFrom(TABLE)
    .select('name')
    .orderBy('name')
    .execute()
  return rows.map(row => row.name)
}
