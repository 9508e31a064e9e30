// Sets what was chosen of the look before the first paint. A file of its own, since the page's policy forbids inline scripts.
;(() => {
  const kept = name => {
    try {
      return localStorage.getItem(name)
    } catch {
      return null
    }
  }
  const stored = kept('mantine-color-scheme-value')
  const dark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  if (kept('latchkey-rows') === 'compact') document.documentElement.setAttribute('data-rows', 'compact')
})()
