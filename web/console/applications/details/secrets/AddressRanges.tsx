import type { Application } from '@latchkey/contract/applications/applications.ts'
import {
  getAddressRanges,
  MAX_ADDRESS_RANGES,
  setAddressRanges,
} from '@latchkey/contract/applications/credentials/address-ranges.ts'
import { Button, Skeleton, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem, call } from '../../../../kit/client.ts'
import { LeaveGuard } from '../../../../kit/forms/LeaveGuard.tsx'
import { FormTrouble } from '../../../../kit/page/FormTrouble.tsx'
import { Trouble } from '../../../../kit/page/Trouble.tsx'
import { read } from '../../../../kit/queries.ts'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { useMay } from '../../../frame/me.ts'
import { useRefresh } from '../../parts/use-refresh.ts'
import { linesOf, rangeFaults } from './range-lines.ts'

type Stands = { readonly ranges: readonly string[]; readonly yourAddress: string; readonly etag: string }

function useSave(id: string, etag: string) {
  const cache = useQueryClient()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async (ranges: string[]) => {
      await call(setAddressRanges, { params: { id }, body: { ranges }, ifMatch: etag })
      await cache.invalidateQueries({ queryKey: [getAddressRanges.id] })
      await refresh()
    },
    onSuccess: () => notifications.show({ message: say('Saved: from where the application may ask.') }),
  })
}

function Form({ id, stands }: { readonly id: string; readonly stands: Stands }) {
  const standing = stands.ranges.join('\n')
  const [text, setText] = useState(standing)
  const saving = useSave(id, stands.etag)
  const dirty = text !== standing && !saving.isSuccess
  const lines = linesOf(text)
  const faults = saving.error instanceof ApiProblem ? rangeFaults(saving.error.problem, lines) : []
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!saving.isPending) saving.mutate([...lines])
  }
  const change = (next: string) => {
    saving.reset()
    setText(next)
  }
  return (
    <form className="lk-form lk-address-form" noValidate onSubmit={submit}>
      <LeaveGuard active={dirty} title={say('Leave without saving?')} leave={say('Leave without saving')}>
        {say('The addresses you typed have not been saved.')}
      </LeaveGuard>
      <Textarea
        label={say('Addresses and ranges, one per line')}
        description={say(
          'Such as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32; at most {MAX_ADDRESS_RANGES}. Empty: from everywhere.',
          { MAX_ADDRESS_RANGES },
        )}
        autosize
        minRows={2}
        autoComplete="off"
        spellCheck={false}
        value={text}
        error={faults.length === 0 ? null : faults.join(' ')}
        onChange={event => change(event.currentTarget.value)}
      />
      <div className="lk-help">
        {saying('Your address now is {address}.', { address: <code>{stands.yourAddress}</code> })}{' '}
        {lines.includes(stands.yourAddress) ? null : (
          <button
            type="button"
            className="lk-linklike"
            onClick={() => change([...lines, stands.yourAddress].join('\n'))}
          >
            {say('Add it')}
          </button>
        )}
      </div>
      <FormTrouble error={faults.length === 0 ? saving.error : null} />
      {dirty ? (
        <div className="lk-secret-acts">
          <Button type="submit" loading={saving.isPending}>
            {say('Save addresses')}
          </Button>
          <Button variant="default" onClick={() => change(standing)}>
            {say('Undo changes')}
          </Button>
        </div>
      ) : null}
    </form>
  )
}

/** The ranges for who may not change them. */
function Standing({ ranges }: Pick<Stands, 'ranges'>) {
  if (ranges.length === 0) return <p>{say('From everywhere.')}</p>
  return (
    <ul className="lk-plain-list">
      {ranges.map(range => (
        <li key={range}>
          <code>{range}</code>
        </li>
      ))}
    </ul>
  )
}

/** From where an application may prove itself. Nothing for an external one: its vendor's servers ask. */
export function AddressRanges({ application }: { readonly application: Application }) {
  const mayEdit = useMay('api-applications:edit')
  const { id } = application
  const answer = useQuery({
    ...read(getAddressRanges, { params: { id } }),
    enabled: application.type !== 'external',
  })
  if (application.type === 'external') return null
  const { data } = answer
  return (
    <section className="lk-card" aria-labelledby="address-ranges">
      <h2 id="address-ranges">{say('From where it may ask')}</h2>
      <p className="lk-help lk-lead">
        {say(
          'A credential that got into the wrong hands opens nothing from another address. Requests from elsewhere are refused, with the address under Refused. Tokens it has already go on until their end.',
        )}
      </p>
      {data === undefined && answer.error === null ? (
        <Skeleton height={80} role="status" aria-label={say('Loading the addresses')} />
      ) : null}
      {data === undefined && answer.error !== null ? (
        <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
      ) : null}
      {data === undefined ? null : mayEdit ? (
        // It begins anew when they change, whoever changed them, so that nobody's are overwritten unseen.
        <Form key={data.body.ranges.join(' ')} id={id} stands={{ ...data.body, etag: data.etag ?? '' }} />
      ) : (
        <Standing ranges={data.body.ranges} />
      )}
    </section>
  )
}
