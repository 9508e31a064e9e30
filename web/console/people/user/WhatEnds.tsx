import { getUserStanding } from '@latchkey/contract/people/user-standing.ts'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { TextLink } from '../../../kit/Links.tsx'
import { read } from '../../../kit/queries.ts'
import { say } from '../../../kit/words/say.ts'
import { figure } from '../../home/need-rows.ts'

/** What ends when a user is deactivated, by number, and what nobody answers for then. */
export function WhatEnds({ id }: { readonly id: string }) {
  const standing = useQuery(read(getUserStanding, { params: { id } }))
  if (standing.data === undefined) {
    return standing.error === null ? (
      <Skeleton height={48} role="status" aria-label={say('Counting what ends')} />
    ) : (
      <p>{say('What ends could not be counted.')}</p>
    )
  }
  const { sessions, signIns, ownsAlone } = standing.data.body
  return (
    <ul className="lk-ends">
      <li>
        {say('{count, plural, one {# browser is signed out} other {# browsers are signed out}}', {
          count: sessions.length,
        })}
      </li>
      <li>
        {say(
          '{count, plural, one {{figure} sign-in to an application ends} other {{figure} sign-ins to applications end}}',
          {
            count: signIns.count,
            figure: figure(signIns),
          },
        )}
      </li>
      {ownsAlone.count === 0 ? null : (
        <li>
          {say(
            '{count, plural, one {{figure} application has} other {{figure} applications have}} no active owner then.',
            {
              count: ownsAlone.count,
              figure: figure(ownsAlone),
            },
          )}{' '}
          <TextLink to="/admin/account-settings/api-applications" search={{ owner: id }}>
            {say('Give them another owner first')}
          </TextLink>
        </li>
      )}
    </ul>
  )
}
