import { ActionIcon, type MantineColorScheme, Popover, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { say } from '../../../kit/words/say.ts'

const ICONS: Readonly<Record<MantineColorScheme, typeof IconSun>> = {
  light: IconSun,
  dark: IconMoon,
  auto: IconDeviceDesktop,
}

/** Comes when it is asked for, and before it is shown: what opens takes the focus at once. */
const SchemeChoices = lazyRouteComponent(() => import('./SchemeChoices.tsx'), 'SchemeChoices')

/** The button that opens the choice of a colour scheme. */
export function SchemeMenu() {
  const { colorScheme } = useMantineColorScheme()
  const [opened, setOpened] = useState(false)
  const Current = ICONS[colorScheme]
  const toggle = async () => {
    await SchemeChoices.preload?.()
    setOpened(was => !was)
  }
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      shadow="md"
      width={200}
      position="bottom-end"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={say('Colour scheme')}
          onClick={() => void toggle()}
        >
          <Current size={20} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense fallback={null}>
          <SchemeChoices />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
