/** Work that is done again and again. `every` is the pause between two turns in milliseconds. */
export type Job = {
  readonly name: string
  readonly every: number
  readonly run: () => Promise<unknown>
}

export type Ticker = {
  /** No turn begins after this; it resolves once the running one has ended. */
  readonly stop: () => Promise<void>
}

/**
 * Runs a job until it is stopped, first after one pause. A turn begins only when the one before has ended, and a
 * turn that fails goes to `onError` and is followed by the next. The pauses keep no process alive.
 */
export function startTicker(
  job: Pick<Job, 'every' | 'run'> & { readonly onError: (fault: unknown) => void },
): Ticker {
  const { every, run, onError } = job
  let stopped = false
  let running = Promise.resolve()
  let timer = pause()

  function pause(): NodeJS.Timeout {
    const next = setTimeout(() => {
      running = turn()
    }, every)
    return next.unref()
  }

  async function turn(): Promise<void> {
    try {
      await run()
    } catch (fault) {
      onError(fault)
    }
    if (!stopped) timer = pause()
  }

  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
