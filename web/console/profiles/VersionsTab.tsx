import { previewProfileEffects } from '@latchkey/contract/people/profiles/effects.ts'
import {
  getSecurityProfile,
  listSecurityProfiles,
  type SecurityProfile,
} from '@latchkey/contract/people/profiles/profiles.ts'
import {
  listProfileVersions,
  type ProfileVersion,
  restoreProfileVersion,
} from '@latchkey/contract/people/profiles/versions.ts'
import { Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../kit/client.ts'
import { AskedButton } from '../../kit/page/AskedButton.tsx'
import { ShowMore } from '../../kit/page/ShowMore.tsx'
import { Trouble } from '../../kit/page/Trouble.tsx'
import { When } from '../../kit/show/When.tsx'
import { say } from '../../kit/words/say.ts'
import { saying } from '../../kit/words/saying.tsx'
import { EffectsView } from './effects/EffectsView.tsx'
import { summaryOf } from './effects/effects-words.ts'
import { permissionWords } from './form/permission-words.ts'
import '../applications/edit/edit.css'

const NO_CURSOR = ''

function linesOf({ differences }: ProfileVersion) {
  const { name, addedPermissions, removedPermissions, addedScopes, removedScopes } = differences
  const scope = (each: string) => say('API scope {scope}', { scope: each })
  const added = [...addedPermissions.map(permissionWords), ...addedScopes.map(scope)]
  const removed = [...removedPermissions.map(permissionWords), ...removedScopes.map(scope)]
  return [
    ...(name === null ? [] : [{ mark: '', words: say('Was called {name}', { name }) }]),
    ...added.map(words => ({ mark: '+', words })),
    ...removed.map(words => ({ mark: '−', words })),
  ]
}

/** What going back would take from whom now. */
function BackEffects({ id, version }: { readonly id: string; readonly version: ProfileVersion }) {
  const body = { permissions: version.permissions, scopes: version.scopes }
  const answer = useQuery({
    queryKey: [previewProfileEffects.id, id, body],
    queryFn: ({ signal }) => call(previewProfileEffects, { params: { id }, body, signal }),
  })
  if (answer.data === undefined) {
    return answer.error === null ? (
      <p>{say('Counting who would notice…')}</p>
    ) : (
      <Trouble error={answer.error} />
    )
  }
  return (
    <>
      <p>{summaryOf(answer.data.body)}</p>
      <EffectsView effects={answer.data.body} of={{ profileId: id }} />
    </>
  )
}

type VersionProps = {
  readonly profile: SecurityProfile
  readonly version: ProfileVersion
  readonly mayEdit: boolean
}

function Back({ profile, version }: Omit<VersionProps, 'mayEdit'>) {
  const cache = useQueryClient()
  const { id } = profile
  const number = String(version.version)
  return (
    <AskedButton
      words={say('Go back to this version')}
      about={number}
      title={say('Go back to version {number}?', { number })}
      action={say('Go back')}
      run={() =>
        call(restoreProfileVersion, { params: { id, version: number }, ifMatch: `"${profile.version}"` })
      }
      onDone={() => {
        for (const key of [getSecurityProfile.id, listSecurityProfiles.id, listProfileVersions.id]) {
          void cache.invalidateQueries({ queryKey: [key] })
        }
        notifications.show({ message: say('Version {number} is back.', { number }) })
      }}
    >
      <BackEffects id={id} version={version} />
    </AskedButton>
  )
}

function Version({ profile, version, mayEdit }: VersionProps) {
  return (
    <li className="lk-version">
      <div className="lk-version-head">
        <strong>{say('Version {number}', { number: String(version.version) })}</strong>
        {version.current ? <span className="lk-tag">{say('Current')}</span> : null}
        <span className="lk-help">
          {saying('{when} by {name}', { when: <When at={version.at} />, name: version.by.name })}
        </span>
        {mayEdit && !version.current ? <Back profile={profile} version={version} /> : null}
      </div>
      <ul className="lk-plain-list">
        {linesOf(version).map(({ mark, words }) => (
          <li key={`${mark} ${words}`} className="lk-marked" data-mark={mark}>
            <span aria-label={mark === '+' ? say('added') : mark === '' ? undefined : say('taken away')}>
              {mark}
            </span>
            <span>{words}</span>
          </li>
        ))}
      </ul>
    </li>
  )
}

/** What a profile was before, each time with what came and went, and the way back. */
export function VersionsTab({ profile, mayEdit }: Omit<VersionProps, 'version'>) {
  const { id } = profile
  const answer = useInfiniteQuery({
    queryKey: [listProfileVersions.id, id],
    queryFn: ({ pageParam, signal }) =>
      call(listProfileVersions, {
        params: { id },
        query: pageParam === NO_CURSOR ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
  const items = answer.data?.pages.flatMap(page => page.body.items)
  return (
    <section className="lk-card" aria-label={say('Versions')}>
      {items === undefined && answer.error !== null ? <Trouble error={answer.error} /> : null}
      {items === undefined && answer.error === null ? <Skeleton height={160} /> : null}
      {items?.length === 0 ? <p className="lk-help">{say('It was never changed.')}</p> : null}
      <ul className="lk-plain-list">
        {items?.map(version => (
          <Version key={version.version} profile={profile} version={version} mayEdit={mayEdit} />
        ))}
      </ul>
      <ShowMore answer={answer} />
    </section>
  )
}
