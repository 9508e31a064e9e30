import type { Application } from '@latchkey/contract/applications/applications.ts'
import { type Transfer, withdrawTransfer } from '@latchkey/contract/applications/status/transfers.ts'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem, call } from '../../../../kit/client.ts'
import { QuietLink } from '../../../../kit/Links.tsx'
import { Confirm } from '../../../../kit/page/Confirm.tsx'
import { When } from '../../../../kit/show/When.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { useMay } from '../../../frame/me.ts'
import { useOffer, useRefreshOffers } from './use-offer.ts'
import '../../parts/parts.css'

/** Takes an offer back, after asking. Where somebody answered first, leads to the answer. */
function Withdraw({ offer }: { readonly offer: Transfer }) {
  const { id, name, to } = offer
  const [asking, setAsking] = useState(false)
  const refresh = useRefreshOffers()
  const withdrawing = useMutation({
    mutationFn: () => call(withdrawTransfer, { params: { id } }),
    onSuccess: async () => {
      setAsking(false)
      notifications.show({ message: say('The offer of {name} is withdrawn.', { name }) })
      await refresh()
    },
  })
  const answered = withdrawing.error instanceof ApiProblem && withdrawing.error.status === 409
  const close = () => {
    setAsking(false)
    // What stands is another than what is shown.
    if (answered) void refresh()
  }
  const ask = () => {
    withdrawing.reset()
    setAsking(true)
  }
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={ask}>
        {say('Withdraw')}
      </Button>
      <Confirm
        opened={asking}
        title={say('Withdraw the offer of {name}?', { name })}
        action={say('Withdraw')}
        aside={
          answered ? (
            <QuietLink to="/admin/account-settings/api-applications/transfers" search={{ by: 'us' }}>
              {say('See the answer')}
            </QuietLink>
          ) : undefined
        }
        busy={withdrawing.isPending}
        error={withdrawing.error}
        onConfirm={() => withdrawing.mutate()}
        onClose={close}
      >
        {say('Business unit {number} can accept it no longer. It can be offered anew.', { number: to })}
      </Confirm>
    </>
  )
}

/** Says at the top of the page that the application is offered to another business unit, until when, by whom and why. */
export function OfferNote({ application }: { readonly application: Application }) {
  const mayWithdraw = useMay('api-applications:deactivate')
  const offer = useOffer(application)
  if (offer === undefined || offer === null) return null
  const { to, offeredBy, offeredAt, endsAt, words } = offer
  return (
    <section id="offer" tabIndex={-1} className="lk-note lk-standing" aria-label={say('On offer')}>
      <div>
        <p>
          {saying('Offered to business unit {number} by {name} {when}.', {
            number: <strong>{to}</strong>,
            name: offeredBy.name,
            when: <When at={offeredAt} />,
          })}{' '}
          {saying(
            'Nothing changes before somebody there accepts it; without an answer the offer ends {when}.',
            {
              when: <When at={endsAt} />,
            },
          )}
        </p>
        {words === null ? null : (
          <blockquote className="lk-answer">
            <p className="lk-as-asked">{words}</p>
          </blockquote>
        )}
      </div>
      {mayWithdraw ? <Withdraw offer={offer} /> : null}
    </section>
  )
}
