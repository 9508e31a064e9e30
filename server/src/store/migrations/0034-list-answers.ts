import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { bitsOf, type MarkColumns, wordsOfMarks } from '../applications/lists/marks.ts'
import { type Indexed, writeGrams } from '../applications/search-index.ts'
import { addColumn } from './add-column.ts'
import { step } from './step.ts'

const BATCH = 200

type Row = Indexed & {
  readonly created_at: number
  readonly created_by_kind: string
  readonly created_by_id: string
  readonly scopes: string
  readonly implicit_allowed: 0 | 1
}

/** The schema as it is at this step. */
type Tables = {
  applications: Row & MarkColumns & { readonly marks: number | null; readonly idle_since: number | null }
  users: { business_unit_id: string; id: string; active: 0 | 1 }
  credentials: { business_unit_id: string; application_id: string; last_used_at: number | null }
  token_families: {
    business_unit_id: string
    application_id: string
    created_at: number
    used_at: number | null
  }
  application_owners: { business_unit_id: string; user_id: string; application_id: string }
}

type Db = Kysely<Tables>

/** Who made an application owns it, where they are users of the same business unit. */
async function ownerOf(db: Db, row: Row) {
  if (row.created_by_kind !== 'user') return undefined
  return db
    .selectFrom('users')
    .select(['id', 'active'])
    .where('business_unit_id', '=', row.business_unit_id)
    .where('id', '=', row.created_by_id)
    .executeTakeFirst()
}

/** When an application was last used, as far as its secrets and what was granted to it tell. */
async function lastUseOf(db: Db, row: Row): Promise<number> {
  const at = { business_unit_id: row.business_unit_id, application_id: row.id }
  const secret = await db
    .selectFrom('credentials')
    .select(eb => eb.fn.max<number | null>('last_used_at').as('at'))
    .where('business_unit_id', '=', at.business_unit_id)
    .where('application_id', '=', at.application_id)
    .executeTakeFirst()
  const family = await db
    .selectFrom('token_families')
    .select(eb => eb.fn.max<number | null>(eb.fn.coalesce('used_at', 'created_at')).as('at'))
    .where('business_unit_id', '=', at.business_unit_id)
    .where('application_id', '=', at.application_id)
    .executeTakeFirst()
  return Math.max(row.created_at, secret?.at ?? 0, family?.at ?? 0)
}

async function fillOne(any: Kysely<unknown>, row: Row): Promise<void> {
  const db = any.withTables<Tables>()
  const owner = row.kind === 'internal' || row.kind === 'authorization' ? await ownerOf(db, row) : undefined
  const owners = owner === undefined ? null : owner.id
  const { scopes, implicit_allowed } = row
  const marked: MarkColumns = { scopes, tags: null, owners, implicit_allowed, owned: owner?.active ?? 0 }
  await db
    .updateTable('applications')
    .set({
      owners,
      owned: marked.owned,
      marks: bitsOf(wordsOfMarks(marked)),
      idle_since: await lastUseOf(db, row),
    })
    .where('business_unit_id', '=', row.business_unit_id)
    .where('id', '=', row.id)
    .execute()
  if (owner !== undefined) {
    await db
      .insertInto('application_owners')
      .values({ business_unit_id: row.business_unit_id, user_id: owner.id, application_id: row.id })
      .onConflict(conflict => conflict.doNothing())
      .execute()
  }
  if (row.kind !== 'deleted') await writeGrams(any, [{ ...row, marked }])
}

/** Applications of before. May begin anew: what was filled is not filled again. */
const fill: Migration = {
  up: async (any: Kysely<unknown>) => {
    const db = any.withTables<Tables>()
    let last: Row | undefined
    do {
      const { business_unit_id = '', id = '' } = last ?? {}
      const rows: Row[] = await db
        .selectFrom('applications')
        .select(['business_unit_id', 'id', 'sort_name', 'sort_vendor', 'kind', 'active', 'created_at'])
        .select(['created_by_kind', 'created_by_id', 'scopes', 'implicit_allowed'])
        .where('marks', 'is', null)
        .where(sql<boolean>`(business_unit_id, id) > (${business_unit_id}, ${id})`)
        .orderBy('business_unit_id')
        .orderBy('id')
        .limit(BATCH)
        .execute()
      for (const row of rows) await fillOne(any, row)
      last = rows.at(-1)
    } while (last !== undefined)
  },
}

