import { ActionIcon } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import { Suspense } from 'react'
import { say } from '../../kit/words/say.ts'
import { useShortcuts } from './use-shortcuts.ts'

const Palette = lazyRouteComponent(() => import('./Palette.tsx'), 'Palette')
const ShortcutHelp = lazyRouteComponent(() => import('./ShortcutHelp.tsx'), 'ShortcutHelp')

/** The button that opens the palette, the keys that do, and what they open, which comes when it is asked for. */
export function PaletteWays() {
  const { opened, open } = useShortcuts()
  const close = () => open(null)
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={say('Find a page, an action or an application')}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => open('palette')}
      >
        <IconSearch size={20} aria-hidden />
      </ActionIcon>
      <Suspense fallback={null}>
        {opened === 'palette' ? <Palette onClose={close} /> : null}
        {opened === 'help' ? <ShortcutHelp onClose={close} /> : null}
      </Suspense>
    </>
  )
}
