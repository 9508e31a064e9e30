import { type Language, languageOf } from '@latchkey/contract/words/language.ts'
import { NativeSelect, TextInput } from '@mantine/core'
import { LANGUAGE_WORDS } from '../../console/people/invite-form.ts'
import type { FormFault } from '../../kit/forms/ErrorSummary.tsx'
import { say } from '../../kit/words/say.ts'
import { toldOf, UNIT_CONTROLS } from './new-unit-form.ts'

/** Who is to enter a business unit first, as it is typed. */
export type AdministratorValues = {
  readonly userName: string
  readonly fullName: string
  readonly language: Language
}

/** Nobody yet, written to in the language of this page. */
export function nobodyYet(): AdministratorValues {
  const language = languageOf([document.documentElement.lang]) ?? 'en'
  return { userName: '', fullName: '', language }
}

type AdministratorFieldsProps = {
  readonly values: AdministratorValues
  readonly faults: readonly FormFault[]
  readonly onChange: (changes: Partial<AdministratorValues>) => void
}

/** Asks who is to be the first administrator of a business unit. */
export function AdministratorFields({ values, faults, onChange }: AdministratorFieldsProps) {
  return (
    <>
      <TextInput
        id={UNIT_CONTROLS['/administrator/userName'].control}
        label={UNIT_CONTROLS['/administrator/userName'].label}
        description={say('An e-mail address: the invitation goes there, and they sign in with it.')}
        type="email"
        autoComplete="off"
        value={values.userName}
        error={toldOf(faults, '/administrator/userName')}
        onChange={event => onChange({ userName: event.currentTarget.value })}
      />
      <TextInput
        id={UNIT_CONTROLS['/administrator/fullName'].control}
        label={UNIT_CONTROLS['/administrator/fullName'].label}
        description={say('Optional. They can change it when they accept.')}
        autoComplete="off"
        value={values.fullName}
        error={toldOf(faults, '/administrator/fullName')}
        onChange={event => onChange({ fullName: event.currentTarget.value })}
      />
      <NativeSelect
        label={say('Language of the letter')}
        data={[...LANGUAGE_WORDS]}
        value={values.language}
        onChange={event => onChange({ language: languageOf([event.currentTarget.value]) ?? 'en' })}
      />
    </>
  )
}
