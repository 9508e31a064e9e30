import { step } from './step.ts'

/** Processes that serve a database, and how their jobs do. */
export const healthMigrations = {
  '0063-01-processes': step(schema =>
    schema
      .createTable('processes')
      .ifNotExists()
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('version', 'text', column => column.notNull())
      .addColumn('started_at', 'bigint', column => column.notNull())
      .addColumn('seen_at', 'bigint', column => column.notNull())
      .addColumn('memory', 'bigint', column => column.notNull())
      .addColumn('delay_middle', 'bigint', column => column.notNull())
      .addColumn('delay_high', 'bigint', column => column.notNull())
      .addColumn('delay_most', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('processes_pkey', ['id']),
  ),
  '0063-02-processes-by-seen': step(schema =>
    schema.createIndex('processes_by_seen').ifNotExists().on('processes').columns(['seen_at']),
  ),
  '0063-03-job-runs': step(schema =>
    schema
      .createTable('job_runs')
      .ifNotExists()
      .addColumn('process_id', 'text', column => column.notNull())
      .addColumn('job', 'text', column => column.notNull())
      .addColumn('pause', 'bigint', column => column.notNull())
      .addColumn('started_at', 'bigint', column => column.notNull())
      .addColumn('lasted', 'bigint', column => column.notNull())
      .addColumn('turns', 'bigint', column => column.notNull())
      .addColumn('failures', 'bigint', column => column.notNull())
      .addColumn('failed_at', 'bigint')
      .addColumn('failure', 'text')
      .addColumn('seen_at', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('job_runs_pkey', ['process_id', 'job']),
  ),
  '0063-04-job-runs-by-seen': step(schema =>
    schema.createIndex('job_runs_by_seen').ifNotExists().on('job_runs').columns(['seen_at']),
  ),
} as const
