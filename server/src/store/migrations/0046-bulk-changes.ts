import { step } from './step.ts'

/** Changes of many applications at once, and what became of each. */
export const bulkMigrations = {
  '0046-01-bulk-changes': step(schema =>
    schema
      .createTable('bulk_changes')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('state', 'text', column => column.notNull())
      .addColumn('action', 'text', column => column.notNull())
      .addColumn('undoes', 'text')
      .addColumn('reason', 'text')
      .addColumn('tag', 'text')
      .addColumn('owner', 'text')
      .addColumn('by_kind', 'text', column => column.notNull())
      .addColumn('by_id', 'text', column => column.notNull())
      .addColumn('by_name', 'text', column => column.notNull())
      .addColumn('total', 'integer', column => column.notNull())
      .addColumn('sign_ins', 'integer')
      .addColumn('people', 'integer')
      .addColumn('consented', 'integer')
      .addColumn('families_whole', 'integer')
      .addColumn('consents_whole', 'integer')
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('started_at', 'bigint')
      .addColumn('ended_at', 'bigint')
      .addColumn('undo_of', 'text')
      .addColumn('undone_by', 'text')
      .addColumn('leased_until', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('bulk_changes_pkey', ['business_unit_id', 'id']),
  ),
  '0046-02-bulk-changes-waiting': step(schema =>
    schema
      .createIndex('bulk_changes_waiting')
      .ifNotExists()
      .on('bulk_changes')
      .columns(['state', 'leased_until']),
  ),
  '0046-03-bulk-changes-by-age': step(schema =>
    schema.createIndex('bulk_changes_by_age').ifNotExists().on('bulk_changes').columns(['created_at']),
  ),
  '0046-04-bulk-items': step(schema =>
    schema
      .createTable('bulk_items')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('bulk_id', 'text', column => column.notNull())
      .addColumn('application_id', 'text', column => column.notNull())
      .addColumn('name', 'text')
      .addColumn('state', 'text', column => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('detail', 'text')
      .addColumn('expected', 'bigint')
      .addColumn('restore_tags', 'text')
      .addColumn('restore_owners', 'text')
      .addColumn('restore_reason', 'text')
      .addColumn('before_tags', 'text')
      .addColumn('before_owners', 'text')
      .addColumn('before_reason', 'text')
      .addColumn('left_version', 'bigint')
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('bulk_items_pkey', ['business_unit_id', 'bulk_id', 'application_id']),
  ),
  '0046-05-bulk-items-by-state': step(schema =>
    schema
      .createIndex('bulk_items_by_state')
      .ifNotExists()
      .on('bulk_items')
      .columns(['business_unit_id', 'bulk_id', 'state', 'application_id', 'reason']),
  ),
  '0046-06-bulk-items-by-age': step(schema =>
    schema.createIndex('bulk_items_by_age').ifNotExists().on('bulk_items').columns(['created_at']),
  ),
} as const
