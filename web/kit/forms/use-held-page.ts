import { useLayoutEffect } from 'react'
import { holdPage } from '../unsaved.ts'

/** While `active`, this page is not loaded anew by itself: what is typed would be lost. */
export function useHeldPage(active: boolean): void {
  useLayoutEffect(() => (active ? holdPage() : undefined), [active])
}
