import { activateApplication, deactivateApplication } from '@latchkey/contract/applications/status/status.ts'
import type { CatalogueEntry } from '@latchkey/contract/catalogue/catalogue.ts'
import { Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../console/frame/me.ts'
import { WhoMay } from '../../console/frame/WhoMay.tsx'
import { call } from '../../kit/client.ts'
import { AskedButton } from '../../kit/page/AskedButton.tsx'
import { say } from '../../kit/words/say.ts'
import { usedBy } from './EntryStatus.tsx'

type EntryProps = { readonly entry: CatalogueEntry }

/** Withdraws an entry, or publishes it. */
export function EntryAct({ entry }: EntryProps) {
  const may = useMay('api-applications:deactivate')
  const published = entry.state === 'published'
  return (
    <section className={published ? 'lk-card lk-danger-zone' : 'lk-card'} aria-labelledby="entry-act">
      <h2 id="entry-act">{published ? say('Danger zone') : say('Publish')}</h2>
      <div className="lk-operated-act">
        <p>
          {published
            ? say(
                'Withdraw stops it in every business unit at once. Nothing is deleted, and it can be published again.',
              )
            : say(
                'Publish lets business units find it and let it in. Where it was let in before it works again.',
              )}
        </p>
        {may ? published ? <Withdraw entry={entry} /> : <Publish entry={entry} /> : null}
      </div>
      {may ? null : <WhoMay needs="api-applications:deactivate" act={say('Publishing and withdrawing')} />}
    </section>
  )
}

function useTold() {
  const cache = useQueryClient()
  return (message: string) => {
    void cache.invalidateQueries()
    notifications.show({ message })
  }
}

function Withdraw({ entry }: EntryProps) {
  const { id, name } = entry
  const [reason, setReason] = useState('')
  const told = useTold()
  return (
    <AskedButton
      danger
      words={say('Withdraw from the catalogue')}
      about={name}
      title={say('Withdraw {name}?', { name })}
      run={() => call(deactivateApplication, { params: { id }, body: { reason } })}
      onDone={() => told(say('{name} is withdrawn.', { name }))}
    >
      <Text size="sm">{usedBy(entry)}.</Text>
      <Text size="sm">
        {say('It gets no token any more, in no business unit, and what it holds is refused at once.')}
      </Text>
      <TextInput
        label={say('Why (business units see it)')}
        maxLength={200}
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
      />
    </AskedButton>
  )
}

function Publish({ entry: { id, name } }: EntryProps) {
  const told = useTold()
  return (
    <AskedButton
      words={say('Publish')}
      about={name}
      title={say('Publish {name}?', { name })}
      run={() => call(activateApplication, { params: { id } })}
      onDone={() => told(say('{name} is published.', { name }))}
    >
      {say('Business units find it in the catalogue from now on. What ended before stays ended.')}
    </AskedButton>
  )
}
