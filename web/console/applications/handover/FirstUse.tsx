import { getApplication } from '@latchkey/contract/applications/applications.ts'
import { IconCircleCheck, IconLoader } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../../kit/queries.ts'
import { When } from '../../../kit/show/When.tsx'
import './handover.css'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'

const EVERY_MS = 2000

/** Waits for the first use of a secret, and says when it came and from where. In: the application and its secret. */
export function FirstUse({ id, secretId }: { readonly id: string; readonly secretId: string }) {
  const answer = useQuery({
    ...read(getApplication, { params: { id } }),
    refetchInterval: ({ state }) => {
      const found = state.data?.body.secrets.find(each => each.id === secretId)
      return (found?.lastUsedAt ?? null) === null ? EVERY_MS : false
    },
  })
  const secret = answer.data?.body.secrets.find(each => each.id === secretId)
  const usedAt = secret?.lastUsedAt ?? null
  return (
    <section className="lk-card lk-handover" data-used={usedAt !== null} aria-labelledby="handover">
      <h2 id="handover">{usedAt === null ? say('Waiting for the first token') : say('The secret works')}</h2>
      <p role="status">
        {usedAt === null ? (
          <>
            <IconLoader size={18} aria-hidden />{' '}
            {say(
              'Run the command below, or start the application: this turns once the secret has opened the door.',
            )}
          </>
        ) : (
          <>
            <IconCircleCheck size={18} aria-hidden />{' '}
            {secret?.lastUsedFrom === null || secret === undefined
              ? saying('First used {when}.', { when: <When at={usedAt} /> })
              : saying('First used {when} from {place}.', {
                  when: <When at={usedAt} />,
                  place: secret.lastUsedFrom,
                })}
          </>
        )}
      </p>
    </section>
  )
}
