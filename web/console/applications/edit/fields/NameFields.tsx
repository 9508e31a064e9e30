import { TextInput } from '@mantine/core'
import type { FieldsProps } from './fields-props.ts'

/** What it is called. */
export function NameFields({ application, values, told, onChange }: FieldsProps) {
  const renamed =
    values.name.trim() !== application.name || values.vendorName.trim() !== application.vendorName
  return (
    <>
      <TextInput
        id="vendorName"
        label="Vendor Name"
        description="Who makes the application."
        autoComplete="organization"
        value={values.vendorName}
        error={told.get('vendorName')}
        onChange={event => onChange({ vendorName: event.currentTarget.value })}
      />
      <TextInput
        id="name"
        label="Application Name"
        description="Users see it when they are asked for their consent, and on their account page."
        autoComplete="off"
        value={values.name}
        error={told.get('name')}
        onChange={event => onChange({ name: event.currentTarget.value })}
      />
      {renamed ? (
        <p className="lk-help" role="status">
          Once this is saved, users will see “{values.name.trim()}” by {values.vendorName.trim()}, also where
          they know it under its old name. Its Application ID, secrets and tokens stay as they are.
        </p>
      ) : null}
    </>
  )
}
