import type { Application } from '@latchkey/contract/applications/applications.ts'
import { GRANT_TYPES } from '@latchkey/contract/applications/client-metadata.ts'
import { kindOf } from '@latchkey/contract/applications/kinds.ts'
import { Fact, Facts } from '../../../kit/show/Facts.tsx'
import { WholeId } from '../../../kit/show/LongId.tsx'
import { Term } from '../../../kit/show/Term.tsx'
import { When } from '../../../kit/show/When.tsx'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'
import { GRANT_WORDS } from '../parts/choice-words.ts'
import { FirstCall } from '../parts/FirstCall.tsx'
import { askedScopes } from '../parts/first-call.ts'
import { useApis } from '../parts/ScopeChoices.tsx'
import { CLIENT_TYPE_WORDS, fieldWords } from '../parts/vocabulary.ts'
import { KIND_WORDS } from '../presentation/kind-words.ts'
import { PRESENTATION_FIELDS } from '../presentation/presentation-values.ts'
import { CallbackUrls } from './callbacks/CallbackUrls.tsx'
import { ConsentCard } from './consent/ConsentCard.tsx'
import { OwnershipCard } from './ownership/OwnershipCard.tsx'
import { SignInFacts } from './SignInFacts.tsx'
import { TokenFacts } from './TokenFacts.tsx'

/** What it may reach, and which of it a user may leave out. */
function Scopes({ application }: { readonly application: Application }) {
  const apis = useApis().data?.body.items ?? []
  if (application.scopes.length === 0) return say('None: it signs people in only')
  return (
    <ul className="lk-plain-list">
      {application.scopes.map(scope => (
        <li key={scope}>
          <strong>{scope}</strong>{' '}
          {application.optionalScopes.includes(scope) ? (
            <span className="lk-tag">{say('Users may leave it out')}</span>
          ) : null}{' '}
          <span className="lk-help">{apis.find(api => api.name === scope)?.description}</span>
        </li>
      ))}
    </ul>
  )
}

/** What users see of it, as far as anything is said. */
function ShownFacts({ metadata }: Pick<Application, 'metadata'>) {
  const said = PRESENTATION_FIELDS.flatMap(({ name }) => {
    const text = metadata[name]
    return text === null ? [] : [[name, text] as const]
  })
  return said.map(([name, text]) => (
    <Fact key={name} name={fieldWords(`metadata.${name}`)}>
      <span className="lk-break">{text}</span>
    </Fact>
  ))
}

/** The ways to a token; of an external application they are the vendor's business. */
function TokenHelp({ application }: { readonly application: Application }) {
  const apis = useApis()
  const input = {
    issuer: location.origin,
    clientId: application.id,
    secret: null,
    scopes: askedScopes(application),
    callbackUrls: application.callbackUrls,
    apis: apis.data?.body.items ?? [],
  }
  return (
    <section className="lk-card" aria-labelledby="first-token">
      <h2 id="first-token">
        {application.scopes.length === 0 ? say('Sign somebody in') : say('Get a token and call an API')}
      </h2>
      <FirstCall input={input} application={application} />
    </section>
  )
}

/** The ways to a token, in words; only a confidential application has one of its own. */
function grantWords({ clientType, metadata }: Application): string {
  return GRANT_TYPES.filter(grant => metadata.grantTypes.includes(grant))
    .filter(grant => clientType === 'confidential' || grant !== 'client_credentials')
    .map(grant => GRANT_WORDS[grant].label)
    .join(' · ')
}

/** What it is, what users see of it, and where it comes from: seldom asked for. */
function About({ application }: { readonly application: Application }) {
  return (
    <section className="lk-card" aria-labelledby="about-it">
      <h2 id="about-it">{say('About it')}</h2>
      <Facts>
        <ShownFacts metadata={application.metadata} />
        {application.type !== 'external' ? (
          <Fact name={fieldWords('metadata.kind')}>{KIND_WORDS[kindOf(application)].label}</Fact>
        ) : null}
        <Fact name={fieldWords('clientType')}>{CLIENT_TYPE_WORDS[application.clientType]}</Fact>
        <Fact name={say('Created')}>
          {saying('{when} by {name}', {
            when: <When at={application.createdAt} />,
            name: application.createdBy.name,
          })}
        </Fact>
      </Facts>
    </section>
  )
}

/** The facts about an application: what it is and may reach, how it signs people in, how long its tokens live. */
export function FactsTab({ application }: { readonly application: Application }) {
  return (
    <>
      <section className="lk-card" aria-label={say('Facts')}>
        <Facts>
          <Fact name={say('Application ID')}>
            <WholeId id={application.id} what={say('Application ID')} />
          </Fact>
          <Fact name={<Term of="scope">{say('API Scopes')}</Term>}>
            <Scopes application={application} />
          </Fact>
          {application.metadata.scopeReason === null ? null : (
            <Fact name={fieldWords('metadata.scopeReason')}>
              <span className="lk-as-typed">{application.metadata.scopeReason}</span>
            </Fact>
          )}
          <Fact name={<Term of="callback-url">{say('Authorized Callback URLs')}</Term>}>
            <CallbackUrls application={application} />
          </Fact>
          <Fact name={fieldWords('metadata.grantTypes')}>{grantWords(application)}</Fact>
        </Facts>
      </section>
      {application.type !== 'external' ? <TokenHelp application={application} /> : null}
      <OwnershipCard application={application} />
      <About application={application} />
      <SignInFacts application={application} />
      {application.callbackUrls.length === 0 || application.type === 'published' ? null : (
        <ConsentCard application={application} />
      )}
      <TokenFacts application={application} />
    </>
  )
}
