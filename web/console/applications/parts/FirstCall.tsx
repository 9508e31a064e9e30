import type { Application } from '@latchkey/contract/applications/applications.ts'
import { Command } from '../../../kit/show/Command.tsx'
import { Term } from '../../../kit/show/Term.tsx'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'
import {
  authorizeRequest,
  clientCredentialsCommand,
  type FirstCallInput,
  scopesWithoutUser,
  scopesWithUser,
} from './first-call.ts'

function ForItself({ input }: { readonly input: FirstCallInput }) {
  const command = clientCredentialsCommand(input)
  const scopes = scopesWithoutUser(input)
  if (command === null) return null
  const values = { count: scopes.length, scopes: scopes.join(', ') }
  return (
    <section className="lk-first-call">
      <h3>
        <Term of="client-credentials">{say('For itself')}</Term>
      </h3>
      <p>
        {command.includes('Bearer')
          ? say(
              'Paste this into a terminal: it gets a token with the {count, plural, one {scope} other {scopes}} {scopes}, and calls an API with it.',
              values,
            )
          : say(
              'Paste this into a terminal: it gets a token with the {count, plural, one {scope} other {scopes}} {scopes}, and prints it.',
              values,
            )}
        {input.secret === null ? ` ${say('Set CLIENT_SECRET to a secret of the application first.')}` : ''}
      </p>
      <Command text={command} label={say('Command to get a token')} what={say('command')} />
    </section>
  )
}

function needsUser(scopes: readonly string[]): string {
  return say('{scopes} {count, plural, one {needs} other {need}} a user.', {
    scopes: scopes.join(', '),
    count: scopes.length,
  })
}

function ForUser({ input, secretless }: { readonly input: FirstCallInput; readonly secretless: boolean }) {
  const needUser = scopesWithUser(input)
  return (
    <section className="lk-first-call">
      <h3>
        <Term of="authorization-code">{say('For a user')}</Term>
      </h3>
      <p>
        {secretless ? `${say('It proves itself with PKCE instead of a secret.')} ` : ''}
        {!secretless && needUser.length > 0 ? `${needsUser(needUser)} ` : ''}
        {saying(
          'Send the browser to this address. After sign-in and consent it comes back to the callback URL with a code, which the application exchanges for tokens at {url}.',
          { url: <code className="lk-break">{input.issuer}/oauth2/token</code> },
        )}
      </p>
      {input.callbackUrls.length === 0 ? (
        <p>{say('This application has no authorized callback URL yet. Add one first.')}</p>
      ) : null}
      <Command
        text={authorizeRequest(input)}
        label={say('Shape of an authorization request')}
        what={say('address')}
      />
    </section>
  )
}

type FirstCallProps = {
  readonly input: FirstCallInput
  readonly application: Pick<Application, 'clientType' | 'metadata'>
}

/** The ways from this application to its first token, with its own ids filled in. */
export function FirstCall({ input, application }: FirstCallProps) {
  const secretless = application.clientType === 'public'
  const { grantTypes } = application.metadata
  return (
    <>
      {secretless || !grantTypes.includes('client_credentials') ? null : <ForItself input={input} />}
      {secretless || input.callbackUrls.length > 0 || scopesWithUser(input).length > 0 ? (
        <ForUser input={input} secretless={secretless} />
      ) : null}
    </>
  )
}
