import { HISTORY_GROUPS, type HistoryGroup } from '@latchkey/contract/audit/history.ts'

export const DETAILS_TABS = ['details', 'secrets', 'notes', 'history', 'refused'] as const

type DetailsTab = (typeof DETAILS_TABS)[number]

/** What the details show, as it stands in the address; all but the tab is of the history. */
export type DetailsSearch = {
  readonly tab?: DetailsTab
  /** What was done. */
  readonly group?: HistoryGroup
  /** Who did it. */
  readonly actor?: string
  /** The one entry that a link leads to. */
  readonly entry?: string
}

function text(value: unknown, longest: number): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, longest) : undefined
}

/** Reads the details' part of the address; what is unknown is dropped, which shows the first tab, or all there is. */
export function readDetailsSearch(raw: { readonly [name: string]: unknown }): DetailsSearch {
  const tab = DETAILS_TABS.find(each => each === raw['tab'])
  if (tab !== 'history') return tab === undefined ? {} : { tab }
  const group = HISTORY_GROUPS.find(each => each === raw['group'])
  const [actor, entry] = [text(raw['actor'], 300), text(raw['entry'], 100)]
  return {
    tab,
    ...(group === undefined ? {} : { group }),
    ...(actor === undefined ? {} : { actor }),
    ...(entry === undefined ? {} : { entry }),
  }
}
