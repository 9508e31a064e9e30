import {
  type AccountSession,
  endAccountSession,
  endOtherAccountSessions,
  listAccountSessions,
} from '@latchkey/contract/people/account.ts'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../kit/client.ts'
import { Confirm } from '../kit/page/Confirm.tsx'
import { read } from '../kit/queries.ts'
import { browserWords } from '../kit/show/browser-words.ts'
import { When } from '../kit/show/When.tsx'
import { say } from '../kit/words/say.ts'
import { saying } from '../kit/words/saying.tsx'
import { focusSoon } from './focus.ts'
import { Section } from './Section.tsx'

const SECTION = 'sessions'

/** An act on sessions, after which the list is read anew. */
function useEnding<T>(act: () => Promise<T>, onDone: () => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      await act()
      await cache.invalidateQueries({ queryKey: [listAccountSessions.id] })
    },
    onSuccess: () => {
      onDone()
      focusSoon(SECTION)
    },
  })
}

const TAKES_ALONG = say(
  'Applications that were used there must ask you to sign in again, except those you let stay connected while you are away.',
)

function EndOne({ session }: { readonly session: AccountSession }) {
  const [asking, setAsking] = useState(false)
  const { name } = browserWords(session.userAgent)
  const ending = useEnding(
    () => call(endAccountSession, { params: { id: session.id } }),
    () => {
      setAsking(false)
      notifications.show({ message: say('{name} is signed out.', { name }) })
    },
  )
  return (
    <>
      <Button
        size="compact-sm"
        variant="danger-quiet"
        aria-label={say('Sign out {name}, {address}', { name, address: session.ip })}
        onClick={() => {
          ending.reset()
          setAsking(true)
        }}
      >
        {say('Sign out')}
      </Button>
      <Confirm
        opened={asking}
        title={say('Sign out {name}?', { name })}
        action={say('Sign out')}
        danger
        busy={ending.isPending}
        error={ending.error}
        onConfirm={() => ending.mutate()}
        onClose={() => setAsking(false)}
      >
        {say('It is signed out at once, and what is open there and not saved may be lost.')} {TAKES_ALONG}
      </Confirm>
    </>
  )
}

function EndOthers({ others }: { readonly others: number }) {
  const [asking, setAsking] = useState(false)
  const ending = useEnding(
    () => call(endOtherAccountSessions, {}),
    () => {
      setAsking(false)
      notifications.show({ message: say('Every other browser is signed out.') })
    },
  )
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          ending.reset()
          setAsking(true)
        }}
      >
        {say('Sign out everywhere else')}
      </Button>
      <Confirm
        opened={asking}
        title={say('Sign out everywhere else?')}
        action={say('Sign out everywhere else')}
        danger
        busy={ending.isPending}
        error={ending.error}
        onConfirm={() => ending.mutate()}
        onClose={() => setAsking(false)}
      >
        {say(
          '{others, plural, one {# other browser is} other {# other browsers are}} signed out at once. This one stays signed in.',
          { others },
        )}{' '}
        {TAKES_ALONG}
      </Confirm>
    </>
  )
}

function SessionRow({ session }: { readonly session: AccountSession }) {
  const { name, handheld } = browserWords(session.userAgent)
  const Icon = handheld ? IconDeviceMobile : IconDeviceDesktop
  return (
    <li className="lk-account-row">
      <Icon size={24} aria-hidden className="lk-account-icon" />
      <div className="lk-account-words">
        <strong>{name}</strong>
        {session.current ? <span className="lk-tag">{say('This browser')}</span> : null}
        <div className="lk-help">
          {session.ip === '' ? say('Unknown address') : <code className="lk-break">{session.ip}</code>}
          {' · '}
          {saying('Signed in {when}', { when: <When at={session.signedInAt} /> })}
          {' · '}
          {saying('Last used {when}', { when: <When at={session.lastSeenAt} /> })}
        </div>
      </div>
      {session.current ? null : <EndOne session={session} />}
    </li>
  )
}

/** The browsers in which the user is signed in. */
export function Sessions() {
  const query = useQuery(read(listAccountSessions, {}))
  const sessions = query.data?.body.items ?? []
  const others = sessions.filter(session => !session.current).length
  return (
    <Section
      id={SECTION}
      title={say('Signed-in sessions')}
      action={others === 0 ? null : <EndOthers others={others} />}
      help={say(
        'Every browser in which you are signed in. If you do not recognise one, sign it out and change your password.',
      )}
      query={query}
    >
      {answer => (
        <ul className="lk-plain-list">
          {answer.body.items
            .toSorted((a, b) => Number(b.current) - Number(a.current))
            .map(session => (
              <SessionRow key={session.id} session={session} />
            ))}
        </ul>
      )}
    </Section>
  )
}
