// Sets the colour scheme before the first paint. A file of its own, since the page's policy forbids inline scripts.
;(() => {
  const stored = (() => {
    try {
      return localStorage.getItem('mantine-color-scheme-value')
    } catch {
      return null
    }
  })()
  const dark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
