import { useEffect, useRef, useState } from 'react'
import { splitAt } from './held-back.ts'

/** How far down a page may be scrolled while its top is still what is looked at. */
const NEAR_THE_TOP = 80

/** Whether somebody reads in a list: something of it is open or has the focus, or the page is scrolled down to it. */
function isRead(list: HTMLElement | null): boolean {
  if (list === null) return false
  return (
    window.scrollY > NEAR_THE_TOP ||
    list.contains(document.activeElement) ||
    list.querySelector('details[open]') !== null
  )
}

/**
 * Holds newer entries back while somebody reads, and lets them in by themselves otherwise.
 * In: all entries, newest first. Out: those to show, how many wait, and what lets them in; `box` goes to the list.
 */
export function useHeldBack<T extends { readonly id: string }>(entries: readonly T[]) {
  const box = useRef<HTMLOListElement>(null)
  const first = entries[0]?.id ?? null
  const [newest, setNewest] = useState(first)
  const { shown, waiting } = splitAt(entries, newest)
  useEffect(() => {
    if (!isRead(box.current)) setNewest(first)
  }, [first])
  return { box, shown, waiting, show: () => setNewest(first) }
}
