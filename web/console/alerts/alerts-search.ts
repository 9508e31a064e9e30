/** What the page of alerts shows, as it stands in the address; without it: those that are open. */
type AlertsSearch = { readonly state?: 'acknowledged' }

/** Reads the page's part of the address; what is unknown is dropped. */
export function readAlertsSearch(raw: { readonly [name: string]: unknown }): AlertsSearch {
  return raw['state'] === 'acknowledged' ? { state: 'acknowledged' } : {}
}
