import type { RegisterValues } from './form-values.ts'

/** What each half of the form is given: the values, the faults it was told by control id, and how to change. */
export type FieldsProps = {
  readonly values: RegisterValues
  readonly told: ReadonlyMap<string, string>
  readonly onChange: (part: Partial<RegisterValues>) => void
}
