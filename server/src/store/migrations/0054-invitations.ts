import { sql } from 'kysely'
import { step } from './step.ts'

/** People who were asked to become users of a business unit. */
export const invitationMigrations = {
  '0054-01-invitations': step(schema =>
    schema
      .createTable('invitations')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('hash', 'text', column => column.notNull())
      .addColumn('user_name', 'text', column => column.notNull())
      .addColumn('full_name', 'text', column => column.notNull())
      .addColumn('security_profile_id', 'text', column => column.notNull())
      .addColumn('language', 'text', column => column.notNull())
      .addColumn('by_mail', 'integer', column => column.notNull())
      .addColumn('by_kind', 'text', column => column.notNull())
      .addColumn('by_id', 'text', column => column.notNull())
      .addColumn('by_name', 'text', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('sent_at', 'bigint', column => column.notNull())
      .addColumn('expires_at', 'bigint', column => column.notNull())
      // When it was accepted or withdrawn; null while it waits.
      .addColumn('settled_at', 'bigint')
      .addPrimaryKeyConstraint('invitations_pkey', ['business_unit_id', 'id']),
  ),
  '0054-02-invitations-by-hash': step(schema =>
    schema.createIndex('invitations_by_hash').ifNotExists().unique().on('invitations').columns(['hash']),
  ),
  // Nobody is invited twice at a time by one business unit.
  '0054-03-invitations-open': step(schema =>
    schema
      .createIndex('invitations_open')
      .ifNotExists()
      .unique()
      .on('invitations')
      .columns(['business_unit_id', 'user_name'])
      .where(sql<boolean>`settled_at is null`),
  ),
  '0054-04-invitations-waiting': step(schema =>
    schema
      .createIndex('invitations_waiting')
      .ifNotExists()
      .on('invitations')
      .columns(['business_unit_id', 'id'])
      .where(sql<boolean>`settled_at is null`),
  ),
  '0054-05-invitations-by-age': step(schema =>
    schema.createIndex('invitations_by_age').ifNotExists().on('invitations').columns(['expires_at']),
  ),
} as const
