import { editApplication } from '@latchkey/contract/applications/applications.ts'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { CopyAs } from '../../../kit/copy-as/CopyAs.tsx'
import { ErrorSummary } from '../../../kit/forms/ErrorSummary.tsx'
import { LeaveGuard } from '../../../kit/forms/LeaveGuard.tsx'
import { QuietLink, TextLink } from '../../../kit/Links.tsx'
import { FormTrouble } from '../../../kit/page/FormTrouble.tsx'
import { PageHeader } from '../../../kit/page/PageHeader.tsx'
import { say } from '../../../kit/words/say.ts'
import { EditEffects } from '../effects/EffectList.tsx'
import { leftBy } from '../effects/lost.ts'
import { LIST_CRUMBS } from '../parts/ListCrumbs.tsx'
import { ReasonInput } from '../presentation/ReasonInput.tsx'
import { ConflictDialog } from './Conflict.tsx'
import { patchOf, valuesOf } from './edit-values.ts'
import { FormSection, QuietSection } from './FormSection.tsx'
import { EditableScopes } from './fields/EditableScopes.tsx'
import { changeMetadata, type FieldsProps } from './fields/fields-props.ts'
import { GrantFields } from './fields/GrantFields.tsx'
import { KeyFields } from './fields/KeyFields.tsx'
import { LegacyFields } from './fields/LegacyFields.tsx'
import { LifetimeFields } from './fields/LifetimeFields.tsx'
import { NameFields } from './fields/NameFields.tsx'
import { NeededFields } from './fields/NeededFields.tsx'
import { RenewalFields } from './fields/RenewalFields.tsx'
import { RequestFields } from './fields/RequestFields.tsx'
import { ShownFields } from './fields/ShownFields.tsx'
import { SignInFields } from './fields/SignInFields.tsx'
import { SignOutFields } from './fields/SignOutFields.tsx'
import { SubjectFields } from './fields/SubjectFields.tsx'
import { reveal, SectionList } from './SectionList.tsx'
import { markOf, SECTIONS } from './sections.ts'
import { useEditForm } from './use-edit-form.ts'
import type { Version } from './version.ts'

/** Once saved: back to the application, which is read anew. */
function useReturn(id: string, name: string, saved: boolean): void {
  const navigate = useNavigate()
  useEffect(() => {
    if (!saved) return
    notifications.show({ message: say('{name} is saved.', { name }) })
    void navigate({ to: '/admin/account-settings/api-applications/$id', params: { id }, replace: true })
  }, [id, name, navigate, saved])
}

type SaveBarProps = {
  readonly busy: boolean
  /** Why the last attempt saved nothing, or null. */
  readonly trouble: Error | null
  readonly onUndo: () => void
  /** Who would notice, where something is taken away. */
  readonly effects: ReactNode
  /** What else can be done with the changes. */
  readonly children: ReactNode
}

function SaveBar({ busy, trouble, onUndo, effects, children }: SaveBarProps) {
  return (
    <div className="lk-save-bar" role="region" aria-label={say('Unsaved changes')}>
      {effects}
      <FormTrouble error={trouble} />
      <span>{say('Unsaved changes')}</span>
      {children}
      <Button variant="default" onClick={onUndo}>
        {say('Undo changes')}
      </Button>
      <Button type="submit" loading={busy}>
        {say('Save changes')}
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
      title={say('Edit {name}', { name })}
      crumbs={[...LIST_CRUMBS, up]}
      actions={
        <QuietLink to="/admin/account-settings/api-applications/$id" params={{ id }}>
          {say('Back to the application')}
        </QuietLink>
      }
    />
  )
}

/** What a business unit decides about an application of somebody else. */
function ExternalSections(props: FieldsProps) {
  return (
    <>
      <FormSection id="access">
        <EditableScopes {...props} />
      </FormSection>
      <FormSection id="tokens">
        <LifetimeFields {...props} />
      </FormSection>
      <p className="lk-help">
        {say(
          'Callback URLs, how it signs people in and out, and grants are maintained by the vendor, {vendor}.',
          { vendor: props.application.vendorName },
        )}
      </p>
    </>
  )
}

