import { verifyAudit } from '@latchkey/contract/audit/evidence.ts'
import type { ResultOf } from '@latchkey/contract/route.ts'
import { Alert, Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../kit/client.ts'
import { FormTrouble } from '../../../kit/page/FormTrouble.tsx'
import { say } from '../../../kit/words/say.ts'

type Verification = ResultOf<typeof verifyAudit>
type Fault = NonNullable<Verification['fault']>

function faultWords({ seq, because }: Fault): string {
  switch (because) {
    case 'missing':
      return say('Entry {seq, number} is missing, or another stands in its place.', { seq })
    case 'changed':
      return say('Entry {seq, number} says something else than it did.', { seq })
    case 'not-as-published':
      return say('Entry {seq, number} is not the one of which a head was published.', { seq })
    case 'cut-off':
      return say(
        'The end was cut off: from entry {seq, number} on entries are missing that a published head vouches for.',
        {
          seq,
        },
      )
    case 'note':
      return say('What stands in place of the erased entries, up to {seq, number}, is not what was signed.', {
        seq,
      })
  }
}

/** What came of it: that it holds, or the first place where it does not. */
function Outcome({ result, heads }: { readonly result: Verification; readonly heads: number }) {
  const { outcome, fault, first, checked } = result
  if (outcome === 'broken' && fault !== null) {
    return (
      <Alert color="red" title={say('The log was changed')} role="alert">
        <p>{faultWords(fault)}</p>
        <p>
          {say(
            'Keep the database as it is, export the log, and compare it with heads that you keep elsewhere.',
          )}
        </p>
      </Alert>
    )
  }
  if (outcome !== 'holds') return null
  return (
    <p>
      {say(
        'Everything holds: entries {first, number} to {last, number}, compared with {heads, plural, =0 {no published head} one {one published head} other {# published heads}}.',
        { first, last: checked, heads },
      )}
    </p>
  )
}

/** Has the whole chain computed anew, a stretch at a time. */
export function Check() {
  const [soFar, setSoFar] = useState<{ readonly checked: number; readonly last: number } | null>(null)
  const checking = useMutation({
    mutationFn: async () => {
      setSoFar(null)
      let [cursor, heads]: [string | null, number] = [null, 0]
      for (;;) {
        const { body }: { body: Verification } = await call(verifyAudit, {
          query: cursor === null ? {} : { cursor },
        })
        heads += body.heads
        setSoFar(body)
        cursor = body.nextCursor
        if (cursor === null) return { result: body, heads }
      }
    },
  })
  return (
    <section className="lk-card" aria-labelledby="audit-check">
      <h2 id="audit-check">{say('Has nobody changed it?')}</h2>
      <p>
        {say(
          'Each entry is tied to the one before it by a hash. Checking computes them all anew and compares them with every head that was published.',
        )}
      </p>
      <div className="lk-actions">
        <Button variant="default" loading={checking.isPending} onClick={() => checking.mutate()}>
          {say('Check now')}
        </Button>
      </div>
      <div role="status">
        {checking.isPending && soFar !== null ? (
          <p>{say('Checked {checked, number} of {last, number}.', soFar)}</p>
        ) : null}
        {checking.data === undefined || checking.isPending ? null : <Outcome {...checking.data} />}
      </div>
      <FormTrouble error={checking.error} />
    </section>
  )
}
