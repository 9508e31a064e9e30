import { HISTORY_GROUPS, type HistoryGroup } from '@latchkey/contract/audit/history.ts'

export const DETAILS_TABS = ['details', 'access', 'secrets', 'notes', 'history', 'refused'] as const

type DetailsTab = (typeof DETAILS_TABS)[number]

const OUTCOMES = ['refused', 'answered'] as const

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
  /** Of the tab Refused: the request that is shown alone. */
  readonly id?: string
  /** Of the tab Refused: which are listed. */
  readonly outcome?: (typeof OUTCOMES)[number]
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

function readRefused(raw: Raw): DetailsSearch {
  const [id, outcome] = [text(raw['id'], 100), OUTCOMES.find(each => each === raw['outcome'])]
  if (id !== undefined) return { tab: 'refused', id }
  return outcome === undefined ? { tab: 'refused' } : { tab: 'refused', outcome }
}

/** Reads the details' part of the address; what is unknown is dropped, which shows the first tab, or all there is. */
export function readDetailsSearch(raw: Raw): DetailsSearch {
  const tab = DETAILS_TABS.find(each => each === raw['tab'])
  if (tab === undefined) return {}
  if (tab === 'history') return readHistory(raw)
  if (tab === 'refused') return readRefused(raw)
  const user = tab === 'access' ? text(raw['user'], 320) : undefined
  return user === undefined ? { tab } : { tab, user }
}
