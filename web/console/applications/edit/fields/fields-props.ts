import type { Application } from '@latchkey/contract/applications/applications.ts'
import type { EditValues } from '../edit-values.ts'

/** What each part of the form is given: the values, the faults it was told by control id, and how to change. */
export type FieldsProps = {
  /** As it stood when the form began. */
  readonly application: Application
  readonly values: EditValues
  readonly told: ReadonlyMap<string, string>
  readonly onChange: (part: Partial<EditValues>) => void
}

/** A change of some fields of the metadata, the others kept. */
export function changeMetadata(props: FieldsProps, part: Partial<EditValues['metadata']>): void {
  props.onChange({ metadata: { ...props.values.metadata, ...part } })
}
