import {
  containApplication,
  liftContainment,
  setContainmentReason,
} from '../../src/store/applications/contained.ts'
import type { Scoped } from '../../src/store/handle.ts'
import { revokeSomeOfApplication } from '../../src/store/tokens/token-families.ts'
import type { Furnished } from './furnish.ts'
import { ACTOR, NOW } from './records.ts'

type Attempt = (theirs: Furnished, mine: Scoped) => Promise<unknown>

/** What of applications a stranger may not contain, nor let go. */
export const containedQuestions: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  containApplication: [
    false,
    ({ application }, mine) =>
      containApplication(mine, application.id, { at: NOW, by: ACTOR, reason: 'why' }),
  ],
  liftContainment: [
    false,
    ({ contained }, mine) => liftContainment(mine, contained.id, { at: NOW, by: ACTOR }),
  ],
  setContainmentReason: [false, ({ contained }, mine) => setContainmentReason(mine, contained.id, 'another')],
  revokeSomeOfApplication: [
    { revoked: 0, last: null },
    ({ application }, mine) =>
      revokeSomeOfApplication(mine, application.id, { at: NOW, because: 'test', after: null, limit: 9 }),
  ],
}
