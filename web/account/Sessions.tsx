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
import { When } from '../kit/show/When.tsx'
import { browserWords } from './browser-words.ts'
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

const TAKES_ALONG =
  'Applications that were used there must ask you to sign in again, except those you let stay connected while you are away.'

function EndOne({ session }: { readonly session: AccountSession }) {
  const [asking, setAsking] = useState(false)
  const { name } = browserWords(session.userAgent)
  const ending = useEnding(
    () => call(endAccountSession, { params: { id: session.id } }),
    () => {
      setAsking(false)
      notifications.show({ message: `${name} is signed out.` })
    },
  )
  return (
    <>
      <Button
        size="compact-sm"
        variant="danger-quiet"
        aria-label={`Sign out ${name}, ${session.ip}`}
        onClick={() => {
          ending.reset()
          setAsking(true)
        }}
      >
        Sign out
      </Button>
      <Confirm
        opened={asking}
        title={`Sign out ${name}?`}
        action="Sign out"
        danger
        busy={ending.isPending}
        error={ending.error}
        onConfirm={() => ending.mutate()}
        onClose={() => setAsking(false)}
      >
        It is signed out at once, and what is open there and not saved may be lost. {TAKES_ALONG}
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
      notifications.show({ message: 'Every other browser is signed out.' })
    },
  )
  const words = others === 1 ? '1 other browser is' : `${others} other browsers are`
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          ending.reset()
          setAsking(true)
        }}
      >
        Sign out everywhere else
      </Button>
      <Confirm
        opened={asking}
        title="Sign out everywhere else?"
        action="Sign out everywhere else"
        danger
        busy={ending.isPending}
        error={ending.error}
        onConfirm={() => ending.mutate()}
        onClose={() => setAsking(false)}
      >
        {words} signed out at once. This one stays signed in. {TAKES_ALONG}
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
        {session.current ? <span className="lk-tag">This browser</span> : null}
        <div className="lk-help">
          {session.ip === '' ? 'Unknown address' : <code className="lk-break">{session.ip}</code>} · Signed in{' '}
          <When at={session.signedInAt} /> · Last used <When at={session.lastSeenAt} />
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
      title="Signed-in sessions"
      action={others === 0 ? null : <EndOthers others={others} />}
      help="Every browser in which you are signed in. If you do not recognise one, sign it out and change your password."
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
