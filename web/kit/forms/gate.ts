type Gate = {
  /** Whether this attempt may go ahead; it holds the gate until it leaves. */
  readonly enter: () => boolean
  readonly leave: () => void
}

/**
 * Lets one attempt through at a time. The second click of a double click comes before the button has been drawn as
 * busy, so a form has to refuse it by itself.
 */
export function makeGate(): Gate {
  let held = false
  return {
    enter: () => {
      if (held) return false
      held = true
      return true
    },
    leave: () => {
      held = false
    },
  }
}
