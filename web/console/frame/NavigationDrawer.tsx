import { Drawer } from '@mantine/core'
import { useEffect, useState } from 'react'
import { Navigation } from './Navigation.tsx'

type NavigationDrawerProps = { readonly opened: boolean; readonly onClose: () => void }

/** The navigation of a narrow screen. */
export function NavigationDrawer({ opened, onClose }: NavigationDrawerProps) {
  // Opened only once it stands there closed: a drawer that begins open does not know where the focus came from.
  const [shown, setShown] = useState(false)
  useEffect(() => setShown(opened), [opened])
  return (
    <Drawer opened={shown} onClose={onClose} title="Latchkey" size={288}>
      <Navigation onGo={onClose} />
    </Drawer>
  )
}
