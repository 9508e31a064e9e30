import { Button, Popover, Skeleton } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { say } from '../../../kit/words/say.ts'
import type { ToolbarProps } from './toolbar-props.ts'

/** Loaded when it is opened: the first page shows without it. */
const ViewsPanel = lazyRouteComponent(() => import('./opened/ViewsPanel.tsx'), 'ViewsPanel')

/** Filters, order and columns under a name: what one saved, and a way to save what is shown. */
export function ViewsButton(props: ToolbarProps) {
  const [opened, setOpened] = useState(false)
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      shadow="md"
      width={320}
      position="bottom-end"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconBookmark size={16} aria-hidden />}
          onClick={() => setOpened(was => !was)}
        >
          {say('Views')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense fallback={<Skeleton height={200} role="status" aria-label={say('Loading your views')} />}>
          <ViewsPanel {...props} onDone={() => setOpened(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
