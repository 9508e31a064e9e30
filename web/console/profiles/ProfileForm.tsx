import { getMe } from '@latchkey/contract/people/people.ts'
import {
  editSecurityProfile,
  getSecurityProfile,
  listSecurityProfiles,
  type SecurityProfile,
} from '@latchkey/contract/people/profiles/profiles.ts'
import { listProfileVersions } from '@latchkey/contract/people/profiles/versions.ts'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../kit/client.ts'
import { ErrorSummary } from '../../kit/forms/ErrorSummary.tsx'
import { LeaveGuard } from '../../kit/forms/LeaveGuard.tsx'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { say } from '../../kit/words/say.ts'
import { EditEffects } from './effects/EditEffects.tsx'
import { ProfileFields, profileFaults } from './form/ProfileFields.tsx'
import { type ProfileValues, patchOf, valuesOf } from './form/profile-values.ts'
import '../applications/edit/edit.css'
import '../applications/parts/parts.css'

type ProfileFormProps = { readonly profile: SecurityProfile; readonly mayEdit: boolean }
type Patch = ReturnType<typeof patchOf>

function useEdit({ id }: SecurityProfile, onSaved: (saved: SecurityProfile) => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: ({ patch, version }: { readonly patch: Patch; readonly version: number }) =>
      call(editSecurityProfile, { params: { id }, body: patch, ifMatch: `"${version}"` }),
    onSuccess: ({ body }) => {
      onSaved(body)
      // Whoever is signed in may have it themselves.
      for (const key of [getSecurityProfile.id, listSecurityProfiles.id, listProfileVersions.id, getMe.id]) {
        void cache.invalidateQueries({ queryKey: [key] })
      }
      notifications.show({ message: say('{name} is saved.', { name: body.name }) })
    },
  })
}

type SaveBarProps = {
  readonly id: string
  readonly patch: Patch
  readonly saving: ReturnType<typeof useEdit>
  readonly hideError: boolean
  readonly onUndo: () => void
}

function SaveBar({ id, patch, saving, hideError, onUndo }: SaveBarProps) {
  const { name: _name, ...change } = patch
  return (
    <div className="lk-save-bar" role="region" aria-label={say('Unsaved changes')}>
      {Object.keys(change).length === 0 ? null : <EditEffects id={id} change={change} />}
      <FormTrouble error={hideError ? null : saving.error} />
      <span>{say('Unsaved changes')}</span>
      <Button variant="default" onClick={onUndo}>
        {say('Undo changes')}
      </Button>
      <Button type="submit" loading={saving.isPending}>
        {say('Save changes')}
      </Button>
    </div>
  )
}

/** What a profile permits, to be changed where that is allowed; what a change would take is said before it is saved. */
export function ProfileForm({ profile, mayEdit }: ProfileFormProps) {
  // What the form began with must not be replaced beneath it.
  const [base, setBase] = useState(profile)
  const [values, setValues] = useState<ProfileValues>(() => valuesOf(profile))
  const [attempt, setAttempt] = useState(0)
  const saving = useEdit(profile, saved => {
    setBase(saved)
    setValues(valuesOf(saved))
  })
  const faults = profileFaults(saving.error)
  const patch = patchOf(valuesOf(base), values)
  const dirty = Object.keys(patch).length > 0
  if (!dirty && base.version !== profile.version && !saving.isPending) {
    setBase(profile)
    setValues(valuesOf(profile))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!dirty || saving.isPending) return
    saving.mutate({ patch, version: base.version }, { onError: () => setAttempt(before => before + 1) })
  }
  const change = (changes: Partial<ProfileValues>) => {
    if (saving.isError) saving.reset()
    setValues(before => ({ ...before, ...changes }))
  }
  return (
    <form
      className="lk-form lk-profile-form"
      data-shown={mayEdit ? undefined : true}
      noValidate
      onSubmit={submit}
    >
      <LeaveGuard active={dirty} title={say('Leave without saving?')} leave={say('Leave without saving')}>
        {say('Your changes of {name} have not been saved.', { name: base.name })}
      </LeaveGuard>
      <ErrorSummary faults={faults} attempt={attempt} />
      <ProfileFields
        named={mayEdit}
        values={values}
        faults={faults}
        {...(mayEdit ? { onChange: change } : {})}
      />
      {dirty ? (
        <SaveBar
          id={profile.id}
          patch={patch}
          saving={saving}
          hideError={faults.length > 0}
          onUndo={() => {
            saving.reset()
            setBase(profile)
            setValues(valuesOf(profile))
          }}
        />
      ) : null}
    </form>
  )
}
