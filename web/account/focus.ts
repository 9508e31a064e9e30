import { useEffect } from 'react'

/** Moves the focus to an element once what is being drawn now stands, so that it is not lost with what went. */
export function focusSoon(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus())
}

/** Puts the focus into the first field of a form that somebody just opened. In: the id of its control. */
export function useFocusOnOpen(id: string): void {
  useEffect(() => document.getElementById(id)?.focus(), [id])
}
