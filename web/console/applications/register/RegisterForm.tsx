import type { Application } from '@latchkey/contract/applications/applications.ts'
import { KIND_DEFAULTS } from '@latchkey/contract/applications/kinds.ts'
import { Button, Radio } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect, useState } from 'react'
import { ErrorSummary } from '../../../kit/forms/ErrorSummary.tsx'
import { LeaveGuard } from '../../../kit/forms/LeaveGuard.tsx'
import { QuietLink } from '../../../kit/Links.tsx'
import { FormTrouble } from '../../../kit/page/FormTrouble.tsx'
import { PageHeader } from '../../../kit/page/PageHeader.tsx'
import { say } from '../../../kit/words/say.ts'
import { QuietListLink } from '../list-place/ListLink.tsx'
import type { Prefill } from '../new-link/prefill.ts'
import { LIST_CRUMBS } from '../parts/ListCrumbs.tsx'
import { ConsentPreview } from '../presentation/ConsentPreview.tsx'
import type { Registration } from '../registered/registration.ts'
import { CopyCall } from './CopyCall.tsx'
import { ExternalFields } from './ExternalFields.tsx'
import { type RegisterValues, signsPeopleIn } from './form-values.ts'
import { InternalFields } from './InternalFields.tsx'
import { PrefillNote } from './PrefillNote.tsx'
import { useRegisterForm } from './use-register-form.ts'

type RegisterFormProps = {
  readonly title: string
  /** What the address fills in. */
  readonly prefill: Prefill
  /** The application that is duplicated; null where none is, or none that can be read. */
  readonly original: Application | null
  readonly onMade: (made: Registration) => void
}

/** Once authorized there is nothing to show once: on to the application itself. */
function useArrival(authorized: Application | null): void {
  const navigate = useNavigate()
  useEffect(() => {
    if (authorized === null) return
    notifications.show({ message: say('{name} is authorized.', { name: authorized.name }) })
    void navigate({
      to: '/admin/account-settings/api-applications/$id',
      params: { id: authorized.id },
      replace: true,
    })
  }, [authorized, navigate])
}

type WayProps = {
  readonly value: RegisterValues['way']
  readonly onChange: (way: RegisterValues['way']) => void
}

function Way({ value, onChange }: WayProps) {
  return (
    <fieldset className="lk-fieldset">
      <legend>{say('What would you like to do?')}</legend>
      <div className="lk-choices">
        <div className="lk-choice">
          <Radio
            name="way"
            value="internal"
            checked={value === 'internal'}
            onChange={() => onChange('internal')}
            label={say('Register Internal Application')}
            description={say('Software of your own: a report, an integration, your web site.')}
          />
        </div>
        <div className="lk-choice">
          <Radio
            name="way"
            value="external"
            checked={value === 'external'}
            onChange={() => onChange('external')}
            label={say('Authorize External Application')}
            description={say('Software that the platform or another vendor has published.')}
          />
        </div>
      </div>
    </fieldset>
  )
}

function RestoredNote({ onDiscard }: { readonly onDiscard: () => void }) {
  return (
    <div className="lk-stale" role="status">
      <span>{say('What you had typed before is back.')}</span>
      <Button size="compact-sm" variant="default" onClick={onDiscard}>
        {say('Start afresh')}
      </Button>
    </div>
  )
}

/** What people will see, where they sign in to it at all. */
function Preview({ values }: { readonly values: RegisterValues }) {
  if (values.way === 'external' || !signsPeopleIn(values)) return null
  const { clientType } = KIND_DEFAULTS[values.kind]
  const scopes = values.signsInOnly ? [] : values.scopes
  return (
    <ConsentPreview shown={{ ...values, clientType, scopes, optionalScopes: [], presentation: values }} />
  )
}

type BeginningProps = Pick<RegisterFormProps, 'prefill' | 'original'> & {
  readonly form: ReturnType<typeof useRegisterForm>
}

/** Where what stands in the form comes from, when somebody has not typed it all. */
function Beginning({ prefill, original, form }: BeginningProps) {
  return (
    <>
      {Object.keys(prefill).length === 0 ? null : (
        <PrefillNote
          values={form.values}
          others={form.beginning.others}
          original={original}
          lost={prefill.from !== undefined && original === null}
          onChange={form.change}
        />
      )}
      {form.restored ? <RestoredNote onDiscard={form.discard} /> : null}
    </>
  )
}

export function RegisterForm({ title, prefill, original, onMade }: RegisterFormProps) {
  const [authorized, setAuthorized] = useState<Application | null>(null)
  const form = useRegisterForm({ prefill, original }, made =>
    'registered' in made ? onMade(made.registered) : setAuthorized(made.authorized),
  )
  useArrival(authorized)
  const { values, faults, change, sending } = form
  const told = new Map(faults.map(fault => [fault.control, fault.message]))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    form.submit()
  }
  return (
    <>
      <LeaveGuard
        active={authorized === null && form.touched}
        title={say('Leave this page?')}
        leave={say('Leave and keep the draft')}
        onDiscard={form.discard}
      >
        {say(
          'The application has not been created. What you have typed stays in this tab until you close it.',
        )}
      </LeaveGuard>
      <PageHeader
        title={title}
        crumbs={LIST_CRUMBS}
        actions={
          <QuietLink to="/admin/account-settings/api-applications/file">{say('From a file')}</QuietLink>
        }
      />
      <Beginning prefill={prefill} original={original} form={form} />
      <div className="lk-beside">
        <form className="lk-form" noValidate onSubmit={submit}>
          <ErrorSummary faults={faults} attempt={form.attempt} />
          <Way value={values.way} onChange={way => change({ way, externalId: null, leftOut: [] })} />
          {values.way === 'internal' ? (
            <InternalFields values={values} told={told} onChange={change} attempt={form.attempt} />
          ) : (
            <ExternalFields values={values} told={told} onChange={change} />
          )}
          <FormTrouble error={form.trouble} />
          <div className="lk-actions">
            <Button type="submit" loading={sending.isPending}>
              {say('Create API Application')}
            </Button>
            <QuietListLink>{say('Cancel')}</QuietListLink>
            <CopyCall values={form.values} />
          </div>
        </form>
        <Preview values={values} />
      </div>
    </>
  )
}
