export const DETAILS_TABS = ['details', 'secrets', 'history', 'refused'] as const

type DetailsTab = (typeof DETAILS_TABS)[number]

const OUTCOMES = ['refused', 'answered'] as const

type DetailsSearch = {
  readonly tab?: DetailsTab
  /** Of the tab Refused: the request that is shown alone. */
  readonly id?: string
  /** Of the tab Refused: which are listed. */
  readonly outcome?: (typeof OUTCOMES)[number]
}

/** Reads the details' part of the address; an unknown tab is dropped, which shows the first. */
export function readDetailsSearch(raw: { readonly [name: string]: unknown }): DetailsSearch {
  const tab = DETAILS_TABS.find(each => each === raw['tab'])
  if (tab === undefined) return {}
  const id = typeof raw['id'] === 'string' && raw['id'] !== '' ? raw['id'].slice(0, 100) : undefined
  const outcome = OUTCOMES.find(each => each === raw['outcome'])
  if (tab !== 'refused' || (id === undefined && outcome === undefined)) return { tab }
  return id === undefined ? { tab, ...(outcome === undefined ? {} : { outcome }) } : { tab, id }
}
