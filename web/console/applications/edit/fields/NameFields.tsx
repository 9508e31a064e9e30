import { APPLICATION_KINDS } from '@latchkey/contract/applications/client-metadata.ts'
import { kindOf } from '@latchkey/contract/applications/kinds.ts'
import { Select } from '@mantine/core'
import { say } from '../../../../kit/words/say.ts'
import { NameInputs } from '../../parts/NameInputs.tsx'
import { fieldWords } from '../../parts/vocabulary.ts'
import { KIND_WORDS } from '../../presentation/kind-words.ts'
import { changeMetadata, type FieldsProps } from './fields-props.ts'

/** What it is called. */
export function NameFields(props: FieldsProps) {
  const { application, values, told, onChange } = props
  const renamed =
    values.name.trim() !== application.name || values.vendorName.trim() !== application.vendorName
  return (
    <>
      <NameInputs values={values} told={told} onChange={onChange} />
      <Select
        id="metadata.kind"
        label={fieldWords('metadata.kind')}
        description={say('What it is, for whoever looks after it. It changes nothing that it may do.')}
        data={APPLICATION_KINDS.map(kind => ({ value: kind, label: KIND_WORDS[kind].label }))}
        placeholder={say('Nobody said; it looks like: {kind}', {
          kind: KIND_WORDS[kindOf(application)].label,
        })}
        allowDeselect={false}
        value={values.metadata.kind}
        error={told.get('metadata.kind')}
        onChange={text =>
          changeMetadata(props, { kind: APPLICATION_KINDS.find(each => each === text) ?? null })
        }
      />
      {renamed ? (
        <p className="lk-help" role="status">
          {say(
            'Once this is saved, users will see “{name}” by {vendor}, also where they know it under its old name. Its Application ID, secrets and tokens stay as they are.',
            { name: values.name.trim(), vendor: values.vendorName.trim() },
          )}
        </p>
      ) : null}
    </>
  )
}
