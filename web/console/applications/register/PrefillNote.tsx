import { useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { say } from '../../../kit/words/say.ts'
import { useApis } from '../parts/ScopeChoices.tsx'
import { sortScopes } from './beginning.ts'
import type { RegisterValues } from './form-values.ts'

type PrefillNoteProps = {
  readonly scopes: readonly string[]
  readonly onChange: (part: Partial<RegisterValues>) => void
}

/** Takes away scopes that nobody can choose here. Out: those that were taken away. */
function useKnownScopes({ scopes, onChange }: PrefillNoteProps): readonly string[] {
  const apis = useApis().data?.body.items
  const [left, setLeft] = useState<readonly string[]>([])
  useEffect(() => {
    if (apis === undefined) return
    const { there, missing } = sortScopes(
      scopes,
      apis.map(api => api.name),
    )
    if (missing.length === 0) return
    setLeft(missing)
    onChange({ scopes: there })
  }, [apis, scopes, onChange])
  return left
}

/** Says where what stands in the form comes from: an application that is duplicated, or a link. */
export function PrefillNote(props: PrefillNoteProps) {
  const copyOf = useLocation({ select: location => location.state.copyOf })
  const left = useKnownScopes(props)
  return (
    <div className="lk-note lk-prefill" role="status">
      {copyOf === undefined ? (
        <p>
          {say('This form was filled in by a link. Check each field: nothing is saved until you create it.')}
        </p>
      ) : (
        <p>
          {say(
            'Filled in from {name}; nothing is saved until you create it. Give it a name of its own. Secrets, lifetimes of tokens and the other settings are not copied.',
            { name: copyOf },
          )}
        </p>
      )}
      {left.length === 0 ? null : (
        <p>
          {say(
            'Left out, since your business unit has no such {count, plural, one {API} other {APIs}}: {scopes}.',
            { count: left.length, scopes: left.join(', ') },
          )}
        </p>
      )}
    </div>
  )
}
