import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect, useState } from 'react'
import { ErrorSummary } from '../../../kit/forms/ErrorSummary.tsx'
import { LeaveGuard } from '../../../kit/forms/LeaveGuard.tsx'
import { QuietLink, TextLink } from '../../../kit/Links.tsx'
import { PageHeader } from '../../../kit/page/PageHeader.tsx'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { CallbackUrlRows } from '../parts/CallbackUrlRows.tsx'
import { LIST_CRUMBS } from '../parts/ListCrumbs.tsx'
import { ConflictDialog, EarlierChanges } from './Conflict.tsx'
import { EditableScopes } from './EditableScopes.tsx'
import { Grants } from './Grants.tsx'
import { useEditForm } from './use-edit-form.ts'
import type { Version } from './version.ts'

/** Once saved: back to the application, which is read anew. */
function useReturn(id: string, name: string, saved: boolean): void {
  const navigate = useNavigate()
  useEffect(() => {
    if (!saved) return
    notifications.show({ message: `${name} is saved.` })
    void navigate({ to: '/admin/account-settings/api-applications/$id', params: { id }, replace: true })
  }, [id, name, navigate, saved])
}

type SaveBarProps = { readonly busy: boolean; readonly onUndo: () => void }

function SaveBar({ busy, onUndo }: SaveBarProps) {
  return (
    <div className="lk-save-bar" role="region" aria-label="Unsaved changes">
      <span>Unsaved changes</span>
      <Button variant="default" onClick={onUndo}>
        Undo changes
      </Button>
      <Button type="submit" loading={busy}>
        Save changes
      </Button>
    </div>
  )
}

function Header({ id, name }: { readonly id: string; readonly name: string }) {
  const up = (
    <TextLink key="up" to="/admin/account-settings/api-applications/$id" params={{ id }}>
      {name}
    </TextLink>
  )
  return (
    <PageHeader
      title={`Edit ${name}`}
      crumbs={[...LIST_CRUMBS, up]}
      actions={
        <QuietLink to="/admin/account-settings/api-applications/$id" params={{ id }}>
          Back to the application
        </QuietLink>
      }
    />
  )
}

/** The form that edits an application, beginning with the version given. */
export function EditForm({ first }: { readonly first: Version }) {
  const [saved, setSaved] = useState(false)
  const form = useEditForm(first, () => setSaved(true))
  const { values, faults, change } = form
  const { id, name, type, vendorName } = form.base.application
  useReturn(id, name, saved)
  const told = new Map(faults.map(fault => [fault.control, fault.message]))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    form.save()
  }
  return (
    <>
      <LeaveGuard active={form.dirty && !saved} title="Leave without saving?" leave="Leave without saving">
        Your changes of {name} have not been saved.
      </LeaveGuard>
      <Header id={id} name={name} />
      <form className="lk-form" noValidate onSubmit={submit}>
        <ErrorSummary faults={faults} attempt={form.attempt} />
        {form.saving.error !== null && faults.length === 0 ? <Trouble error={form.saving.error} /> : null}
        {form.earlier === null ? null : <EarlierChanges {...form.earlier} />}
        <EditableScopes
          application={form.base.application}
          chosen={values.scopes}
          onChange={scopes => change({ scopes })}
          fault={told.get('scopes') ?? null}
        />
        {type === 'external' ? (
          <p className="lk-help">Callback URLs and grants are maintained by the vendor, {vendorName}.</p>
        ) : (
          <>
            <CallbackUrlRows
              rows={values.callbackUrls.length === 0 ? [''] : values.callbackUrls}
              onChange={callbackUrls => change({ callbackUrls })}
              told={told}
            />
            <Grants application={form.base.application} values={values} told={told} onChange={change} />
          </>
        )}
        {form.dirty && !saved ? <SaveBar busy={form.saving.isPending} onUndo={form.undo} /> : null}
      </form>
      <ConflictDialog form={form} />
    </>
  )
}