/** Whether anything is set that stands under Advanced. */
function usesAdvanced({ metadata, implicitAllowed }: FieldsProps['values']): boolean {
  return (
    implicitAllowed ||
    !metadata.requirePkce ||
    metadata.scopeClaimsInIdToken ||
    metadata.subjectType === 'pairwise' ||
    metadata.keySource !== 'none' ||
    metadata.requireSignedRequestObject ||
    metadata.requestObjectSigningAlg !== null ||
    metadata.requestUris.some(uri => uri.trim() !== '')
  )
}

function InternalSections(props: FieldsProps & { readonly advancedFaults: number }) {
  const { advancedFaults, ...fields } = props
  return (
    <>
      <FormSection id="names">
        <NameFields {...fields} />
      </FormSection>
      <FormSection id="shown">
        <ShownFields {...fields} />
      </FormSection>
      <FormSection id="access">
        <EditableScopes {...fields} />
        <ReasonInput
          scopes={fields.values.scopes}
          value={fields.values.metadata.scopeReason}
          fault={fields.told.get('metadata.scopeReason')}
          onChange={scopeReason => changeMetadata(fields, { scopeReason })}
        />
        <GrantFields {...fields} />
      </FormSection>
      <FormSection id="sign-in">
        <SignInFields {...fields} />
        <NeededFields {...fields} />
      </FormSection>
      <FormSection id="sign-out">
        <SignOutFields {...fields} />
      </FormSection>
      <FormSection id="tokens">
        <LifetimeFields {...fields} />
        <RenewalFields {...fields} />
      </FormSection>
      <QuietSection
        id="advanced"
        hint={say('User identifiers, public keys, signed requests, old software.')}
        inUse={usesAdvanced(fields.values)}
        faulty={advancedFaults}
      >
        <SubjectFields {...fields} />
        <KeyFields {...fields} />
        <RequestFields {...fields} />
        <LegacyFields {...fields} />
      </QuietSection>
    </>
  )
}

/** The form that edits an application, beginning with the version given. */
export function EditForm({ first }: { readonly first: Version }) {
  const [saved, setSaved] = useState(false)
  const form = useEditForm(first, () => setSaved(true))
  useEffect(() => reveal(location.hash.slice(1)), [])
  const { values, faults, change, changed } = form
  const { application } = form.base
  const { id, name, type } = application
  useReturn(id, name, saved)
  const left = leftBy(application, { ...values, grantTypes: values.metadata.grantTypes })
  const dirty = changed.length > 0 && !saved
  const told = new Map(faults.map(fault => [fault.control, fault.message]))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    form.save()
  }
  const sections = SECTIONS.map(section => ({ ...section, mark: markOf(section.id, changed, faults) }))
  const advancedFaults = sections.some(({ id, mark }) => id === 'advanced' && mark.faults > 0)
    ? form.attempt
    : 0
  const fields = { application, values, told, onChange: change }
  return (
    <>
      <LeaveGuard active={dirty} title={say('Leave without saving?')} leave={say('Leave without saving')}>
        {say('Your changes of {name} have not been saved.', { name })}
      </LeaveGuard>
      <Header id={id} name={name} />
      <div className="lk-edit">
        {type === 'external' ? null : <SectionList sections={sections} />}
        <form className="lk-form" noValidate onSubmit={submit}>
          <ErrorSummary faults={faults} attempt={form.attempt} />
          {type === 'external' ? (
            <ExternalSections {...fields} />
          ) : (
            <InternalSections {...fields} advancedFaults={advancedFaults} />
          )}
          {dirty ? (
            <SaveBar
              busy={form.saving.isPending}
              trouble={form.trouble}
              onUndo={form.undo}
              effects={left === null ? null : <EditEffects id={id} change={left} />}
            >
              <CopyAs
                route={editApplication}
                parts={() => ({ params: { id }, body: patchOf(valuesOf(application), values) })}
              />
            </SaveBar>
          ) : null}
        </form>
      </div>
      <ConflictDialog form={form} />
    </>
  )
}
