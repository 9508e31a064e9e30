import { Button, Popover, Skeleton } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import { Suspense } from 'react'
import { say } from '../../../kit/words/say.ts'
import type { ToolbarProps } from './toolbar-props.ts'

/** Loaded when it is opened: the first page shows without it. */
const ColumnChoice = lazyRouteComponent(() => import('./opened/ColumnChoice.tsx'), 'ColumnChoice')

/** Which columns stand beside the name. Their order is fixed. */
export function ColumnsButton(props: ToolbarProps) {
  return (
    <Popover shadow="md" width={220} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} aria-hidden />}>
          {say('Columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense fallback={<Skeleton height={300} role="status" aria-label={say('Loading the columns')} />}>
          <ColumnChoice {...props} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
