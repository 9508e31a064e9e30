import { LONGEST_REASON } from '@latchkey/contract/applications/client-metadata.ts'
import { Textarea } from '@mantine/core'
import { LANGUAGE, say } from '../../../kit/words/say.ts'
import { useApis } from '../parts/ScopeChoices.tsx'

type ReasonInputProps = {
  /** The scopes that are chosen. */
  readonly scopes: readonly string[]
  readonly value: string
  readonly fault: string | undefined
  readonly onChange: (reason: string) => void
}

/** Asks why an application needs its sensitive scopes; nothing while none of them is chosen. */
export function ReasonInput({ scopes, value, fault, onChange }: ReasonInputProps) {
  const apis = useApis().data?.body.items ?? []
  const sensitive = apis.filter(api => api.sensitive && scopes.includes(api.name)).map(api => api.name)
  if (sensitive.length === 0) return null
  return (
    <Textarea
      id="metadata.scopeReason"
      className="lk-wide"
      label={say('Why does it need {scopes}?', {
        scopes: new Intl.ListFormat(LANGUAGE, { type: 'conjunction' }).format(sensitive),
      })}
      description={say(
        'For whoever looks after it, and asks later whether it still does. Kept in its history; users do not see it.',
      )}
      autosize
      minRows={2}
      maxRows={8}
      // Beyond it nothing could be saved; the server says the same.
      maxLength={LONGEST_REASON}
      value={value}
      error={fault}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}
