import {
  claimUndo,
  cutPlanShort,
  findBulkChange,
  finishPlan,
  insertBulkChange,
  keepPlanning,
  leaseBulkChange,
  listBulkChanges,
  moveBulkChange,
} from '../../src/store/applications/bulk/bulk-changes.ts'
import {
  addBulkItems,
  countBulkItems,
  findApplications,
  listBulkItems,
  nextBulkItems,
  settleBulkItem,
} from '../../src/store/applications/bulk/bulk-items.ts'
import { tallyBulkChange } from '../../src/store/applications/bulk/bulk-tally.ts'
import type { Scoped } from '../../src/store/handle.ts'
import { bulk, item, PLANNING, RUNNING } from './bulk-record.ts'
import type { Furnished } from './furnish.ts'
import { NOW } from './records.ts'

type Attempt = (theirs: Furnished, mine: Scoped) => Promise<unknown>

const page = { before: null, limit: 9 } as const
const settled = { state: 'refused', reason: 'forbidden', detail: null, before: null, left: null } as const
const none = { count: 0, more: false }

/** What a stranger gets who asks for the bulk changes of another business unit. */
export const bulkQuestions: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  findBulkChange: [null, (_, mine) => findBulkChange(mine, RUNNING)],
  finishPlan: [false, (_, mine) => finishPlan(mine, PLANNING, null)],
  keepPlanning: [false, (_, mine) => keepPlanning(mine, PLANNING, NOW * 2)],
  cutPlanShort: [false, (_, mine) => cutPlanShort(mine, PLANNING, NOW * 2)],
  listBulkChanges: [[], (_, mine) => listBulkChanges(mine, page)],
  moveBulkChange: [
    false,
    (_, mine) => moveBulkChange(mine, RUNNING, { from: 'running', to: 'stopped', at: NOW }),
  ],
  claimUndo: [false, (_, mine) => claimUndo(mine, RUNNING, 'blk_spite')],
  leaseBulkChange: [false, (_, mine) => leaseBulkChange(mine, RUNNING, { freeBy: NOW, until: NOW + 1 })],
  findApplications: [[], ({ application }, mine) => findApplications(mine, [application.id])],
  listBulkItems: [[], (_, mine) => listBulkItems(mine, RUNNING, { state: null, after: null, limit: 9 })],
  nextBulkItems: [[], (_, mine) => nextBulkItems(mine, RUNNING, 9)],
  settleBulkItem: [
    false,
    ({ application }, mine) =>
      settleBulkItem(mine, { bulkId: RUNNING, applicationId: application.id }, settled),
  ],
  countBulkItems: [new Map(), (_, mine) => countBulkItems(mine, [RUNNING])],
  tallyBulkChange: [
    { signIns: none, people: none, consented: none },
    (_, mine) => tallyBulkChange(mine, RUNNING, NOW),
  ],
}

/** Writes to the stranger's own rows, with the ids that the other business unit uses. */
export const bulkChanges: Record<string, Attempt> = {
  insertBulkChange: async (_, mine) => insertBulkChange(mine, bulk(RUNNING), 0),
  addBulkItems: ({ application }, mine) =>
    addBulkItems(mine, RUNNING, [{ ...item(application.id), name: 'forged' }], NOW),
}
