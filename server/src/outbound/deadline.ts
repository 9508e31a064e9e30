/** A stretch of time that ends by itself or with the one around it. */
type Deadline = {
  readonly signal: AbortSignal
  /** Takes the timer down. To be called whatever happened. */
  readonly stop: () => void
}

/** Starts a deadline of so many milliseconds, which ends early when `within` ends. */
export function startDeadline(milliseconds: number, within?: AbortSignal): Deadline {
  const controller = new AbortController()
  const end = () => controller.abort()
  const timer = setTimeout(end, milliseconds)
  if (within?.aborted === true) end()
  within?.addEventListener('abort', end, { once: true })
  return {
    signal: controller.signal,
    stop() {
      clearTimeout(timer)
      within?.removeEventListener('abort', end)
    },
  }
}

/**
 * Waits for the first word about something, at most until the signal.
 * In: the signal; the word when it comes first; and a function that listens, hands on the first word it hears, and
 * returns what takes its listeners down. That runs at once when a word was given, so nothing happens in between.
 */
export function settleBefore<T>(
  signal: AbortSignal,
  late: T,
  listen: (settle: (word: T) => void) => () => void,
): Promise<T> {
  if (signal.aborted) return Promise.resolve(late)
  return new Promise(resolve => {
    let settled = false
    let unlisten = () => {}
    const settle = (word: T) => {
      if (settled) return
      settled = true
      signal.removeEventListener('abort', onEnd)
      unlisten()
      resolve(word)
    }
    const onEnd = () => settle(late)
    signal.addEventListener('abort', onEnd, { once: true })
    unlisten = listen(settle)
    if (settled) unlisten()
  })
}
