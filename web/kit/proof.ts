/** Asks the person to prove that they are there. Out: whether they did. */
type Asker = () => Promise<boolean>

let asker: Asker | null = null
let asking: Promise<boolean> | null = null

/** Says who asks: the frame, while it is shown. Out: what takes that back. */
export function provideProof(next: Asker): () => void {
  asker = next
  return () => {
    if (asker === next) asker = null
  }
}

/** Asks once, however many calls wait for it. Out: whether the person proved it; false where nobody can ask. */
export function askForProof(): Promise<boolean> {
  if (asker === null) return Promise.resolve(false)
  asking ??= asker().finally(() => {
    asking = null
  })
  return asking
}
