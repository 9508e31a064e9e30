import type { BulkAction, BulkReason } from '@latchkey/contract/applications/bulk/bulk-changes.ts'
import { MAX_BULK, UNDO_MINUTES } from '@latchkey/contract/applications/bulk/bulk-changes.ts'
import { checkReason } from '@latchkey/contract/applications/status/reason.ts'
import { checkTag, MAX_TAGS } from '@latchkey/contract/applications/tags.ts'
import { type Instant, MINUTE } from '../../../lib/clock.ts'
import type { UserId } from '../../../lib/ids.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { ActorRef, Registration } from '../../model.ts'
import type { Permission } from '../../people/profiles.ts'
import type { FieldFault } from '../../refusal.ts'
import { MOST_OWNERS } from '../governance.ts'

/** Most applications that one bulk change may be about. */
export const MOST_AT_ONCE = MAX_BULK

/** What a bulk change does to each of its applications. `undoes`: of an undo, what that did. */
export type BulkWork = {
  readonly action: BulkAction
  readonly undoes: Exclude<BulkAction, 'undo'> | null
  readonly reason: string | null
  readonly tag: string | null
  readonly owner: UserId | null
}

/** `cut-short`: whoever planned it came to no end, so that it is about nothing and can only be planned anew. */
export type BulkState = 'collecting' | 'cut-short' | 'planned' | 'running' | 'done' | 'stopped'

/** How many applications of a bulk change stand how, and why. */
export type BulkCount = {
  readonly state: ItemState
  readonly reason: ItemReason | null
  readonly count: number
}

/** Why an application stays as it is. */
export type ItemReason = BulkReason

type Seen = { readonly count: number; readonly more: boolean }
export type BulkEffects = { readonly signIns: Seen; readonly people: Seen; readonly consented: Seen }

export type BulkChange = {
  readonly id: string
  readonly state: BulkState
  readonly work: BulkWork
  readonly by: ActorRef
  readonly total: number
  readonly effects: BulkEffects | null
  readonly createdAt: Instant
  readonly startedAt: Instant | null
  readonly endedAt: Instant | null
  readonly undoOf: string | null
  readonly undoneBy: string | null
  /** The request as it came, as long as it is not planned to its end. */
  readonly asked: string | null
}

export type ItemState = 'waiting' | 'changed' | 'same' | 'refused'

/** What of an application a bulk change can touch. */
export type Touchable = Pick<Registration, 'tags' | 'owners' | 'statusReason'>

/** An application of a bulk change. `expected` and `restore`: of an undo, the version that it left and what was before. */
export type BulkItem = {
  readonly applicationId: string
  readonly name: string | null
  readonly state: ItemState
  readonly reason: ItemReason | null
  readonly detail: string | null
  readonly expected: number | null
  readonly restore: Touchable | null
  /** What stood before it was changed, and the version that the change left. */
  readonly before: Touchable | null
  readonly left: number | null
}

/** An ordinary change of one application. */
export type Step =
  | { readonly kind: 'deactivate'; readonly reason: string }
  | { readonly kind: 'activate' }
  | { readonly kind: 'tags'; readonly tags: readonly string[] }
  | { readonly kind: 'owners'; readonly owners: readonly UserId[] }

type Verdict =
  | { readonly outcome: 'change'; readonly step: Step }
  | { readonly outcome: 'same' }
  | { readonly outcome: 'refused'; readonly reason: ItemReason }

const SAME = { outcome: 'same' } as const
const refused = (reason: ItemReason): Verdict => ({ outcome: 'refused', reason })
const change = (step: Step): Verdict => ({ outcome: 'change', step })

/**
 * What a bulk change does to one application as it stands. In: null where the business unit has none of this id; the work;
 * and of an undo what it is to bring back.
 */
export function judgeItem(
  registration: Registration | null,
  work: BulkWork,
  item: Pick<BulkItem, 'expected' | 'restore'>,
): Verdict {
  if (registration === null) return refused('not-found')
  if (registration.kind === 'catalogue') return refused('catalogue')
  if (item.expected !== null && registration.version !== item.expected) return refused('changed-since')
  const action = work.action === 'undo' ? work.undoes : work.action
  const back = work.action === 'undo'
  switch (action) {
    case 'deactivate':
      return statusOf(registration, back, { kind: 'deactivate', reason: work.reason ?? '' }, item)
    case 'activate':
      return statusOf(registration, !back, { kind: 'deactivate', reason: '' }, item)
    case 'add-tag':
    case 'remove-tag':
      return tagsOf(registration, back ? item.restore?.tags : null, work)
    case 'add-owner':
    case 'set-owner':
      return ownersOf(registration, back ? item.restore?.owners : null, work)
    case null:
      return refused('invalid')
  }
}

function statusOf(
  { active, containment }: Registration,
  wanted: boolean,
  stop: Extract<Step, { kind: 'deactivate' }>,
  { restore }: Pick<BulkItem, 'restore'>,
): Verdict {
  if (containment !== null) return refused('contained')
  if (active === wanted) return SAME
  return change(wanted ? { kind: 'activate' } : { ...stop, reason: restore?.statusReason ?? stop.reason })
}

