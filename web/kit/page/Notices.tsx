import { notificationsStore } from '@mantine/notifications'
import { lazy, Suspense, useEffect, useState } from 'react'

const NoticeBoard = lazy(async () => ({ default: (await import('./NoticeBoard.tsx')).NoticeBoard }))

/** Shows notices. What shows them comes with the first one, since most pages are read without any. */
export function Notices() {
  const [needed, setNeeded] = useState(false)
  useEffect(() => notificationsStore.subscribe(() => setNeeded(true)), [])
  if (!needed) return null
  return (
    <Suspense fallback={null}>
      <NoticeBoard />
    </Suspense>
  )
}
