import type { Application } from '@latchkey/contract/applications/applications.ts'
import { say } from '../../../../kit/words/say.ts'

/** What goes to the other business unit. */
function along({ callbackUrls, scopes }: Application): readonly string[] {
  return [
    say('Its Application ID, names, description and settings'),
    ...(callbackUrls.length === 0
      ? []
      : [
          say('{count, plural, one {# callback URL} other {# callback URLs}}', {
            count: callbackUrls.length,
          }),
        ]),
    ...(scopes.length === 0
      ? []
      : [
          say(
            'Of its {count, plural, one {API scope} other {# API scopes}} what the other business unit may use',
            { count: scopes.length },
          ),
        ]),
  ]
}

/** What has ended once it is accepted. */
function ending({ secrets, metadata, owners, tags }: Application): readonly string[] {
  return [
    ...(secrets.length === 0
      ? []
      : [say('{count, plural, one {# client secret} other {# client secrets}}', { count: secrets.length })]),
    ...(metadata.jwks === null && metadata.jwksUri === null ? [] : [say('Its registered keys')]),
    say('Its tokens, and what people consented to'),
    ...(owners.length === 0
      ? []
      : [say('{count, plural, one {# owner} other {# owners}}', { count: owners.length })]),
    ...(tags.length === 0
      ? []
      : [say('{count, plural, one {# tag} other {# tags}}', { count: tags.length })]),
    say('Its alerts and notes'),
  ]
}

/** What goes along, what ends and what stays, before an application is offered to another business unit. */
export function TransferMeans({ application }: { readonly application: Application }) {
  const parts = [
    { title: say('Goes along'), lines: along(application) },
    { title: say('Ends once it is accepted'), lines: ending(application) },
    { title: say('Stays with you'), lines: [say('Its history until then, and its refused requests')] },
  ]
  return (
    <div className="lk-transfer-parts">
      {parts.map(({ title, lines }) => (
        <section key={title}>
          <h3>{title}</h3>
          <ul>
            {lines.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
