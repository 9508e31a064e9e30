import { exportAudit } from '@latchkey/contract/audit/log.ts'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { download } from '../../kit/client.ts'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { saveFile } from '../../kit/save-file.ts'
import { say } from '../../kit/words/say.ts'
import { useMe } from '../frame/me.ts'
import { type AuditSearch, isNarrowed, queryOf } from './audit-search.ts'

/** The two kinds of file, and what becomes of them. */
export function ExportChoice({ search }: { readonly search: AuditSearch }) {
  const { number } = useMe().businessUnit
  const exporting = useMutation({
    mutationFn: async (format: 'csv' | 'jsonl') => {
      const file = await download(exportAudit, { query: { ...queryOf(search), format } })
      saveFile(`audit-${number}.${format}`, file)
    },
  })
  return (
    <div className="lk-filters">
      <p className="lk-help">
        {isNarrowed(search)
          ? say('Exactly what the filters let through, oldest first. That you exported it is written down.')
          : say(
              'The whole log, oldest first. As JSON lines it can be checked elsewhere. That you exported it is written down.',
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
