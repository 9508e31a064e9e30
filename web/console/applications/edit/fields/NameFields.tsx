import { NameInputs } from '../../parts/NameInputs.tsx'
import type { FieldsProps } from './fields-props.ts'

/** What it is called. */
export function NameFields({ application, values, told, onChange }: FieldsProps) {
  const renamed =
    values.name.trim() !== application.name || values.vendorName.trim() !== application.vendorName
  return (
    <>
      <NameInputs values={values} told={told} onChange={onChange} />
      {renamed ? (
        <p className="lk-help" role="status">
          Once this is saved, users will see “{values.name.trim()}” by {values.vendorName.trim()}, also where
          they know it under its old name. Its Application ID, secrets and tokens stay as they are.
        </p>
      ) : null}
    </>
  )
}
