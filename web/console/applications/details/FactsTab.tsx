import type { Application } from '@latchkey/contract/applications.ts'
import { Fact, Facts } from '../../../kit/show/Facts.tsx'
import { WholeId } from '../../../kit/show/LongId.tsx'
import { Status } from '../../../kit/show/Status.tsx'
import { Term } from '../../../kit/show/Term.tsx'
import { When } from '../../../kit/show/When.tsx'
import { FirstCall } from '../parts/FirstCall.tsx'
import { useApis } from '../parts/ScopeChoices.tsx'
import { CLIENT_TYPE_WORDS, TYPE_WORDS } from '../parts/vocabulary.ts'

function Scopes({ scopes }: { readonly scopes: readonly string[] }) {
  const apis = useApis().data?.body.items ?? []
  return (
    <ul className="lk-plain-list">
      {scopes.map(scope => (
        <li key={scope}>
          <strong>{scope}</strong>{' '}
          <span className="lk-help">{apis.find(api => api.name === scope)?.description}</span>
        </li>
      ))}
    </ul>
  )
}

function CallbackUrls({ application }: { readonly application: Application }) {
  const { callbackUrls, type, vendorName } = application
  return (
    <>
      {callbackUrls.length === 0 ? (
        type === 'external' ? null : (
          'None'
        )
      ) : (
        <ul className="lk-plain-list">
          {callbackUrls.map(url => (
            <li key={url}>
              <code className="lk-break">{url}</code>
            </li>
          ))}
        </ul>
      )}
      {type === 'external' ? <p className="lk-help">Maintained by the vendor, {vendorName}.</p> : null}
    </>
  )
}

function Grants({ application }: { readonly application: Application }) {
  return (
    <>
      <Fact name="Refresh token rotation">{application.rotateRefreshTokens ? 'On' : 'Off'}</Fact>
      <Fact name={<Term of="implicit" />}>
        {application.implicitAllowed ? (
          <span className="lk-tag" data-tone="ochre">
            On (legacy)
          </span>
        ) : (
          'Off'
        )}
      </Fact>
    </>
  )
}

/** The ways to a token; of an external application they are the vendor's business. */
function TokenHelp({ application }: { readonly application: Application }) {
  const apis = useApis()
  const input = {
    issuer: location.origin,
    clientId: application.id,
    secret: null,
    scopes: application.scopes,
    callbackUrls: application.callbackUrls,
    apis: apis.data?.body.items ?? [],
  }
  return (
    <section className="lk-card" aria-labelledby="first-token">
      <h2 id="first-token">Get a token and call an API</h2>
      <FirstCall input={input} clientType={application.clientType} />
    </section>
  )
}

/** The facts about an application, in the order people know. */
export function FactsTab({ application }: { readonly application: Application }) {
  return (
    <>
      <section className="lk-card" aria-label="Facts">
        <Facts>
          <Fact name="Application ID">
            <WholeId id={application.id} what="Application ID" />
          </Fact>
          <Fact name="Type">{TYPE_WORDS[application.type]}</Fact>
          <Fact name="Vendor Name">{application.vendorName}</Fact>
          <Fact name="Application Name">{application.name}</Fact>
          <Fact name={<Term of="scope">API Scopes</Term>}>
            <Scopes scopes={application.scopes} />
          </Fact>
          <Fact name={<Term of="callback-url">Authorized Callback URLs</Term>}>
            <CallbackUrls application={application} />
          </Fact>
          <Fact name="Status">
            <Status status={application.status} />
          </Fact>
          <Fact name="Status Changed">
            <When at={application.statusChangedAt} />
          </Fact>
          <Fact name="Status Changed By">{application.statusChangedBy.name}</Fact>
          <Fact name="Kind of application">{CLIENT_TYPE_WORDS[application.clientType]}</Fact>
          <Grants application={application} />
          <Fact name="Created">
            <When at={application.createdAt} />
          </Fact>
          <Fact name="Created By">{application.createdBy.name}</Fact>
        </Facts>
      </section>
      {application.type === 'internal' ? <TokenHelp application={application} /> : null}
    </>
  )
}
