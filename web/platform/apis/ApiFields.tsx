import { Checkbox, TextInput } from '@mantine/core'
import type { FormFault } from '../../kit/forms/ErrorSummary.tsx'
import { say } from '../../kit/words/say.ts'
import { API_CONTROLS, type ApiField, type ApiValues } from './api-form.ts'

type ApiFieldsProps = {
  /** Whether something new is made, which has a name yet; `within`: the API of a scope, or null for an API. */
  readonly of: { readonly making: boolean; readonly within: string | null }
  readonly values: ApiValues
  readonly faults: readonly FormFault[]
  readonly onChange: (changes: Partial<ApiValues>) => void
}

type TextField = 'name' | 'description' | 'german' | 'audience' | 'baseUrl'

/** The fields of an API or of a scope, for making and for editing. An API that stands has no reach: its scopes do. */
export function ApiFields({ of: { making, within }, values, faults, onChange }: ApiFieldsProps) {
  const text = (field: TextField, description: string) => {
    const path: ApiField = `/${field}`
    const { control, label } = API_CONTROLS[path]
    return (
      <TextInput
        id={control}
        label={label}
        description={description}
        autoComplete="off"
        data-autofocus={field === (making ? 'name' : 'description') || undefined}
        value={values[field]}
        error={faults.find(fault => fault.control === control)?.message ?? null}
        onChange={event => onChange({ [field]: event.currentTarget.value })}
      />
    )
  }
  const audience = say(
    'An absolute URI of its own, to which tokens are made out. It stays once applications use it.',
  )
  return (
    <>
      {making ? text('name', nameHelp(within)) : null}
      {text('description', say('In English, as people read it on the consent page after “it can”.'))}
      {text('german', say('Optional. Without it, people who read German see the English.'))}
      {within === null ? text('audience', audience) : null}
      {within === null ? text('baseUrl', say('Where it is served.')) : null}
      {making || within !== null ? <Reach values={values} onChange={onChange} /> : null}
    </>
  )
}

function nameHelp(within: string | null): string {
  return within === null
    ? say('It stays. It begins with a capital letter, such as BillingApi, and is the scope of the whole API.')
    : say('It stays. What follows {name}: such as agents.read.', { name: `${within}:` })
}

function Reach({ values, onChange }: Pick<ApiFieldsProps, 'values' | 'onChange'>) {
  return (
    <>
      <Checkbox
        label={say('Applications may hold it for themselves')}
        description={say('With no user who has signed in.')}
        checked={values.withoutUser}
        onChange={event => onChange({ withoutUser: event.currentTarget.checked })}
      />
      <Checkbox
        label={say('Sensitive')}
        description={say(
          'It reads much about people, changes things or moves money: whoever asks for it says why.',
        )}
        checked={values.sensitive}
        onChange={event => onChange({ sensitive: event.currentTarget.checked })}
      />
    </>
  )
}
