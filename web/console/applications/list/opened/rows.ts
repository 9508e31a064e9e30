/** Where the browser keeps it; `color-scheme.js` reads it before the first paint. */
const KEY = 'latchkey-rows'

/** Whether rows are compact here. */
export function hasCompactRows(): boolean {
  return document.documentElement.dataset['rows'] === 'compact'
}

/** Makes rows compact or not, at once and whenever this browser comes back. */
export function setCompactRows(compact: boolean): void {
  const { dataset } = document.documentElement
  if (compact) dataset['rows'] = 'compact'
  else delete dataset['rows']
  try {
    if (compact) localStorage.setItem(KEY, 'compact')
    else localStorage.removeItem(KEY)
  } catch {
    // A browser that keeps nothing has them until the page is loaded again.
  }
}
