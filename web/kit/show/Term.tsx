import { Button, Popover, Text } from '@mantine/core'
import { useState } from 'react'
import { say } from '../words/say.ts'
import { GLOSSARY, type GlossaryKey } from './glossary.ts'

/**
 * A word with a dotted underline that opens its meaning; Escape or Close returns the focus to the word.
 * In: the glossary key, and the words to show where they differ from the glossary's (a plural, lower case).
 */
export function Term({ of, children }: { readonly of: GlossaryKey; readonly children?: string }) {
  const [opened, setOpened] = useState(false)
  const entry = GLOSSARY[of]
  return (
    <Popover opened={opened} onChange={setOpened} width={320} trapFocus returnFocus shadow="md" withArrow>
      <Popover.Target>
        <button type="button" className="lk-term" onClick={() => setOpened(was => !was)}>
          {children ?? say(entry.word)}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" fw={600}>
          {say(entry.word)}
        </Text>
        <Text size="sm" mt={4}>
          {say(entry.meaning)}
        </Text>
        <Button size="compact-sm" variant="default" mt="xs" onClick={() => setOpened(false)}>
          {say('Close')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
