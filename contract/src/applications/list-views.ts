import { type Static, Type } from 'typebox'
import { MAX_NAME_LENGTH } from '../names.ts'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'
import { STATED } from '../stated.ts'
import { listApplications } from './list.ts'

/** Most views that a user may keep. */
export const MAX_VIEWS = 20

const { cursor: _cursor, limit: _limit, ...narrowing } = listApplications.query.properties

/** What a view narrows and orders the list by: the parameters of the list. */
export const ViewQuery = Type.Object(narrowing, { additionalProperties: false })

const Columns = Type.Union([Type.String({ maxLength: 200, pattern: '^[a-z]+(\\.[a-z]+)*$' }), Type.Null()], {
  description: 'The columns beside the name, with dots between them; null: those that are shown at first.',
})
const Name = Type.String({ maxLength: 200_000, [STATED]: { minLength: 1, maxLength: MAX_NAME_LENGTH } })
const Default = Type.Boolean({
  description: 'Whether the list begins with it. At most one view is the default.',
})

export const ListView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  query: ViewQuery,
  columns: Columns,
  default: Default,
})
export type ListView = Static<typeof ListView>

const ViewParams = Type.Object({ id: Type.String({ maxLength: 100 }) }, { additionalProperties: false })
const viewNotFound = { description: 'You have no view with this id.' }

const example = {
  id: 'lvw_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
  name: 'Nobody answers for',
  query: { owner: 'none', status: 'active' as const },
  columns: 'vendor.status.used',
  default: false,
}

export const listViews = defineRoute({
  id: 'listViews',
  method: 'GET',
  path: '/list-views',
  tag: 'API applications',
  summary: 'List your views of the list',
  description: `The views of the list of applications that you saved, by name: at most ${MAX_VIEWS}. They are yours alone.`,
  permission: 'api-applications:view',
  personOnly: true,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'All of them.', schema: Type.Object({ items: Type.Array(ListView) }) },
  },
  example: { response: { items: [example] } },
})

export const saveView = defineRoute({
  id: 'saveView',
  method: 'POST',
  path: '/list-views',
  tag: 'API applications',
  summary: 'Save a view',
  description: `Keeps a filter, an order and columns of the list under a name of yours. You may have ${MAX_VIEWS}.`,
  permission: 'api-applications:view',
  personOnly: true,
  idempotent: true,
  body: Type.Object(
    { name: Name, query: ViewQuery, columns: Type.Optional(Columns), default: Type.Optional(Default) },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    201: { description: 'Saved.', schema: ListView },
    409: {
      description: 'The Idempotency-Key came with another request.',
      problem: { type: '/problems/key-reused', title: 'Idempotency-Key reused' },
    },
  },
  example: {
    body: { name: example.name, query: example.query, columns: example.columns },
    response: example,
  },
})

export const editView = defineRoute({
  id: 'editView',
  method: 'PATCH',
  path: '/list-views/{id}',
  tag: 'API applications',
  summary: 'Change a view',
  description:
    'Changes only the fields given. Only you can change a view of yours, so the last change is the one that counts.',
  permission: 'api-applications:view',
  personOnly: true,
  params: ViewParams,
  body: Type.Object(
    {
      name: Type.Optional(Name),
      query: Type.Optional(ViewQuery),
      columns: Type.Optional(Columns),
      default: Type.Optional(Default),
    },
    { additionalProperties: false, minProperties: 1 },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The view as it stands now.', schema: ListView },
    404: viewNotFound,
  },
  example: { params: { id: example.id }, body: { default: true }, response: { ...example, default: true } },
})

export const deleteView = defineRoute({
  id: 'deleteView',
  method: 'DELETE',
  path: '/list-views/{id}',
  tag: 'API applications',
  summary: 'Delete a view',
  description: 'The applications stay as they are.',
  permission: 'api-applications:view',
  personOnly: true,
  params: ViewParams,
  responses: { ...COMMON_RESPONSES, 204: { description: 'Deleted.' }, 404: viewNotFound },
  example: { params: { id: example.id } },
})
