export const DETAILS_TABS = ['details', 'access', 'secrets', 'history', 'refused'] as const

type DetailsTab = (typeof DETAILS_TABS)[number]

const OUTCOMES = ['refused', 'answered'] as const

type DetailsSearch = {
  readonly tab?: DetailsTab
  /** Of the tab Access: the name of the user who is asked about. */
  readonly user?: string
  /** Of the tab Refused: the request that is shown alone. */
  readonly id?: string
  /** Of the tab Refused: which are listed. */
  readonly outcome?: (typeof OUTCOMES)[number]
}

function text(value: unknown, longest: number): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, longest) : undefined
}

/** Reads the details' part of the address; what is unknown is dropped, which shows the first tab, or all there is. */
export function readDetailsSearch(raw: { readonly [name: string]: unknown }): DetailsSearch {
  const tab = DETAILS_TABS.find(each => each === raw['tab'])
  if (tab === undefined) return {}
  if (tab === 'access') {
    const user = text(raw['user'], 320)
    return user === undefined ? { tab } : { tab, user }
  }
  if (tab === 'refused') {
    const [id, outcome] = [text(raw['id'], 100), OUTCOMES.find(each => each === raw['outcome'])]
    if (id !== undefined) return { tab, id }
    return outcome === undefined ? { tab } : { tab, outcome }
  }
  return { tab }
}
