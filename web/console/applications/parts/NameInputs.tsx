import { TextInput } from '@mantine/core'
import { say } from '../../../kit/words/say.ts'

type Names = { readonly vendorName: string; readonly name: string }

type NameInputsProps = {
  readonly values: Names
  /** What the form was told, by control id. */
  readonly told: ReadonlyMap<string, string>
  readonly onChange: (part: Partial<Names>) => void
}

/** What an application is called, and who makes it. */
export function NameInputs({ values, told, onChange }: NameInputsProps) {
  return (
    <>
      <TextInput
        id="vendorName"
        label={say('Vendor Name')}
        description={say('Who makes the application: your company or team.')}
        autoComplete="organization"
        value={values.vendorName}
        error={told.get('vendorName')}
        onChange={event => onChange({ vendorName: event.currentTarget.value })}
      />
      <TextInput
        id="name"
        label={say('Application Name')}
        description={say('Users see it when they are asked for their consent. No colon and no @ sign.')}
        autoComplete="off"
        value={values.name}
        error={told.get('name')}
        onChange={event => onChange({ name: event.currentTarget.value })}
      />
    </>
  )
}
