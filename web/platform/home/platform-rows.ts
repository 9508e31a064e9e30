import type { Count } from '@latchkey/contract/business-units/needs.ts'
import type { PlatformNeeds } from '@latchkey/contract/platform/health.ts'
import { figure } from '../../console/home/need-rows.ts'
import { say } from '../../kit/words/say.ts'

/** One matter that may need an operator: how often, said whole, what to do about it, and what is said when it is none. */
export type PlatformRow = {
  readonly id: string
  readonly count: Count
  readonly words: string
  readonly advice: string
  readonly none: string
  readonly to:
    | '/admin/platform/requests'
    | '/platform/mail'
    | '/platform/health'
    | '/platform/business-units'
    | '/platform/signing-keys'
  /** Whether it should not wait. */
  readonly pressing: boolean
}

const many = ({ count, more }: Count) => ({ count, figure: figure({ count, more }) })
const exactly = (count: number): Count => ({ count, more: false })

/** What may need an operator, the most pressing first. In: the answer of the server. Out: a row for each, also where it is none. */
export function platformRows(needs: PlatformNeeds): readonly PlatformRow[] {
  return [...machinery(needs), ...letters(needs), ...people(needs)]
}

function machinery({ jobs, silentProcesses, signingKeys }: PlatformNeeds): PlatformRow[] {
  return [
    {
      id: 'jobs',
      count: exactly(jobs.length),
      words: say(
        '{count, plural, one {{figure} job fails or is late} other {{figure} jobs fail or are late}}',
        many(exactly(jobs.length)),
      ),
      advice: jobs.join(', '),
      none: say('Every job runs'),
      to: '/platform/health',
      pressing: true,
    },
    {
      id: 'silent',
      count: exactly(silentProcesses.length),
      words: say(
        '{count, plural, one {{figure} process went silent} other {{figure} processes went silent}}',
        many(exactly(silentProcesses.length)),
      ),
      advice: say('It did not end by itself. It is forgotten a day after it was last heard of.'),
      none: say('No process went silent'),
      to: '/platform/health',
      pressing: true,
    },
    {
      id: 'keys',
      count: exactly(signingKeys.overdue ? 1 : 0),
      words: say(
        '{count, plural, one {{figure} signing key is overdue} other {{figure} signing keys are overdue}}',
        many(exactly(1)),
      ),
      advice: say('Keys are replaced every 90 days by themselves. Look why that did not happen.'),
      none: say('The signing keys are young enough'),
      to: '/platform/signing-keys',
      pressing: true,
    },
  ]
}

function letters({ mail, outbox }: PlatformNeeds): PlatformRow[] {
  return [
    {
      id: 'stuck',
      count: mail.stuck,
      words: say(
        '{count, plural, one {{figure} letter is stuck} other {{figure} letters are stuck}}',
        many(mail.stuck),
      ),
      advice: say('The mail server did not take them. Each says why.'),
      none: say('No letter is stuck'),
      to: '/platform/mail',
      pressing: true,
    },
    {
      id: 'kept',
      count: mail.kept,
      words: say(
        '{count, plural, one {{figure} letter waits to be handed on} other {{figure} letters wait to be handed on}}',
        many(mail.kept),
      ),
      advice: say('No mail server is set: hand their links on, or set one.'),
      none: say('No letter waits to be handed on'),
      to: '/platform/mail',
      pressing: false,
    },
    {
      id: 'outbox',
      count: outbox.stuck,
      words: say(
        '{count, plural, one {{figure} message to an application is stuck} other {{figure} messages to applications are stuck}}',
        many(outbox.stuck),
      ),
      advice: say('Applications did not take them. Their own people see why in the history.'),
      none: say('No message to an application is stuck'),
      to: '/platform/health',
      pressing: false,
    },
  ]
}

function people({ requests, suspended }: PlatformNeeds): PlatformRow[] {
  return [
    {
      id: 'requests',
      count: requests.waiting,
      words: say(
        '{count, plural, one {{figure} request waits for an answer} other {{figure} requests wait for an answer}}',
        many(requests.waiting),
      ),
      advice: say('Business units ask for external applications.'),
      none: say('No request waits'),
      to: '/admin/platform/requests',
      pressing: false,
    },
    {
      id: 'suspended',
      count: suspended,
      words: say(
        '{count, plural, one {{figure} business unit is inactive} other {{figure} business units are inactive}}',
        many(suspended),
      ),
      advice: say('Nobody there can sign in. Each says why.'),
      none: say('Every business unit is active'),
      to: '/platform/business-units',
      pressing: false,
    },
  ]
}
