import { step } from './step.ts'

export const noteMigrations = {
  '0028-01-application-notes': step(schema =>
    schema
      .createTable('application_notes')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('application_id', 'text', column => column.notNull())
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('version', 'integer', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('created_by_kind', 'text', column => column.notNull())
      .addColumn('created_by_id', 'text', column => column.notNull())
      .addColumn('created_by_name', 'text', column => column.notNull())
      .addColumn('edited_at', 'bigint')
      .addColumn('edited_by_kind', 'text')
      .addColumn('edited_by_id', 'text')
      .addColumn('edited_by_name', 'text')
      // Last, so that whoever reads the others need not read past it.
      .addColumn('text', 'text', column => column.notNull())
      .addPrimaryKeyConstraint('application_notes_pkey', ['business_unit_id', 'application_id', 'id']),
  ),
} as const
