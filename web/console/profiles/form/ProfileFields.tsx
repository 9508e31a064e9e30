import { TextInput } from '@mantine/core'
import { ApiProblem } from '../../../kit/client.ts'
import type { FormFault } from '../../../kit/forms/ErrorSummary.tsx'
import { say } from '../../../kit/words/say.ts'
import { PermissionGrid } from './PermissionGrid.tsx'
import type { ProfileValues } from './profile-values.ts'
import { ScopeBoxes } from './ScopeBoxes.tsx'

const CONTROLS = {
  name: { control: 'profile-name', label: say('Name') },
  permissions: { control: 'permissions', label: say('What it permits') },
  scopes: { control: 'scopes', label: say('API scopes') },
} as const

function isField(name: string): name is keyof typeof CONTROLS {
  return Object.hasOwn(CONTROLS, name)
}

/** What a refusal says of the form's fields. Out: none when it is about something else. */
export function profileFaults(error: Error | null): readonly FormFault[] {
  const problem = error instanceof ApiProblem ? error.problem : null
  return (problem?.errors ?? []).flatMap(({ path, message }) => {
    const name = path.slice(1)
    return isField(name) ? [{ ...CONTROLS[name], message }] : []
  })
}

type ProfileFieldsProps = {
  readonly values: ProfileValues
  readonly faults: readonly FormFault[]
  /** Absent: they are only shown. */
  readonly onChange?: (changes: Partial<ProfileValues>) => void
  /** Whether the name is a field; a page whose title says it needs none that cannot be changed. */
  readonly named: boolean
}

/** The fields of a security profile, to be changed or only shown. */
export function ProfileFields({ values, faults, onChange, named }: ProfileFieldsProps) {
  const told = (field: keyof typeof CONTROLS) => {
    const of = faults.filter(({ control }) => control === CONTROLS[field].control)
    return of.length === 0 ? null : of.map(({ message }) => message).join(' ')
  }
  return (
    <>
      {named ? (
        <TextInput
          id={CONTROLS.name.control}
          className="lk-column"
          label={CONTROLS.name.label}
          description={say('What its people have in common, such as Night shift lead.')}
          autoComplete="off"
          value={values.name}
          error={told('name')}
          onChange={event => onChange?.({ name: event.currentTarget.value })}
        />
      ) : null}
      <PermissionGrid
        held={values.permissions}
        fault={told('permissions')}
        {...(onChange === undefined ? {} : { onChange: permissions => onChange({ permissions }) })}
      />
      <ScopeBoxes
        held={values.scopes}
        fault={told('scopes')}
        {...(onChange === undefined ? {} : { onChange: scopes => onChange({ scopes }) })}
      />
    </>
  )
}
