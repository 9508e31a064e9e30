import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { PAIR_MS, readOff, type ShortcutId, shortcutOf } from './shortcuts.ts'

type Opened = 'palette' | 'help' | null

const ADDRESSES = {
  home: '/',
  applications: '/admin/account-settings/api-applications',
  'business-unit': '/admin/account-settings/business-unit',
  account: '/account',
  register: '/admin/account-settings/api-applications/new',
} as const

/** Whether a key belongs to what has the focus: a field, a choice, or something that floats. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('[role="dialog"]') !== null) return true
  return target.matches('input, textarea, select, [role="combobox"], [role="listbox"], [role="menu"] *')
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"], main [role="searchbox"]')
  field?.focus()
  return field !== null
}

/** Listens for shortcuts. Out: what is to be open, and how to change that. */
export function useShortcuts() {
  const [opened, open] = useState<Opened>(null)
  const router = useRouter()
  useEffect(() => {
    let keys: string[] = []
    let last = 0
    const act = (id: ShortcutId): boolean => {
      if (id === 'search') return focusSearch()
      if (id === 'help') open('help')
      else router.history.push(ADDRESSES[id])
      return true
    }
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        open('palette')
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented)
        return
      if (isTaken(event.target)) return
      keys = event.timeStamp - last > PAIR_MS ? [event.key] : [...keys.slice(-1), event.key]
      last = event.timeStamp
      const called = shortcutOf(keys, readOff(localStorage))
      if (called === null || !act(called)) return
      event.preventDefault()
      keys = []
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [router])
  return { opened, open }
}
