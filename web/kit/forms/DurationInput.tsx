import { DURATION_UNITS } from '@latchkey/contract/duration.ts'
import { NativeSelect, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { say } from '../words/say.ts'
import type { TypedDuration } from './typed-duration.ts'

type DurationInputProps = {
  readonly id: string
  readonly label: string
  readonly description: ReactNode
  readonly value: TypedDuration
  /** What the form was told about it, or null. */
  readonly fault: string | null
  readonly onChange: (value: TypedDuration) => void
}

/** A length of time: a number, and the unit beside it. */
export function DurationInput({ id, label, description, value, fault, onChange }: DurationInputProps) {
  return (
    <TextInput
      id={id}
      label={label}
      description={description}
      inputMode="decimal"
      autoComplete="off"
      value={value.text}
      error={fault}
      onChange={event => onChange({ ...value, text: event.currentTarget.value })}
      inputContainer={input => (
        <div className="lk-duration">
          {input}
          <NativeSelect
            aria-label={say('Unit of {label}', { label })}
            value={value.unit}
            data={DURATION_UNITS.map(unit => ({ value: unit, label: say(unit) }))}
            onChange={event => {
              const unit = DURATION_UNITS.find(each => each === event.currentTarget.value)
              if (unit !== undefined) onChange({ ...value, unit })
            }}
          />
        </div>
      )}
    />
  )
}
