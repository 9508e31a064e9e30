let held = 0

/** Tells that this page holds something typed that a reload would lose. Out: what tells that it does no longer. */
export function holdPage(): () => void {
  let released = false
  held += 1
  return () => {
    if (!released) held -= 1
    released = true
  }
}

/** Whether something typed would be lost if this page were loaded anew. */
export function isPageHeld(): boolean {
  return held > 0
}
