import { ActionIcon, type MantineColorScheme, Popover, Radio, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { say } from '../../kit/words/say.ts'

const CHOICES = [
  { value: 'light', words: say('Light'), Icon: IconSun },
  { value: 'dark', words: say('Dark'), Icon: IconMoon },
  { value: 'auto', words: say('As the system'), Icon: IconDeviceDesktop },
] as const satisfies readonly { value: MantineColorScheme; words: string; Icon: typeof IconSun }[]

/** Light, dark, or as the system says; kept in this browser. */
export function SchemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const Current = CHOICES.find(choice => choice.value === colorScheme)?.Icon ?? IconDeviceDesktop
  return (
    <Popover shadow="md" width={200} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={say('Colour scheme')}>
          <Current size={20} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
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
      </Popover.Dropdown>
    </Popover>
  )
}
