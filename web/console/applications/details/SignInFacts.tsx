import type { Application } from '@latchkey/contract/applications/applications.ts'
import type { ReactNode } from 'react'
import { Fact, Facts } from '../../../kit/show/Facts.tsx'
import { Term } from '../../../kit/show/Term.tsx'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'
import { requestWords, SUBJECT_WORDS, sectorWords, userinfoWords } from '../parts/choice-words.ts'
import { FetchedKeys } from '../parts/keys/FetchedKeys.tsx'
import { keyNames } from '../parts/keys/key-set-words.ts'
import { fieldWords } from '../parts/vocabulary.ts'
import { UrlList } from './UrlList.tsx'

type About = { readonly application: Application }
type Metadata = Application['metadata']

function Subject({ application }: About) {
  const { metadata } = application
  if (metadata.subjectType === 'public') return SUBJECT_WORDS.public
  const parts = { term: <Term of="pairwise">{say('pairwise')}</Term>, sector: sectorWords(application) }
  if (metadata.sectorIdentifierUri === null) {
    return saying('Another one in each sector ({term}), {sector}', parts)
  }
  return saying('Another one in each sector ({term}), {sector}, listed at {url}', {
    ...parts,
    url: <code className="lk-break">{metadata.sectorIdentifierUri}</code>,
  })
}

function BackChannel({ metadata }: { readonly metadata: Metadata }) {
  if (metadata.backchannelLogoutUri === null) return say('Not told when a session ends')
  return (
    <>
      <code className="lk-break">{metadata.backchannelLogoutUri}</code>{' '}
      {metadata.backchannelLogoutSessionRequired ? (
        <span className="lk-help">{say('with the session id (sid) in each logout token')}</span>
      ) : null}
    </>
  )
}

function Keys({ metadata }: { readonly metadata: Metadata }) {
  if (metadata.jwksUri !== null) {
    return (
      <>
        {saying('Read from {url}', { url: <code className="lk-break">{metadata.jwksUri}</code> })}
        <FetchedKeys url={metadata.jwksUri} />
      </>
    )
  }
  if (metadata.jwks === null) return say('None')
  return (
    <ul className="lk-plain-list">
      {(keyNames(metadata.jwks) ?? [say('A key set that this page cannot read')]).map(name => (
        <li key={name} className="lk-break">
          {name}
        </li>
      ))}
    </ul>
  )
}

function Requests({ metadata }: { readonly metadata: Metadata }) {
  const { requestUris } = metadata
  const words = requestWords(metadata)
  if (requestUris.length === 0) return words
  return (
    <>
      {say('{words}. Fetched from:', { words })}
      <UrlList urls={requestUris} none={null} />
    </>
  )
}

function Named({ field, children }: { readonly field: string; readonly children: ReactNode }) {
  return <Fact name={fieldWords(`metadata.${field}`)}>{children}</Fact>
}

/** Whether an application signs people in at all: it has somewhere to send them back to, or something set for it. */
function signsPeopleIn({ callbackUrls, metadata }: Application): boolean {
  const { backchannelLogoutUri, postLogoutRedirectUris, jwks, jwksUri } = metadata
  return (
    callbackUrls.length + postLogoutRedirectUris.length > 0 ||
    [backchannelLogoutUri, jwks, jwksUri].some(each => each !== null)
  )
}

function Choices({ application }: About) {
  const { metadata } = application
  return (
    <Facts>
      <Named field="idTokenSignedResponseAlg">{metadata.idTokenSignedResponseAlg}</Named>
      <Named field="userinfoSignedResponseAlg">{userinfoWords(metadata.userinfoSignedResponseAlg)}</Named>
      <Named field="subjectType">
        <Subject application={application} />
      </Named>
      <Named field="postLogoutRedirectUris">
        <UrlList
          urls={metadata.postLogoutRedirectUris}
          none={say('None: people stay on a page of Latchkey after signing out')}
        />
      </Named>
      <Fact name={<Term of="backchannel-logout">{say('Back-channel logout URL')}</Term>}>
        <BackChannel metadata={metadata} />
      </Fact>
      <Fact name={<Term of="jwk-set">{say('Public keys')}</Term>}>
        <Keys metadata={metadata} />
      </Fact>
      <Fact name={<Term of="request-object">{say('Requests to sign in')}</Term>}>
        <Requests metadata={metadata} />
      </Fact>
      <Named field="neededOpenidScopes">
        {metadata.neededOpenidScopes.length === 0
          ? say('Nothing: people may leave out all but that they signed in')
          : metadata.neededOpenidScopes.join(', ')}
      </Named>
      <Fact name={say('Claims about people')}>
        {metadata.scopeClaimsInIdToken ? say('By userinfo, and in ID tokens') : say('By userinfo')}
      </Fact>
      <Fact name={<Term of="pkce" />}>
        {metadata.requirePkce ? (
          say('Demanded')
        ) : (
          <span className="lk-tag" data-tone="ochre">
            {say('Not demanded (legacy)')}
          </span>
        )}
      </Fact>
    </Facts>
  )
}

/** How an application signs people in and out. */
export function SignInFacts({ application }: About) {
  const { type, vendorName } = application
  return (
    <section className="lk-card" aria-labelledby="signing-in">
      <h2 id="signing-in">{say('Signing in and out')}</h2>
      {type === 'external' ? (
        <p>{say('How it signs people in and out is set by its vendor, {vendor}.', { vendor: vendorName })}</p>
      ) : signsPeopleIn(application) ? (
        <Choices application={application} />
      ) : (
        <p>
          {say('It signs nobody in: it has no authorized callback URL. It gets tokens for itself alone.')}
        </p>
      )}
    </section>
  )
}
