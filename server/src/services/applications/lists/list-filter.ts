import { DAY, type Instant } from '../../../lib/clock.ts'
import { isUserId } from '../../../lib/ids.ts'
import { searchKey } from '../../../registry/applications/application.ts'
import { checkTags } from '../../../registry/applications/governance.ts'
import type { ApplicationFilter } from '../../../store/applications/application-list.ts'
import type { Mark } from '../../../store/applications/lists/marks.ts'
import type { Scoped } from '../../../store/handle.ts'
import { askedOwners } from './owners.ts'

/** What somebody narrows a list of applications by, as it came; null: not by this. All of it must hold. */
export type ListFilter = {
  readonly search: string | null
  readonly type: 'internal' | 'external' | 'published' | null
  readonly status: 'active' | 'inactive' | 'contained' | null
  readonly scope: string | null
  readonly tag: string | null
  /** The id or user name of an owner, or nobody who is active. */
  readonly owner: { readonly of: string } | 'none' | null
  readonly idleDays: number | null
  readonly secretEndsInDays: number | null
  /** Whether it must have opted in to the implicit grant. */
  readonly implicit: boolean
}

const KINDS = { internal: 'internal', external: 'authorization', published: 'catalogue' } as const

/** Reads a filter. In: the filter and now. Out: it as the store takes it, or null when nothing can match. */
export async function readFilter(
  scope: Scoped,
  filter: ListFilter,
  now: Instant,
): Promise<ApplicationFilter | null> {
  const marks = await readMarks(scope, filter)
  if (marks === null) return null
  const { idleDays, secretEndsInDays } = filter
  return {
    // What is published has a list of its own.
    kinds: filter.type === null ? [KINDS.internal, KINDS.external] : [KINDS[filter.type]],
    search: searchKey(filter.search),
    active: filter.status === null ? null : filter.status === 'active',
    conditions: {
      marks,
      idleSince: idleDays === null ? null : now - idleDays * DAY,
      secretEnds: secretEndsInDays === null ? null : { from: now, until: now + secretEndsInDays * DAY },
    },
  }
}

async function readMarks(
  scope: Scoped,
  { status, scope: apiScope, tag, owner, implicit }: ListFilter,
): Promise<readonly Mark[] | null> {
  const marks: Mark[] = implicit ? [{ kind: 'legacy' }] : []
  if (status === 'contained') marks.push({ kind: 'contained' })
  if (apiScope !== null) {
    if (!/^[\x21-\x7e]+$/.test(apiScope)) return null
    marks.push({ kind: 'scope', value: apiScope })
  }
  if (tag !== null) {
    const tags = checkTags([tag])
    if (!tags.ok) return null
    marks.push(...tags.value.map(value => ({ kind: 'tag', value }) as const))
  }
  if (owner === 'none') marks.push({ kind: 'unowned' })
  else if (owner !== null) {
    const [asked] = isUserId(owner.of) ? [{ user: { id: owner.of } }] : await askedOwners(scope, [owner.of])
    const id = asked?.user?.id
    if (id === undefined) return null
    marks.push({ kind: 'owner', value: id })
  }
  return marks
}
