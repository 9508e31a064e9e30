import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { fieldWords } from '../../parts/vocabulary.ts'
import { changeMetadata, type FieldsProps } from './fields-props.ts'

type UrlFieldProps = FieldsProps & {
  readonly name: 'sectorIdentifierUri' | 'backchannelLogoutUri' | 'jwksUri'
  readonly placeholder: string
  readonly description: ReactNode
}

/** One URL that Latchkey itself will ask. Which may be asked is the server's to say. */
export function UrlField(props: UrlFieldProps) {
  const { name, values, told } = props
  const field = `metadata.${name}`
  return (
    <TextInput
      id={field}
      className="lk-wide"
      label={fieldWords(field)}
      description={props.description}
      placeholder={props.placeholder}
      inputMode="url"
      autoComplete="off"
      spellCheck={false}
      value={values.metadata[name]}
      error={told.get(field)}
      onChange={event => changeMetadata(props, { [name]: event.currentTarget.value })}
    />
  )
}
