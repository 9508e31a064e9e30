import { Button, Popover, Skeleton } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import { Suspense } from 'react'
import { say } from '../../../kit/words/say.ts'
import type { ListSearch } from '../list-place/list-search.ts'

/** Loaded when it is opened: the first page shows without it. */
const ExportChoice = lazyRouteComponent(() => import('./opened/ExportChoice.tsx'), 'ExportChoice')

/** Hands out what the list shows, on all pages, as a file. */
export function ExportButton({ search }: { readonly search: ListSearch }) {
  return (
    <Popover shadow="md" width={300} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          {say('Export')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense fallback={<Skeleton height={120} role="status" aria-label={say('Loading the export')} />}>
          <ExportChoice search={search} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
