import { LONGEST_DESCRIPTION } from '@latchkey/contract/catalogue/catalogue.ts'
import { Button, Radio, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { InternalFields } from '../../console/applications/register/InternalFields.tsx'
import { Registered } from '../../console/applications/registered/Registered.tsx'
import type { Registration } from '../../console/applications/registered/registration.ts'
import { useMay } from '../../console/frame/me.ts'
import { NoPermission } from '../../console/frame/NoPermission.tsx'
import { ErrorSummary } from '../../kit/forms/ErrorSummary.tsx'
import { LeaveGuard } from '../../kit/forms/LeaveGuard.tsx'
import { QuietLink, TextLink } from '../../kit/Links.tsx'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { say } from '../../kit/words/say.ts'
import { useEntryForm } from './use-entry-form.ts'
import '../../console/applications/parts/parts.css'

const TITLE = say('Enter an application')

/** Enters an application of a vendor into the catalogue. */
export function NewEntryPage() {
  const may = useMay('catalogue:edit')
  const [made, setMade] = useState<Registration | null>(null)
  if (!may) return <NoPermission needs="catalogue:edit" title={TITLE} />
  return made === null ? <EntryForm onMade={setMade} /> : <Registered made={made} />
}

type ChoiceProps = { readonly draft: boolean; readonly onChange: (draft: boolean) => void }

function WhenToPublish({ draft, onChange }: ChoiceProps) {
  return (
    <fieldset className="lk-fieldset">
      <legend>{say('When can business units let it in?')}</legend>
      <div className="lk-choices">
        <Radio
          name="draft"
          checked={draft}
          onChange={() => onChange(true)}
          label={say('Once somebody publishes it')}
          description={say('Until then operators alone see it, as a draft.')}
        />
        <Radio name="draft" checked={!draft} onChange={() => onChange(false)} label={say('At once')} />
      </div>
    </fieldset>
  )
}

function EntryForm({ onMade }: { readonly onMade: (made: Registration) => void }) {
  const form = useEntryForm(onMade)
  const { values, faults, sending } = form
  const told = new Map(faults.map(fault => [fault.control, fault.message]))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    form.submit()
  }
  return (
    <>
      <LeaveGuard
        active={form.touched && !sending.isSuccess}
        title={say('Leave this page?')}
        leave={say('Leave')}
      >
        {say('The application has not been entered.')}
      </LeaveGuard>
      <PageHeader
        title={TITLE}
        crumbs={[
          say('Platform'),
          <TextLink key="list" to="/platform/catalogue">
            {say('Catalogue')}
          </TextLink>,
        ]}
      />
      <form className="lk-form" noValidate onSubmit={submit}>
        <ErrorSummary faults={faults} attempt={form.attempt} />
        <InternalFields values={values} told={told} onChange={form.change} attempt={form.attempt} />
        <Textarea
          id="description"
          label={say('Description')}
          description={say('What it does, in a sentence or two, for whoever may let it in.')}
          autosize
          minRows={2}
          maxLength={LONGEST_DESCRIPTION}
          value={form.description}
          error={told.get('description')}
          onChange={event => form.describe(event.currentTarget.value)}
        />
        <WhenToPublish draft={form.draft} onChange={form.setDraft} />
        <FormTrouble error={form.trouble} />
        <div className="lk-actions">
          <Button type="submit" loading={sending.isPending}>
            {TITLE}
          </Button>
          <QuietLink to="/platform/catalogue">{say('Cancel')}</QuietLink>
        </div>
      </form>
    </>
  )
}
