import { HISTORY_GROUPS, type HistoryGroup } from '@latchkey/contract/audit/groups.ts'

export const DETAILS_TABS = ['details', 'access', 'secrets', 'notes', 'history', 'activity'] as const

type DetailsTab = (typeof DETAILS_TABS)[number]

/** What tabs were called in links that people have kept. */
const OLD_TABS: ReadonlyMap<unknown, DetailsTab> = new Map([['refused', 'activity']])

const OUTCOMES = ['refused', 'answered', 'retried'] as const

/** What the details show, as it stands in the address. */
export type DetailsSearch = {
  readonly tab?: DetailsTab
  /** Of the tab Access: the name of the user who is asked about. */
  readonly user?: string
  /** Of the tab History: what was done. */
  readonly group?: HistoryGroup
  /** Of the tab History: who did it. */
  readonly actor?: string
  /** Of the tab History: the one entry that a link leads to. */
  readonly entry?: string
  /** Of the tab Activity: the request that is shown alone. */
  readonly id?: string
  /** Of the tab Activity: which are listed. */
  readonly outcome?: (typeof OUTCOMES)[number]
  readonly reason?: string
}

type Raw = { readonly [name: string]: unknown }

function text(value: unknown, longest: number): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, longest) : undefined
}

function readHistory(raw: Raw): DetailsSearch {
  const group = HISTORY_GROUPS.find(each => each === raw['group'])
  const [actor, entry] = [text(raw['actor'], 300), text(raw['entry'], 100)]
  return {
    tab: 'history',
    ...(group === undefined ? {} : { group }),
    ...(actor === undefined ? {} : { actor }),
    ...(entry === undefined ? {} : { entry }),
  }
}

function readActivity(raw: Raw): DetailsSearch {
  const id = text(raw['id'], 100)
  if (id !== undefined) return { tab: 'activity', id }
  const [outcome, reason] = [OUTCOMES.find(each => each === raw['outcome']), text(raw['reason'], 100)]
  return {
    tab: 'activity',
    ...(outcome === undefined ? {} : { outcome }),
    ...(reason === undefined ? {} : { reason }),
  }
}

/** Reads the details' part of the address; what is unknown is dropped, which shows the first tab, or all there is. */
export function readDetailsSearch(raw: Raw): DetailsSearch {
  const tab = OLD_TABS.get(raw['tab']) ?? DETAILS_TABS.find(each => each === raw['tab'])
  if (tab === undefined) return {}
  if (tab === 'history') return readHistory(raw)
  if (tab === 'activity') return readActivity(raw)
  const user = tab === 'access' ? text(raw['user'], 320) : undefined
  return user === undefined ? { tab } : { tab, user }
}
