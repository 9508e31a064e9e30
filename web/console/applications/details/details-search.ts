export const DETAILS_TABS = ['details', 'secrets', 'notes', 'history', 'refused'] as const

type DetailsTab = (typeof DETAILS_TABS)[number]

/** Reads the details' part of the address; an unknown tab is dropped, which shows the first. */
export function readDetailsSearch(raw: { readonly [name: string]: unknown }): { readonly tab?: DetailsTab } {
  const tab = DETAILS_TABS.find(each => each === raw['tab'])
  return tab === undefined ? {} : { tab }
}
