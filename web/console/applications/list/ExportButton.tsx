import { IconDownload } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import { say } from '../../../kit/words/say.ts'
import type { ListSearch } from '../list-place/list-search.ts'
import { OpenButton } from './OpenButton.tsx'

const ExportChoice = lazyRouteComponent(() => import('./opened/ExportChoice.tsx'), 'ExportChoice')

/** Hands out what the list shows, on all pages, as a file. */
export function ExportButton({ search }: { readonly search: ListSearch }) {
  return (
    <OpenButton
      icon={<IconDownload size={16} aria-hidden />}
      words={say('Export')}
      width={300}
      height={120}
      loading={say('Loading the export')}
    >
      {() => <ExportChoice search={search} />}
    </OpenButton>
  )
}
