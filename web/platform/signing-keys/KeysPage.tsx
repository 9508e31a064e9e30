import { listSigningKeys, type SigningKey } from '@latchkey/contract/keys/signing-keys.ts'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMay } from '../../console/frame/me.ts'
import { NoPermission } from '../../console/frame/NoPermission.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { StaleNote, Trouble } from '../../kit/page/Trouble.tsx'
import { read } from '../../kit/queries.ts'
import { LongId } from '../../kit/show/LongId.tsx'
import { When } from '../../kit/show/When.tsx'
import { say } from '../../kit/words/say.ts'
import { saying } from '../../kit/words/saying.tsx'
import { EmergencyRotation, Rotation } from './Rotation.tsx'
import './keys.css'

const TITLE = say('Signing keys')

const STATUSES = {
  active: say('Signs now'),
  upcoming: say('Signs next'),
  superseded: say('Verifies only'),
  retired: say('Retired'),
} as const satisfies Record<SigningKey['status'], string>

/** What each algorithm signs, as docs/keys.md has it. */
const SIGNS = {
  ES256: say('Access tokens, and ID tokens of applications that chose it'),
  RS256: say('ID tokens, unless the application chose another'),
  PS256: say('ID tokens of applications that chose it'),
  EdDSA: say('ID tokens of applications that chose it'),
} as const

/** The keys that sign tokens, for operators. */
export function KeysPage() {
  return useMay('signing-keys:rotate') ? <Keys /> : <NoPermission needs="signing-keys:rotate" title={TITLE} />
}

function Keys() {
  const answer = useQuery(read(listSigningKeys, {}))
  return (
    <>
      <PageHeader
        title={TITLE}
        crumbs={[say('Platform')]}
        below={
          <p className="lk-subtitle">
            <span>
              {say(
                'A new key is published before it signs, and an old one verifies until the last token that it signed has ended.',
              )}
            </span>
          </p>
        }
        actions={<Rotation />}
      />
      {answer.data === undefined ? (
        answer.error === null ? (
          <Skeleton height={320} role="status" aria-label={say('Loading the signing keys')} />
        ) : (
          <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
        )
      ) : (
        <>
          {answer.error === null ? null : <StaleNote onRetry={() => void answer.refetch()} />}
          <div className="lk-stack">
            {Object.entries(SIGNS).map(([algorithm, signs]) => (
              <Algorithm
                key={algorithm}
                name={algorithm}
                signs={signs}
                keys={answer.data.body.items.filter(key => key.algorithm === algorithm)}
              />
            ))}
            <EmergencyRotation />
          </div>
        </>
      )}
    </>
  )
}

type AlgorithmProps = { readonly name: string; readonly signs: string; readonly keys: readonly SigningKey[] }

function Algorithm({ name, signs, keys }: AlgorithmProps) {
  return (
    <section className="lk-card" aria-labelledby={`keys-${name}`}>
      <h2 id={`keys-${name}`}>{name}</h2>
      <p className="lk-help">{signs}</p>
      {keys.length === 0 ? <p>{say('No key yet. The first is made when it is needed.')}</p> : null}
      <ul className="lk-plain-list">
        {keys.map(key => (
          <li key={key.id} className="lk-signing-key">
            <span className="lk-status" data-status={key.status === 'active' ? 'active' : 'inactive'}>
              <span className="lk-dot" aria-hidden="true" />
              {STATUSES[key.status]}
            </span>
            <LongId id={key.id} what={say('key id')} />
            <span className="lk-help">
              <Life of={key} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What was and what comes, as far as it is known. */
function Life({ of: { status, activeFrom, supersededAt, endsAt } }: { readonly of: SigningKey }) {
  if (status === 'upcoming') return saying('Signs from {when}', { when: <When at={activeFrom} /> })
  if (status === 'active' && supersededAt === null) {
    return saying('Since {when}', { when: <When at={activeFrom} /> })
  }
  if (status === 'active' && supersededAt !== null) {
    return saying('Since {when}, until {until}', {
      when: <When at={activeFrom} />,
      until: <When at={supersededAt} />,
    })
  }
  if (endsAt === null) return null
  return status === 'superseded'
    ? saying('Verifies until {when}', { when: <When at={endsAt} /> })
    : saying('Ended {when}', { when: <When at={endsAt} /> })
}
