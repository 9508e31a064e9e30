import {
  type Invitation,
  listInvitations,
  sendInvitationAgain,
  withdrawInvitation,
} from '@latchkey/contract/people/invitations.ts'
import { notifications } from '@mantine/notifications'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../kit/client.ts'
import { AskedButton } from '../../kit/page/AskedButton.tsx'
import { ShowMore } from '../../kit/page/ShowMore.tsx'
import { Trouble } from '../../kit/page/Trouble.tsx'
import { When } from '../../kit/show/When.tsx'
import { say } from '../../kit/words/say.ts'
import { saying } from '../../kit/words/saying.tsx'
import { useMay } from '../frame/me.ts'

const NO_CURSOR = ''

type InvitationProps = {
  readonly invitation: Invitation
  readonly onLink: (link: string, userName: string) => void
}

function SendAgain({ invitation, onLink }: InvitationProps) {
  const { id, userName: name } = invitation
  const cache = useQueryClient()
  return (
    <AskedButton
      words={say('Send again')}
      about={name}
      title={say('Send the invitation to {name} again?', { name })}
      run={() => call(sendInvitationAgain, { params: { id } })}
      onDone={({ body }) => {
        void cache.invalidateQueries({ queryKey: [listInvitations.id] })
        if (body.link !== null) return onLink(body.link, name)
        notifications.show({ message: say('An invitation is on its way to {name}.', { name }) })
      }}
    >
      {say('The new link works once, for seven days. The link before ends at once.')}
    </AskedButton>
  )
}

function Withdraw({ invitation: { id, userName: name } }: Pick<InvitationProps, 'invitation'>) {
  const cache = useQueryClient()
  return (
    <AskedButton
      danger
      words={say('Withdraw')}
      about={name}
      title={say('Withdraw the invitation to {name}?', { name })}
      run={() => call(withdrawInvitation, { params: { id } })}
      onDone={() => {
        void cache.invalidateQueries({ queryKey: [listInvitations.id] })
        notifications.show({ message: say('The invitation to {name} is withdrawn.', { name }) })
      }}
    >
      {say('Its link ends at once. Nobody is told.')}
    </AskedButton>
  )
}

function Row(props: InvitationProps) {
  const { userName, fullName, securityProfile, state, expiresAt, invitedBy, sentAt } = props.invitation
  const mayInvite = useMay('users:create')
  return (
    <li className="lk-person">
      <div className="lk-person-facts">
        <div className="lk-person-name">
          <strong className="lk-break">{fullName === '' ? userName : fullName}</strong>
          <span className="lk-status" data-status={state === 'open' ? 'active' : 'inactive'}>
            <span className="lk-dot" aria-hidden="true" />
            {state === 'open' ? say('Waits for an answer') : say('Expired')}
          </span>
        </div>
        <div className="lk-help lk-break">
          {fullName === '' ? '' : `${userName} · `}
          {securityProfile === null ? say('A security profile that is gone') : securityProfile.name}
        </div>
        <div className="lk-help">
          {saying('Sent {when} by {name}.', { when: <When at={sentAt} />, name: invitedBy.name })}{' '}
          {state === 'open'
            ? saying('Expires {when}.', { when: <When at={expiresAt} /> })
            : saying('Expired {when}.', { when: <When at={expiresAt} /> })}
        </div>
      </div>
      {mayInvite ? (
        <div className="lk-actions">
          <SendAgain {...props} />
          <Withdraw invitation={props.invitation} />
        </div>
      ) : null}
    </li>
  )
}

/** Who was invited and has not answered; nothing while there is nobody. */
export function InvitationList({ onLink }: Pick<InvitationProps, 'onLink'>) {
  const invitations = useInfiniteQuery({
    queryKey: [listInvitations.id],
    queryFn: ({ pageParam, signal }) =>
      call(listInvitations, { query: pageParam === NO_CURSOR ? {} : { cursor: pageParam }, signal }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
  const items = invitations.data?.pages.flatMap(page => page.body.items)
  if (items === undefined && invitations.error !== null) {
    return <Trouble error={invitations.error} onRetry={() => void invitations.refetch()} />
  }
  if (items === undefined || items.length === 0) return null
  return (
    <section className="lk-card" aria-labelledby="invitations">
      <h2 id="invitations">{say('Invited')}</h2>
      <ul className="lk-plain-list">
        {items.map(invitation => (
          <Row key={invitation.id} invitation={invitation} onLink={onLink} />
        ))}
      </ul>
      <ShowMore answer={invitations} />
    </section>
  )
}
