import { type EXPORT_FORMATS, exportApplications } from '@latchkey/contract/applications/list.ts'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { download } from '../../../../kit/client.ts'
import { FormTrouble } from '../../../../kit/page/FormTrouble.tsx'
import { saveFile } from '../../../../kit/save-file.ts'
import { say } from '../../../../kit/words/say.ts'
import { useMe } from '../../../frame/me.ts'
import { isNarrowed, type ListSearch, queryOf } from '../../list-place/list-search.ts'

type Format = (typeof EXPORT_FORMATS)[number]

/** The two kinds of file, and what becomes of them. */
export function ExportChoice({ search }: { readonly search: ListSearch }) {
  const { number } = useMe().businessUnit
  const exporting = useMutation({
    mutationFn: async (format: Format) => {
      const { cursor: _cursor, limit: _limit, ...filter } = queryOf(search)
      const file = await download(exportApplications, { query: { ...filter, format } })
      saveFile(`api-applications-${number}.${format}`, file)
    },
  })
  return (
    <div className="lk-filters">
      <p className="lk-help">
        {isNarrowed(search)
          ? say(
              'Exactly what the search and filters let through, on all pages, without secrets. The audit history keeps who exported what.',
            )
          : say(
              'All API applications, on all pages, without secrets. The audit history keeps who exported what.',
            )}
      </p>
      <Button variant="default" loading={exporting.isPending} onClick={() => exporting.mutate('csv')}>
        {say('CSV, for spreadsheets')}
      </Button>
      <Button variant="default" loading={exporting.isPending} onClick={() => exporting.mutate('jsonl')}>
        {say('JSON lines, for programs')}
      </Button>
      <p role="status">{exporting.isSuccess ? say('Exported. Your browser has the file.') : ''}</p>
      <FormTrouble error={exporting.error} />
    </div>
  )
}
