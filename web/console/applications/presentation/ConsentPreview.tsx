import { linkFault, supportEmailFault } from '@latchkey/contract/applications/presentation.ts'
import { useState } from 'react'
import { useMe } from '../../frame/me.ts'
import { useApis } from '../parts/ScopeChoices.tsx'
import type { PresentationValues } from './presentation-values.ts'
import './presentation.css'
import { say } from '../../../kit/words/say.ts'

type Shown = {
  readonly name: string
  readonly vendorName: string
  readonly clientType: 'confidential' | 'public'
  readonly scopes: readonly string[]
  readonly optionalScopes: readonly string[]
  readonly presentation: PresentationValues
}

const LINKS = [
  ['clientUri', say('Website')],
  ['policyUri', say('Privacy policy')],
  ['tosUri', say('Terms of service')],
] as const

/** The links that the page would show, each with where it leads; what breaks a rule is not shown. */
function linksOf(presentation: PresentationValues): readonly (readonly [what: string, where: string])[] {
  const links = LINKS.flatMap(([name, what]) => {
    const text = presentation[name].trim()
    const host = text === '' || linkFault(text) !== null ? null : (URL.parse(text)?.host ?? null)
    return host === null ? [] : [[what, host] as const]
  })
  const email = presentation.supportEmail.trim()
  return email === '' || supportEmailFault(email) !== null
    ? links
    : [...links, [say('Support'), email] as const]
}

const NOT_SURE = say(
  'It runs in a browser or on a device and has no secret, so Latchkey cannot be sure that it is what it says it is.',
)

function Parties({ shown }: { readonly shown: Shown }) {
  const { businessUnit, user } = useMe()
  const links = linksOf(shown.presentation)
  const name = shown.name.trim() === '' ? say('Your application') : shown.name.trim()
  return (
    <dl>
      <div>
        <dt>{say('Application')}</dt>
        <dd>
          <span className="lk-preview-named">
            <span className="lk-preview-logo" aria-hidden>
              {/[\p{L}\p{N}]/u.exec(name)?.[0].toUpperCase()}
            </span>
            <strong>{name}</strong>
          </span>
          <span className="lk-preview-quiet">
            {say('Internal: {unit} registered it as its own software.', { unit: businessUnit.name })}
            {shown.clientType === 'public' ? ` ${NOT_SURE}` : ''}
          </span>
        </dd>
      </div>
      <div>
        <dt>{say('Vendor')}</dt>
        <dd>{shown.vendorName.trim() === '' ? say('Its vendor') : shown.vendorName.trim()}</dd>
      </div>
      {links.length === 0 ? null : (
        <div>
          <dt>{say('What it says of itself')}</dt>
          <dd>
            {links.map(([what, where], index) => (
              <span key={what}>
                {index === 0 ? '' : ', '}
                <span className="lk-preview-link">{what}</span> ({where})
              </span>
            ))}
          </dd>
        </div>
      )}
      <div>
        <dt>{say('Your account')}</dt>
        <dd>{user.fullName}</dd>
      </div>
    </dl>
  )
}

function Asked({ shown }: { readonly shown: Shown }) {
  const apis = useApis().data?.body.items ?? []
  const words = (scope: string) => apis.find(api => api.name === scope)?.description ?? scope
  const { optionalScopes } = shown
  if (shown.scopes.length === 0) return <p>{say('Recognise you as a user, and nothing else')}</p>
  return (
    <ul>
      {shown.scopes.map(scope => (
        <li key={scope}>
          {optionalScopes.includes(scope) ? '☑ ' : ''}
          {words(scope)} <code>{scope}</code>
          {optionalScopes.includes(scope) ? (
            <span className="lk-preview-quiet"> {say('You may leave this out.')}</span>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

const SCHEMES = [
  ['light', say('Light')],
  ['dark', say('Dark')],
] as const

/**
 * How the consent page will look to a person who is asked, with what stands in the form. A picture only: nothing in it
 * can be pressed, and the logo is its initial until the server has fetched it.
 */
export function ConsentPreview({ shown }: { readonly shown: Shown }) {
  const [chosen, setChosen] = useState<'light' | 'dark' | null>(null)
  const scheme = chosen ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
  const name = shown.name.trim() === '' ? say('your application') : shown.name.trim()
  return (
    <section className="lk-preview-frame" aria-label={say('Preview of the consent page')}>
      <div className="lk-preview-head">
        <h2>{say('What people will see')}</h2>
        <div className="lk-preview-schemes" role="group" aria-label={say('Colours of the preview')}>
          {SCHEMES.map(([value, label]) => (
            <button
              key={value}
              type="button"
              aria-pressed={scheme === value}
              onClick={() => setChosen(value)}
            >
              {label}
            </button>
          ))}
        </div>
      </div>
      <div className="lk-preview" data-scheme={scheme}>
        <h3>
          {shown.scopes.length === 0
            ? say('Allow {name} to know who you are?', { name })
            : say('Allow {name} to act for you?', { name })}
        </h3>
        <Parties shown={shown} />
        <h4>{say('If you allow it, it can')}</h4>
        <Asked shown={shown} />
        <div className="lk-preview-buttons" aria-hidden>
          <span>{say('Deny')}</span>
          <span>{say('Allow')}</span>
        </div>
      </div>
    </section>
  )
}
