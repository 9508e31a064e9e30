import { type MantineColorScheme, Radio, useMantineColorScheme } from '@mantine/core'
import { say } from '../../../kit/words/say.ts'

const CHOICES = [
  { value: 'light', words: say('Light') },
  { value: 'dark', words: say('Dark') },
  { value: 'auto', words: say('As the system') },
] as const satisfies readonly { value: MantineColorScheme; words: string }[]

/** Light, dark, or as the system says; kept in this browser. */
export function SchemeChoices() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <fieldset className="lk-scheme">
      <legend>{say('Colour scheme')}</legend>
      {CHOICES.map(({ value, words }) => (
        <Radio
          key={value}
          name="colour-scheme"
          label={words}
          checked={colorScheme === value}
          onChange={() => setColorScheme(value)}
        />
      ))}
    </fieldset>
  )
}
