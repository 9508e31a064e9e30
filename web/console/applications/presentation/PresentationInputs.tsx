import { linkFault, supportEmailFault } from '@latchkey/contract/applications/presentation.ts'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { say } from '../../../kit/words/say.ts'
import { fieldWords } from '../parts/vocabulary.ts'
import { PRESENTATION_FIELDS, type PresentationValues } from './presentation-values.ts'

/** What is wrong with a value, as a sentence; null while it is empty or right. By the rules that the server applies. */
function faultWhileTyping(name: keyof PresentationValues, text: string): string | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  if (name === 'supportEmail') return supportEmailFault(trimmed)
  const why = linkFault(trimmed)
  return why === null ? null : say('The address {why}', { why })
}

type PresentationInputsProps = {
  readonly values: PresentationValues
  /** What the form was told, by control id. */
  readonly told: ReadonlyMap<string, string>
  readonly onChange: (part: Partial<PresentationValues>) => void
}

/** The fields for what users see of an application; each may be left empty, and is judged once it was left. */
export function PresentationInputs({ values, told, onChange }: PresentationInputsProps) {
  const [left, setLeft] = useState<readonly string[]>([])
  return PRESENTATION_FIELDS.map(({ name, help, placeholder, inputMode }) => {
    const field = `metadata.${name}`
    const own = left.includes(name) ? faultWhileTyping(name, values[name]) : null
    return (
      <TextInput
        key={name}
        id={field}
        className="lk-wide"
        label={fieldWords(field)}
        description={help}
        placeholder={placeholder}
        inputMode={inputMode}
        autoComplete="off"
        spellCheck={false}
        value={values[name]}
        error={told.get(field) ?? own}
        onBlur={() => setLeft(before => [...before, name])}
        onChange={event => onChange({ [name]: event.currentTarget.value })}
      />
    )
  })
}
