import {
  type CatalogueEntry,
  editCatalogueEntry,
  getCatalogueEntry,
  LONGEST_DESCRIPTION,
  listCatalogue,
} from '@latchkey/contract/catalogue/catalogue.ts'
import { Button, Switch, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem, call } from '../../kit/client.ts'
import { LeaveGuard } from '../../kit/forms/LeaveGuard.tsx'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { say } from '../../kit/words/say.ts'

type SayAboutProps = { readonly entry: CatalogueEntry; readonly etag: string | null }

/** What is said of it where it can be let in, and whether the platform vouches for its vendor. */
export function SayAbout({ entry, etag }: SayAboutProps) {
  const [description, setDescription] = useState(entry.description)
  const [verified, setVerified] = useState(entry.vendorVerified)
  const cache = useQueryClient()
  const dirty = description !== entry.description || verified !== entry.vendorVerified
  const saving = useMutation({
    mutationFn: () =>
      call(editCatalogueEntry, {
        params: { id: entry.id },
        body: { description, vendorVerified: verified },
        ifMatch: etag ?? '',
      }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: [getCatalogueEntry.id] })
      await cache.invalidateQueries({ queryKey: [listCatalogue.id] })
      notifications.show({ message: say('{name} is saved.', { name: entry.name }) })
    },
  })
  const fault =
    saving.error instanceof ApiProblem
      ? saving.error.problem?.errors?.find(({ path }) => path === '/description')?.message
      : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!saving.isPending) saving.mutate()
  }
  return (
    <section className="lk-card" aria-labelledby="entry-said">
      <h2 id="entry-said">{say('What is said of it')}</h2>
      <LeaveGuard active={dirty && !saving.isSuccess} title={say('Leave this page?')} leave={say('Leave')}>
        {say('What you changed is not saved.')}
      </LeaveGuard>
      <form className="lk-form" noValidate onSubmit={submit}>
        <Textarea
          label={say('Description')}
          description={say('What it does, in a sentence or two, for whoever may let it in.')}
          autosize
          minRows={2}
          maxLength={LONGEST_DESCRIPTION}
          value={description}
          error={fault}
          onChange={event => setDescription(event.currentTarget.value)}
        />
        <Switch
          label={say('The platform vouches for {vendor}', { vendor: entry.vendorName })}
          description={say('Of all its applications. Switch it on once you know who they are.')}
          checked={verified}
          onChange={event => setVerified(event.currentTarget.checked)}
        />
        <FormTrouble error={fault === undefined ? saving.error : null} />
        <div className="lk-actions">
          <Button type="submit" loading={saving.isPending} disabled={!dirty}>
            {say('Save changes')}
          </Button>
        </div>
      </form>
    </section>
  )
}
