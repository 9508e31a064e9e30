import { Button, Popover, Skeleton } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { say } from '../../../kit/words/say.ts'
import type { ToolbarProps } from './toolbar-props.ts'

/** Loaded when it is opened: the first page shows without it. */
const FilterForm = lazyRouteComponent(() => import('./opened/FilterForm.tsx'), 'FilterForm')

/** Everything else that a list can be narrowed by; what is chosen stands as chips and in the address. */
export function FiltersButton({ search, onChange }: ToolbarProps) {
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
          leftSection={<IconFilter size={16} aria-hidden />}
          onClick={() => setOpened(was => !was)}
        >
          {say('Filters')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense fallback={<Skeleton height={400} role="status" aria-label={say('Loading the filters')} />}>
          <FilterForm search={search} onChange={onChange} onDone={() => setOpened(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
