import { useApis } from '../parts/ScopeChoices.tsx'
import { type PinnedScope, pinsOf, pinWords } from './pins.ts'
import './pins.css'
import { say } from '../../../kit/words/say.ts'

/** The scopes of the platform in the order in which they are shown everywhere. */
function useScopes(): readonly PinnedScope[] {
  return useApis().data?.body.items ?? []
}

/** Which scopes an application holds, as pins in fixed places. */
export function ScopePins({ scopes }: { readonly scopes: readonly string[] }) {
  const all = useScopes()
  const pins = pinsOf(all, scopes)
  const words = pinWords(all, scopes)
  if (pins === null) return <span className="lk-help">{words}</span>
  return (
    <span className="lk-pins" role="img" aria-label={words}>
      {pins.map(({ scope, held, sensitive }) => (
        <span
          key={scope}
          className="lk-pin"
          data-held={held}
          data-sensitive={sensitive}
          title={held ? scope : say('Not {scope}', { scope })}
        />
      ))}
    </span>
  )
}

/** Which place stands for which scope. */
export function PinsLegend() {
  const all = useScopes()
  if (pinsOf(all, []) === null) return null
  return (
    <div className="lk-pins-legend lk-help">
      <span>{say('Scopes, from the first pin to the last:')}</span>
      <ol>
        {all.map(({ name }) => (
          <li key={name}>{name}</li>
        ))}
      </ol>
      {all.some(({ sensitive }) => sensitive) ? (
        <span>
          <span className="lk-pin" data-held data-sensitive aria-hidden /> {say('Sensitive')}
        </span>
      ) : null}
    </div>
  )
}