/** As the index it takes the place of, with what narrows a list. */
function listIndex(name: string, order: 'sort_name' | 'sort_vendor' | 'created_at'): Migration {
  const searched = (['sort_name', 'sort_vendor'] as const).filter(column => column !== order)
  return step(schema =>
    schema
      .createIndex(name)
      .ifNotExists()
      .on('applications')
      .columns(['business_unit_id', 'kind', 'active', order, 'id', ...searched, 'marks', 'idle_since']),
  )
}

const dropIndex = (name: string): Migration => step(schema => schema.dropIndex(name).ifExists())

export const listAnswerMigrations = {
  '0034-01-applications-tags': addColumn('applications', 'tags', 'text'),
  '0034-02-applications-owners': addColumn('applications', 'owners', 'text'),
  '0034-03-applications-owned': addColumn('applications', 'owned', 'integer'),
  '0034-04-applications-marks': addColumn('applications', 'marks', 'bigint'),
  '0034-05-applications-idle-since': addColumn('applications', 'idle_since', 'bigint'),
  '0034-06-application-owners': step(schema =>
    schema
      .createTable('application_owners')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('user_id', 'text', column => column.notNull())
      .addColumn('application_id', 'text', column => column.notNull())
      .addPrimaryKeyConstraint('application_owners_pkey', ['business_unit_id', 'user_id', 'application_id']),
  ),
  '0034-07-application-owners-by-application': step(schema =>
    schema
      .createIndex('application_owners_by_application')
      .ifNotExists()
      .on('application_owners')
      .columns(['business_unit_id', 'application_id']),
  ),
  '0034-08-owner-checks': step(schema =>
    schema
      .createTable('owner_checks')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('user_id', 'text', column => column.notNull())
      .addColumn('after', 'text', column => column.notNull())
      .addPrimaryKeyConstraint('owner_checks_pkey', ['business_unit_id', 'user_id']),
  ),
  '0034-09-applications-filled': fill,
  '0034-10-applications-narrowed-by-name': listIndex('applications_narrowed_by_name', 'sort_name'),
  '0034-11-applications-narrowed-by-vendor': listIndex('applications_narrowed_by_vendor', 'sort_vendor'),
  '0034-12-applications-narrowed-by-age': listIndex('applications_narrowed_by_age', 'created_at'),
  '0034-13-no-applications-list-by-name': dropIndex('applications_list_by_name'),
  '0034-14-no-applications-list-by-vendor': dropIndex('applications_list_by_vendor'),
  '0034-15-no-applications-list-by-age': dropIndex('applications_list_by_age'),
  '0034-16-applications-by-use': step(schema =>
    schema
      .createIndex('applications_by_use')
      .ifNotExists()
      .on('applications')
      .columns(['business_unit_id', 'kind', 'active', 'idle_since', 'id']),
  ),
  '0034-17-credentials-by-end': step(schema =>
    schema
      .createIndex('credentials_by_end')
      .ifNotExists()
      .on('credentials')
      .columns(['business_unit_id', 'expires_at', 'application_id'])
      .where(sql.ref('revoked_at'), 'is', null)
      .where(sql.ref('expires_at'), 'is not', null),
  ),
  '0034-18-credentials-ending': step(schema =>
    schema
      .createIndex('credentials_ending')
      .ifNotExists()
      .on('credentials')
      .columns(['business_unit_id', 'application_id', 'expires_at'])
      .where(sql.ref('revoked_at'), 'is', null)
      .where(sql.ref('expires_at'), 'is not', null),
  ),
} as const
