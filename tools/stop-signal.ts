/**
 * Returns a signal that aborts when somebody wants this program to end: Ctrl-C, SIGTERM, a closed terminal, or,
 * when npm runs it, the end of npm. npm passes SIGTERM on to its shell only, which dies without a word to us.
 */
export function stopSignal(): AbortSignal {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())
  if (process.env['npm_lifecycle_event'] !== undefined) {
    const parent = process.ppid
    const watch = setInterval(() => {
      if (process.ppid !== parent) stop.abort()
    }, 250)
    watch.unref()
    stop.signal.addEventListener('abort', () => clearInterval(watch))
  }
  return stop.signal
}
