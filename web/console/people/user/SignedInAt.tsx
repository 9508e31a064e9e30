import {
  endUserSessions,
  getUserStanding,
  type UserStanding,
} from '@latchkey/contract/people/user-standing.ts'
import type { UserSummary } from '@latchkey/contract/people/users.ts'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../../kit/client.ts'
import { AskedButton } from '../../../kit/page/AskedButton.tsx'
import { browserWords } from '../../../kit/show/browser-words.ts'
import { When } from '../../../kit/show/When.tsx'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'
import { useMay } from '../../frame/me.ts'

type SignedInAtProps = { readonly user: UserSummary } & Pick<UserStanding, 'sessions'>

/** The browsers in which a user is signed in, and the way to end them all. */
export function SignedInAt({ user, sessions }: SignedInAtProps) {
  const mayEdit = useMay('users:edit')
  return (
    <section className="lk-card" aria-labelledby="user-sessions">
      <h2 id="user-sessions">{say('Where they are signed in')}</h2>
      {sessions.length === 0 ? <p className="lk-help">{say('Nowhere now.')}</p> : null}
      <ul className="lk-plain-list">
        {sessions.map(({ id, userAgent, ip, lastSeenAt }) => (
          <li key={id} className="lk-person">
            <div className="lk-person-facts">
              <div>{browserWords(userAgent).name}</div>
              <div className="lk-help">
                {ip} · {saying('used {when}', { when: <When at={lastSeenAt} /> })}
              </div>
            </div>
          </li>
        ))}
      </ul>
      {mayEdit && sessions.length > 0 ? <SignOut user={user} /> : null}
    </section>
  )
}

function SignOut({ user: { id, fullName: name } }: Pick<SignedInAtProps, 'user'>) {
  const cache = useQueryClient()
  return (
    <AskedButton
      danger
      words={say('Sign out everywhere')}
      about={name}
      title={say('Sign {name} out everywhere?', { name })}
      run={() => call(endUserSessions, { params: { id } })}
      onDone={() => {
        void cache.invalidateQueries({ queryKey: [getUserStanding.id] })
        notifications.show({ message: say('{name} is signed out.', { name }) })
      }}
    >
      {say(
        'What is open there and not saved may be lost. {name} can sign in again at once; to keep them out, deactivate them.',
        { name },
      )}
    </AskedButton>
  )
}
