import { type Count, NEEDS_WITHIN, type Needs } from '@latchkey/contract/business-units/needs.ts'
import { LOCALE, say } from '../../kit/words/say.ts'
import type { ListSearch } from '../applications/list-place/list-search.ts'
import type { TransfersSearch } from '../applications/transfers/transfers-search.ts'

/** Where a number leads: the list as it is narrowed, or another page. */
type Goal =
  | { readonly list: ListSearch }
  | {
      readonly page:
        | '/admin/account-settings/alerts'
        | '/admin/account-settings/users'
        | '/admin/account-settings/api-applications/requests'
    }
  | { readonly offers: TransfersSearch }

/** One matter that may need somebody: how often, said whole, what to do about it, and what is said when it is none. */
export type NeedRow = {
  readonly id: string
  readonly count: Count
  readonly words: string
  readonly advice: string
  readonly none: string
  readonly goal: Goal
  /** Whether it should not wait. */
  readonly pressing: boolean
}

const NUMBER = new Intl.NumberFormat(LOCALE)

/** "12", or "1,000+" where there are more than are counted. */
export function figure({ count, more }: Count): string {
  return `${NUMBER.format(count)}${more ? '+' : ''}`
}

const many = ({ count, more }: Count) => ({ count, figure: figure({ count, more }) })

/** What may need somebody, the most pressing first. In: the answer of the server. Out: a row for each, also where it is none. */
export function needRows(needs: Needs): readonly NeedRow[] {
  return [...soon(needs), ...offers(needs), ...answers(needs), ...people(needs), ...order(needs)]
}

function soon({ openAlerts, secretsEnding }: Needs): NeedRow[] {
  return [
    {
      id: 'alerts',
      count: openAlerts,
      words: say(
        '{count, plural, one {{figure} alert is open} other {{figure} alerts are open}}',
        many(openAlerts),
      ),
      advice: say('Something happened that somebody should look into.'),
      none: say('No alert is open'),
      goal: { page: '/admin/account-settings/alerts' },
      pressing: true,
    },
    {
      id: 'secrets',
      count: secretsEnding,
      words: say(
        '{count, plural, one {{figure} application has a secret that ends within 30 days} other {{figure} applications have a secret that ends within 30 days}}',
        many(secretsEnding),
      ),
      advice: say('Make the next one in time and change over: both work until the old one ends.'),
      none: say('No secret ends within 30 days'),
      goal: { list: { status: 'active', secretEnds: NEEDS_WITHIN.secretEnds } },
      pressing: true,
    },
  ]
}

function offers({ transfers: { offered, answered } }: Needs): NeedRow[] {
  return [
    {
      id: 'offered',
      count: offered,
      words: say(
        '{count, plural, one {{figure} application is offered to you} other {{figure} applications are offered to you}}',
        many(offered),
      ),
      advice: say('Another business unit wants to hand it over. An offer ends after seven days.'),
      none: say('No application is offered to you'),
      goal: { offers: {} },
      pressing: true,
    },
    {
      id: 'offers-answered',
      count: answered,
      words: say(
        '{count, plural, one {{figure} offer of yours was answered lately} other {{figure} offers of yours were answered lately}}',
        many(answered),
      ),
      advice: say('Another business unit accepted or declined within the last 14 days.'),
      none: say('No new answer to what you offered'),
      goal: { offers: { by: 'us' } },
      pressing: false,
    },
  ]
}

/** Nothing for who may not see the users. */
function people({ invitations }: Needs): NeedRow[] {
  if (invitations === null) return []
  const { ending, expired } = invitations
  const goal = { page: '/admin/account-settings/users' } as const
  return [
    {
      id: 'invitations-ending',
      count: ending,
      words: say(
        '{count, plural, one {{figure} invitation ends within two days} other {{figure} invitations end within two days}}',
        many(ending),
      ),
      advice: say('Whoever was invited has not answered. Sent again, the link works for seven days more.'),
      none: say('No invitation is about to end'),
      goal,
      pressing: false,
    },
    {
      id: 'invitations-expired',
      count: expired,
      words: say(
        '{count, plural, one {{figure} invitation expired without an answer} other {{figure} invitations expired without an answer}}',
        many(expired),
      ),
      advice: say('Send it again or withdraw it. What expired is forgotten after 30 days.'),
      none: say('No invitation expired without an answer'),
      goal,
      pressing: false,
    },
  ]
}

function answers({ versions, requests }: Needs): NeedRow[] {
  return [
    {
      id: 'versions',
      count: versions,
      words: say(
        '{count, plural, one {{figure} external application asks for more than before} other {{figure} external applications ask for more than before}}',
        many(versions),
      ),
      advice: say('Until somebody decides, they have what they had.'),
      none: say('No external application waits for a decision'),
      goal: { list: { type: 'external', status: 'active' } },
      pressing: false,
    },
    {
      id: 'answered',
      count: requests.answered,
      words: say(
        '{count, plural, one {{figure} request was answered lately} other {{figure} requests were answered lately}}',
        many(requests.answered),
      ),
      advice: say('What the operators of the platform said within the last 14 days.'),
      none: say('No new answer from the operators'),
      goal: { page: '/admin/account-settings/api-applications/requests' },
      pressing: false,
    },
  ]
}

function order({ unowned, idle, legacy }: Needs): NeedRow[] {
  return [
    {
      id: 'unowned',
      count: unowned,
      words: say(
        '{count, plural, one {{figure} application has no active owner} other {{figure} applications have no active owner}}',
        many(unowned),
      ),
      advice: say('Somebody should answer for an application, better two.'),
      none: say('Every application has an owner'),
      goal: { list: { status: 'active', owner: 'none' } },
      pressing: false,
    },
    {
      id: 'idle',
      count: idle,
      words: say(
        '{count, plural, one {{figure} application was not used for 90 days} other {{figure} applications were not used for 90 days}}',
        many(idle),
      ),
      advice: say('What nobody uses can be deactivated, and activated again.'),
      none: say('Every application was used within 90 days'),
      goal: { list: { status: 'active', idle: NEEDS_WITHIN.idle } },
      pressing: false,
    },
    {
      id: 'legacy',
      count: legacy,
      words: say(
        '{count, plural, one {{figure} application still uses the implicit grant (legacy)} other {{figure} applications still use the implicit grant (legacy)}}',
        many(legacy),
      ),
      advice: say(
        'Its tokens can leak through browser histories. The authorization code with PKCE replaces it.',
      ),
      none: say('No application uses the implicit grant'),
      goal: { list: { status: 'active', legacy: 'implicit' } },
      pressing: false,
    },
  ]
}
