import type { Route } from '@latchkey/contract/route.ts'
import { Button, Popover } from '@mantine/core'
import { IconCheck, IconTerminal2 } from '@tabler/icons-react'
import { useState } from 'react'
import { copyText } from '../show/clipboard.ts'
import './copy-as.css'
import { say } from '../words/say.ts'
import { apiCommand, type Parts, typedCommand } from './commands.ts'

type CopyAsProps = {
  readonly route: Route
  /** What would be sent if the form were sent now; asked for when it is copied. */
  readonly parts: () => Parts
}

const WORDS = {
  idle: say('Copy as …'),
  copied: say('Copied'),
  failed: say('Copying failed'),
} as const

/** Copies what a form would send as a command, without sending it: as a call of the API or for the command line. */
export function CopyAs({ route, parts }: CopyAsProps) {
  const [state, setState] = useState<keyof typeof WORDS>('idle')
  const [opened, setOpened] = useState(false)
  const copy = async (command: string) => {
    const done = await copyText(command)
    setState(done ? 'copied' : 'failed')
    setOpened(false)
  }
  return (
    <>
      <Popover opened={opened} onChange={setOpened} shadow="md" position="top" trapFocus returnFocus>
        <Popover.Target>
          <Button
            variant="subtle"
            color="gray"
            leftSection={
              state === 'copied' ? (
                <IconCheck size={16} aria-hidden />
              ) : (
                <IconTerminal2 size={16} aria-hidden />
              )
            }
            onClick={() => {
              setState('idle')
              setOpened(was => !was)
            }}
          >
            {WORDS[state]}
          </Button>
        </Popover.Target>
        <Popover.Dropdown className="lk-copy-as" aria-label={say('Copy as …')}>
          <Button variant="subtle" onClick={() => void copy(apiCommand(route, parts(), location.origin))}>
            {say('Copy as API call')}
          </Button>
          <Button variant="subtle" onClick={() => void copy(typedCommand(route, parts()))}>
            {say('Copy as command line')}
          </Button>
        </Popover.Dropdown>
      </Popover>
      <span className="lk-hidden" aria-live="polite">
        {state === 'idle' ? '' : WORDS[state]}
      </span>
    </>
  )
}
