import { listProfileUses } from '@latchkey/contract/people/profiles/effects.ts'
import { Modal, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../../kit/client.ts'
import { ShowMore } from '../../../kit/page/ShowMore.tsx'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { When } from '../../../kit/show/When.tsx'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'

/** Whose consents or sign-ins are shown, and which scope they hold. */
export type AskedUses = {
  readonly profileId: string
  readonly userId?: string
  readonly scope: string
  readonly of: 'consents' | 'sign-ins'
}

const NO_CURSOR = ''

function useUses({ profileId, userId, scope, of }: AskedUses) {
  const query = { scope, of, ...(userId === undefined ? {} : { userId }) }
  return useInfiniteQuery({
    queryKey: [listProfileUses.id, profileId, query],
    queryFn: ({ pageParam, signal }) =>
      call(listProfileUses, {
        params: { id: profileId },
        query: pageParam === NO_CURSOR ? query : { ...query, cursor: pageParam },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
}

/** The list behind a number: who would lose a scope, and in which application. */
export function UsesDialog({ asked, onClose }: { readonly asked: AskedUses; readonly onClose: () => void }) {
  const answer = useUses(asked)
  const items = answer.data?.pages.flatMap(page => page.body.items)
  const { scope } = asked
  return (
    <Modal
      opened
      onClose={onClose}
      zIndex={ABOVE}
      title={
        asked.of === 'consents'
          ? say('Consents with {scope}', { scope })
          : say('Sign-ins with {scope}', { scope })
      }
    >
      {items === undefined && answer.error !== null ? <Trouble error={answer.error} /> : null}
      {items === undefined && answer.error === null ? (
        <Skeleton height={160} role="status" aria-label={say('Loading the list')} />
      ) : null}
      {items === undefined ? null : (
        <ul className="lk-plain-list lk-uses">
          {items.map(({ user, application, since, endsAt }) => (
            <li key={`${user.id} ${application.id} ${since}`}>
              <strong className="lk-break">{user.fullName}</strong>{' '}
              <span className="lk-help lk-break">{user.userName}</span>
              <div className="lk-help lk-break">
                {endsAt === null
                  ? saying('{application}, consented {when}', {
                      application: application.name,
                      when: <When at={since} />,
                    })
                  : saying('{application}, signed in {when}', {
                      application: application.name,
                      when: <When at={since} />,
                    })}
              </div>
            </li>
          ))}
        </ul>
      )}
      <ShowMore answer={answer} />
    </Modal>
  )
}

/** Above a dialog that may be open already. */
const ABOVE = 300
