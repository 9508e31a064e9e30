import { exportApplications } from '@latchkey/contract/applications/list.ts'
import { download } from '../../../../kit/client.ts'
import { ExportFiles } from '../../../../kit/page/ExportFiles.tsx'
import { say } from '../../../../kit/words/say.ts'
import { useMe } from '../../../frame/me.ts'
import { isNarrowed, type ListSearch, queryOf } from '../../list-place/list-search.ts'

/** What the list shows as a file, on all its pages. */
export function ExportChoice({ search }: { readonly search: ListSearch }) {
  const { cursor: _cursor, limit: _limit, ...filter } = queryOf(search)
  return (
    <ExportFiles
      name={`api-applications-${useMe().businessUnit.number}`}
      read={format => download(exportApplications, { query: { ...filter, format } })}
    >
      {isNarrowed(search)
        ? say(
            'Exactly what the search and filters let through, on all pages, without secrets. The audit history keeps who exported what.',
          )
        : say(
            'All API applications, on all pages, without secrets. The audit history keeps who exported what.',
          )}
    </ExportFiles>
  )
}
