import type { Application } from '@latchkey/contract/applications/applications.ts'
import type { ApplicationKey, KeySetUrl } from '@latchkey/contract/applications/credentials/keys.ts'
import { Skeleton } from '@mantine/core'
import { EmptyState } from '../../../../kit/page/EmptyState.tsx'
import { Trouble } from '../../../../kit/page/Trouble.tsx'
import { When } from '../../../../kit/show/When.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { FetchedKeys } from '../../parts/keys/FetchedKeys.tsx'
import { failureWords } from '../../parts/keys/fetch-words.ts'
import { faultWords, kindWords } from '../../parts/keys/key-set-words.ts'
import { isKeyUnmissed, keyName } from './held.ts'
import { useKeys } from './use-keys.ts'

type Adding = Pick<KeySetUrl, 'addedAt' | 'addedBy'>

function Added({ addedAt, addedBy }: Adding) {
  if (addedAt === null) return say('Added before that was kept.')
  const when = <When at={addedAt} />
  return addedBy === null
    ? saying('First used {when}.', { when })
    : saying('Added {when} by {name}.', { when, name: addedBy.name })
}

function Used({ lastUsedAt, lastUsedFrom }: Pick<ApplicationKey, 'lastUsedAt' | 'lastUsedFrom'>) {
  if (lastUsedAt === null) return say('Not used yet, as far as is known.')
  const when = <When at={lastUsedAt} />
  return lastUsedFrom === null
    ? saying('Last used {when}, for a request that a browser brought.', { when })
    : saying('Last used {when} from {address}.', { when, address: <code>{lastUsedFrom}</code> })
}

type RowProps = { readonly keyOf: ApplicationKey; readonly all: readonly ApplicationKey[] }

function KeyRow({ keyOf: key, all }: RowProps) {
  const { kind, algorithms, fault } = key
  const words = kind === null ? null : { kind, algorithms, fault }
  return (
    <li className="lk-secret-row">
      <div>
        <strong className="lk-break">{keyName(key)}</strong>
        {words === null ? null : <div className="lk-help">{faultWords(words) ?? kindWords(words)}</div>}
        <div className="lk-help lk-break">
          {saying('Thumbprint {thumbprint}', { thumbprint: <code>{key.thumbprint}</code> })}
        </div>
        <div className="lk-help">
          <Added {...key} /> <Used {...key} />
        </div>
        {isKeyUnmissed(key, all, Date.now()) ? (
          <span className="lk-tag">
            {say('Not used for a week, while another was: nobody seems to miss it')}
          </span>
        ) : null}
      </div>
    </li>
  )
}

/** How fetching went last: why it failed, where it did after it last succeeded. */
function Fetching({ keySet }: { readonly keySet: KeySetUrl }) {
  const { url, fetchedAt, failed } = keySet
  const fails = failed !== null && (fetchedAt === null || failed.at > fetchedAt)
  return (
    <>
      <p className="lk-break">{saying('Read from {url}', { url: <code>{url}</code> })}</p>
      <p className="lk-help">
        <Added {...keySet} />{' '}
        {fetchedAt === null
          ? say('It gave no key set yet, as far as is known.')
          : saying('It last gave a key set {when}.', { when: <When at={fetchedAt} /> })}
      </p>
      {failed !== null && fails ? (
        <p className="lk-note" data-tone="red">
          {saying('It failed {when}. {why}', {
            when: <When at={failed.at} />,
            why: failureWords(failed) ?? '',
          })}
        </p>
      ) : null}
      <FetchedKeys url={url} />
    </>
  )
}

/** The public keys of an application: when and by whom each was added, when it was used, and how fetching went. */
export function PublicKeys({ application }: { readonly application: Application }) {
  const answer = useKeys(application)
  if (answer.fetchStatus === 'idle' && answer.data === undefined && answer.error === null) return null
  const keys = answer.data?.body
  return (
    <section className="lk-card" aria-labelledby="public-keys">
      <h2 id="public-keys">{say('Public keys')}</h2>
      {keys === undefined && answer.error === null ? (
        <Skeleton height={80} role="status" aria-label={say('Loading the keys')} />
      ) : null}
      {keys === undefined && answer.error !== null ? (
        <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
      ) : null}
      {keys === undefined || keys.keySet === null ? null : <Fetching keySet={keys.keySet} />}
      {keys === undefined ? null : keys.items.length === 0 ? (
        <EmptyState title={say('No key was used yet')}>
          {say('Each key that the application proves itself with stands here from then on.')}
        </EmptyState>
      ) : (
        <ul className="lk-plain-list">
          {keys.items.map(key => (
            <KeyRow key={key.thumbprint} keyOf={key} all={keys.items} />
          ))}
        </ul>
      )}
    </section>
  )
}
