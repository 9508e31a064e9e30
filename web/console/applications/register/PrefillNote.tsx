import type { Application } from '@latchkey/contract/applications/applications.ts'
import { Checkbox } from '@mantine/core'
import { useEffect, useState } from 'react'
import { LANGUAGE, say } from '../../../kit/words/say.ts'
import { useApis } from '../parts/ScopeChoices.tsx'
import { fieldWords } from '../parts/vocabulary.ts'
import { sortScopes } from './beginning.ts'
import type { RegisterValues } from './form-values.ts'
import { fieldsOf, type Others } from './others.ts'

const LISTED = new Intl.ListFormat(LANGUAGE, { type: 'conjunction' })

type PrefillNoteProps = {
  readonly values: RegisterValues
  /** What a duplicate takes over beside what the form asks for, unless somebody says no. */
  readonly others: Others | null
  readonly original: Application | null
  /** Whether there was one to be read that could not be. */
  readonly lost: boolean
  readonly onChange: (part: Partial<RegisterValues>) => void
}

/** Takes away scopes that nobody can choose here. Out: those that were taken away. */
function useKnownScopes({ values: { scopes }, onChange }: PrefillNoteProps): readonly string[] {
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

/** Which settings are taken over that the form does not ask for, and the choice not to. */
function OtherSettings({ values, others, onChange }: PrefillNoteProps) {
  const fields = others === null ? [] : fieldsOf(others)
  if (fields.length === 0) return null
  return (
    <Checkbox
      label={say('Copy its other settings too: {fields}', {
        fields: LISTED.format(fields.map(fieldWords)),
      })}
      checked={values.others !== null}
      onChange={event => onChange({ others: event.currentTarget.checked ? others : null })}
    />
  )
}

/** Says where what stands in the form comes from: an application that is duplicated, or a link. */
export function PrefillNote(props: PrefillNoteProps) {
  const { original, lost } = props
  const left = useKnownScopes(props)
  return (
    <div className="lk-note lk-prefill" role="status">
      {original === null ? (
        <p>
          {say('This form was filled in by a link. Check each field: nothing is saved until you create it.')}
        </p>
      ) : (
        <p>
          {say(
            'Filled in from {name}; nothing is saved until you create it. Give it a name of its own. Its secrets, keys and owners are not copied.',
            { name: original.name },
          )}
        </p>
      )}
      {lost ? (
        <p>
          {say(
            'The application whose other settings were to be copied cannot be read; they have their defaults.',
          )}
        </p>
      ) : null}
      <OtherSettings {...props} />
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
