export const PROFILE_TABS = ['permits', 'who', 'versions'] as const

type ProfileTab = (typeof PROFILE_TABS)[number]
type Raw = { readonly [name: string]: unknown }

/** Reads which tab of a profile's page is shown; the first needs no word. */
export function readProfileSearch(raw: Raw): { readonly tab?: ProfileTab } {
  const tab = PROFILE_TABS.find(each => each === raw['tab'])
  return tab === undefined || tab === 'permits' ? {} : { tab }
}

/** Reads of which profile a new one is to be a copy. */
export function readCopySearch(raw: Raw): { readonly copyOf?: string } {
  const id = raw['copyOf']
  return typeof id === 'string' && id !== '' ? { copyOf: id.slice(0, 100) } : {}
}
