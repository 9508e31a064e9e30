import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { saveFile } from '../save-file.ts'
import { say } from '../words/say.ts'
import { FormTrouble } from './FormTrouble.tsx'

type Format = 'csv' | 'jsonl'

type ExportFilesProps = {
  /** How the file is called, without what its kind adds. */
  readonly name: string
  /** What stands in it, and what becomes of that it was asked for. */
  readonly children: ReactNode
  readonly read: (format: Format) => Promise<Blob>
}

/** The two kinds of file, and what becomes of them. */
export function ExportFiles({ name, children, read }: ExportFilesProps) {
  const exporting = useMutation({
    mutationFn: async (format: Format) => saveFile(`${name}.${format}`, await read(format)),
  })
  return (
    <div className="lk-filters">
      <p className="lk-help">{children}</p>
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
