import { SECOND } from '../lib/clock.ts'
import type { Deps } from '../services/deps.ts'
import { deliverMail } from '../services/mail/deliver-mail.ts'
import { writeLetters as write } from '../services/mail/write-letters.ts'
import { deliverLogouts } from '../services/people/logout/deliver-logouts.ts'
import type { Job } from './ticker.ts'

/** Tells applications about sessions that ended, soon after the end was committed, so that no logout waits for them. */
export function deliverOutbox(deps: Deps): Job {
  return { name: 'deliver-outbox', every: SECOND, run: () => deliverLogouts(deps) }
}

/** Sends letters soon after what they tell of was committed. A mail server that is slow holds up nothing else. */
export function deliverLetters(deps: Deps): Job {
  return { name: 'deliver-mail', every: SECOND, run: () => deliverMail(deps) }
}

/** Writes the letters of what happened, in steps until nothing is left that is due. */
export function writeLetters(deps: Deps): Job {
  return {
    name: 'write-letters',
    every: SECOND,
    run: async () => {
      for (;;) {
        const { looked, most } = await write(deps)
        if (looked < most) return
      }
    },
  }
}
