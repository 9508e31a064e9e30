import type {
  BulkAction,
  BulkChange,
  BulkItem,
  BulkReason,
} from '@latchkey/contract/applications/bulk/bulk-changes.ts'
import { say } from '../../../kit/words/say.ts'

export const ACTION_WORDS = {
  deactivate: say('Deactivate'),
  activate: say('Activate'),
  'add-tag': say('Add a tag'),
  'remove-tag': say('Remove a tag'),
  'add-owner': say('Add an owner'),
  'set-owner': say('Set the owner'),
  undo: say('Undo'),
} as const satisfies Record<BulkAction, string>

/** What a bulk change does, with what it was given. */
export function titleOf(bulk: Pick<BulkChange, 'action' | 'undoes' | 'tag' | 'owner'>): string {
  if (bulk.action === 'undo' && bulk.undoes !== null) {
    return say('Undo: {what}', { what: titleOf({ ...bulk, action: bulk.undoes, undoes: null }) })
  }
  const tag = bulk.tag ?? ''
  const owner = bulk.owner?.fullName ?? say('a user who is gone')
  switch (bulk.action) {
    case 'add-tag':
      return say('Add the tag {tag}', { tag })
    case 'remove-tag':
      return say('Remove the tag {tag}', { tag })
    case 'add-owner':
      return say('Add the owner {owner}', { owner })
    case 'set-owner':
      return say('Set the owner {owner}', { owner })
    case 'deactivate':
    case 'activate':
    case 'undo':
      return ACTION_WORDS[bulk.action]
  }
}

export const BULK_STATE_WORDS = {
  collecting: say('Being planned'),
  'cut-short': say('Cut short'),
  planned: say('Preview'),
  running: say('Running'),
  done: say('Done'),
  stopped: say('Stopped'),
} as const satisfies Record<BulkChange['state'], string>

/** Why an application stays as it is. */
export const REASON_WORDS = {
  already: say('It stands so already.'),
  'not-found': say('Your business unit has no such application.'),
  catalogue: say('It is published to other business units and is changed on its own page.'),
  contained: say('It is contained. Lift that first.'),
  'too-many': say('It has as many as it may have.'),
  'changed-since': say('Somebody changed it since.'),
  forbidden: say('Who started this may not do it any more.'),
  invalid: say('A rule refuses it.'),
} as const satisfies Record<BulkReason, string>

/** Where an item stands, in a word. */
export function itemWords({ state }: Pick<BulkItem, 'state'>, over: boolean): string {
  switch (state) {
    case 'waiting':
      return over ? say('Not carried out') : say('Will change')
    case 'changed':
      return say('Changed')
    case 'same':
      return say('Stays')
    case 'refused':
      return say('Not possible')
  }
}

/** How many applications of a bulk change stand in one way, whatever the reason. */
export function countOf({ counts }: Pick<BulkChange, 'counts'>, state: BulkItem['state']): number {
  return counts.reduce((sum, each) => (each.state === state ? sum + each.count : sum), 0)
}

/** How a bulk change stands in one line. */
export function summaryOf(bulk: Pick<BulkChange, 'state' | 'startedAt' | 'counts' | 'total'>): string {
  if (bulk.state === 'cut-short') return say('Planning was cut short. Nothing was changed.')
  const [changed, waiting, total] = [countOf(bulk, 'changed'), countOf(bulk, 'waiting'), bulk.total]
  if (bulk.startedAt === null) {
    return say('{waiting, plural, one {# of {total} will change} other {# of {total} will change}}', {
      waiting,
      total: total.toLocaleString(),
    })
  }
  return say('{changed, number} of {total, number} changed', { changed, total })
}
