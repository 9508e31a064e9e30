import { getAuditRetention, setAuditRetention } from '@latchkey/contract/audit/evidence.ts'
import { Button, NativeSelect, Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../kit/client.ts'
import { FormTrouble } from '../../../kit/page/FormTrouble.tsx'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { read } from '../../../kit/queries.ts'
import { When } from '../../../kit/show/When.tsx'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'
import { useMay } from '../../frame/me.ts'
import { WhoMay } from '../../frame/WhoMay.tsx'

const OFFERED: readonly (number | null)[] = [null, 30, 90, 180, 365, 730, 1825, 3650]

function words(days: number | null): string {
  return days === null ? say('For ever') : say('For {days, number} days', { days })
}

type FormProps = { readonly keepDays: number | null; readonly etag: string }

/** The choice, saved by a button: what a shorter one erases cannot be brought back. */
function Form({ keepDays, etag }: FormProps) {
  const [chosen, setChosen] = useState(keepDays)
  const mayEdit = useMay('business-unit:edit')
  const cache = useQueryClient()
  const saving = useMutation({
    mutationFn: async () => {
      await call(setAuditRetention, { body: { keepDays: chosen }, ifMatch: etag })
      await cache.invalidateQueries({ queryKey: [getAuditRetention.id] })
    },
    onSuccess: () => notifications.show({ message: say('Saved: how long the audit log is kept.') }),
  })
  const choices = OFFERED.includes(keepDays) ? OFFERED : [...OFFERED, keepDays]
  return (
    <>
      <div className="lk-audit-keep">
        <NativeSelect
          label={say('Entries are kept')}
          value={String(chosen)}
          disabled={!mayEdit}
          data={choices.map(days => ({ value: String(days), label: words(days) }))}
          onChange={event => {
            const { value } = event.currentTarget
            setChosen(value === 'null' ? null : Number(value))
          }}
        />
        {chosen === keepDays ? null : (
          <Button loading={saving.isPending} onClick={() => saving.mutate()}>
            {say('Save')}
          </Button>
        )}
      </div>
      {chosen !== keepDays && chosen !== null ? (
        <p role="status">
          {say(
            'Entries older than {days, number} days are erased, from the next day on at the latest. They cannot be brought back; export the log first where you may need it.',
            { days: chosen },
          )}
        </p>
      ) : null}
      {mayEdit ? null : <WhoMay needs="business-unit:edit" act={say('Changing this')} />}
      <FormTrouble error={saving.error} />
    </>
  )
}

/** For how long the log is kept, and what was erased of it. */
export function Keeping() {
  const answer = useQuery(read(getAuditRetention, {}))
  const erased = answer.data?.body.erased ?? null
  return (
    <section className="lk-card" aria-labelledby="audit-keeping">
      <h2 id="audit-keeping">{say('How long it is kept')}</h2>
      <p>
        {say(
          'Entries are erased by their age alone. A signed note takes their place, so that the rest can still be checked.',
        )}
      </p>
      {answer.data === undefined && answer.error === null ? (
        <Skeleton height={60} role="status" aria-label={say('Loading the setting')} />
      ) : null}
      {answer.data === undefined && answer.error !== null ? (
        <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
      ) : null}
      {answer.data === undefined ? null : (
        <Form key={answer.data.etag} keepDays={answer.data.body.keepDays} etag={answer.data.etag ?? ''} />
      )}
      {erased === null ? null : (
        <p className="lk-help">
          {saying('Entries 1 to {seq, number} were erased {when}.', {
            seq: erased.seq,
            when: <When at={erased.at} />,
          })}
        </p>
      )}
    </section>
  )
}
