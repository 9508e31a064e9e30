import { exportAudit } from '@latchkey/contract/audit/log.ts'
import { download } from '../../kit/client.ts'
import { ExportFiles } from '../../kit/page/ExportFiles.tsx'
import { say } from '../../kit/words/say.ts'
import { useMe } from '../frame/me.ts'
import { type AuditSearch, isNarrowed, queryOf } from './audit-search.ts'

/** The log as a file, as far as the filters let it through. */
export function ExportChoice({ search }: { readonly search: AuditSearch }) {
  return (
    <ExportFiles
      name={`audit-${useMe().businessUnit.number}`}
      read={format => download(exportAudit, { query: { ...queryOf(search), format } })}
    >
      {isNarrowed(search)
        ? say('Exactly what the filters let through, oldest first. That you exported it is written down.')
        : say(
            'The whole log, oldest first. As JSON lines it can be checked elsewhere. That you exported it is written down.',
          )}
    </ExportFiles>
  )
}