function tagsOf(
  { tags }: Registration,
  restore: readonly string[] | null | undefined,
  { action, tag }: BulkWork,
): Verdict {
  if (restore !== null && restore !== undefined) return change({ kind: 'tags', tags: restore })
  if (tag === null) return refused('invalid')
  if (tags.includes(tag) === (action === 'add-tag')) return SAME
  if (action === 'remove-tag') return change({ kind: 'tags', tags: tags.filter(each => each !== tag) })
  return tags.length >= MAX_TAGS ? refused('too-many') : change({ kind: 'tags', tags: [...tags, tag] })
}

function ownersOf(
  { owners }: Registration,
  restore: readonly UserId[] | null | undefined,
  { action, owner }: BulkWork,
): Verdict {
  if (restore !== null && restore !== undefined) return change({ kind: 'owners', owners: restore })
  if (owner === null) return refused('invalid')
  if (action === 'set-owner') {
    return owners.length === 1 && owners[0] === owner ? SAME : change({ kind: 'owners', owners: [owner] })
  }
  if (owners.includes(owner)) return SAME
  if (owners.length >= MOST_OWNERS) return refused('too-many')
  return change({ kind: 'owners', owners: [...owners, owner] })
}

/** Whether the work stops applications, so that something ends. */
export function stops({ action, undoes }: BulkWork): boolean {
  return action === 'deactivate' || undoes === 'activate'
}

/** The permission that the change of a single application takes. */
export function permissionFor({ action, undoes }: Pick<BulkWork, 'action' | 'undoes'>): Permission {
  const done = undoes ?? action
  return done === 'deactivate' || done === 'activate'
    ? 'api-applications:deactivate'
    : 'api-applications:edit'
}

/** Until when a bulk change can be undone; null: it cannot. In: how its applications stand. */
export function undoUntil(
  { state, work, endedAt, undoneBy }: BulkChange,
  counts: readonly BulkCount[],
): Instant | null {
  const over = state === 'done' || state === 'stopped'
  const changed = counts.some(each => each.state === 'changed' && each.count > 0)
  if (!over || endedAt === null || work.action === 'undo' || undoneBy !== null || !changed) return null
  return endedAt + UNDO_MINUTES * MINUTE
}

/** What somebody asks a bulk change to do, as it came. */
export type AskedWork = {
  readonly action: BulkAction
  readonly reason?: string
  readonly tag?: string
  readonly owner?: string
  readonly undoOf?: string
  readonly ids?: readonly string[]
  readonly filter?: object
}

/** What each action needs beside the applications. */
const NEEDED = {
  deactivate: null,
  activate: null,
  'add-tag': 'tag',
  'remove-tag': 'tag',
  'add-owner': 'owner',
  'set-owner': 'owner',
  undo: 'undoOf',
} as const satisfies Record<BulkAction, keyof AskedWork | null>

/**
 * Judges what is asked of a bulk change, but whether there is such an owner or such a bulk change. Out: the reason and the
 * tag as they are kept. Refuses with all faults at once, each with its place.
 */
export function checkWork(asked: AskedWork): Result<Pick<BulkWork, 'reason' | 'tag'>, readonly FieldFault[]> {
  const faults: FieldFault[] = []
  const needed = NEEDED[asked.action]
  for (const field of ['tag', 'owner', 'undoOf', 'reason'] as const) {
    const fits = field === needed || (field === 'reason' && asked.action === 'deactivate')
    if (asked[field] === undefined && field === needed) {
      faults.push({ path: `/${field}`, rule: 'required', message: 'This action needs it.' })
    }
    if (asked[field] !== undefined && !fits) {
      faults.push({ path: `/${field}`, rule: 'unfit', message: 'This action does not take it.' })
    }
  }
  faults.push(...choiceFaults(asked))
  const reason = checkReason(asked.reason ?? '')
  if (!reason.ok) faults.push({ path: '/reason', rule: reason.rule, message: reason.message })
  const tag = asked.tag === undefined ? null : checkTag(asked.tag)
  if (tag !== null && !tag.ok) faults.push({ path: '/tag', rule: tag.rule, message: tag.message })
  if (faults.length > 0 || !reason.ok || tag?.ok === false) return err(faults)
  return ok({ reason: reason.value, tag: tag === null ? null : tag.value })
}

function choiceFaults({ action, ids, filter }: AskedWork): FieldFault[] {
  const given = [ids, filter].filter(each => each !== undefined).length
  if (action === 'undo') {
    const message = 'An undo is about what the bulk change was about: leave ids and filter out.'
    return given === 0 ? [] : [{ path: ids === undefined ? '/filter' : '/ids', rule: 'unfit', message }]
  }
  const message = 'Say which applications, by their ids or by a filter, and not by both.'
  return given === 1 ? [] : [{ path: '/ids', rule: 'one-of', message }]
}
