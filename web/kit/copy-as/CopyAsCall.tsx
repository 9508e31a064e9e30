import type { Route } from '@latchkey/contract/route.ts'
import { Button } from '@mantine/core'
import { IconCheck, IconTerminal2 } from '@tabler/icons-react'
import { useState } from 'react'
import { copyText } from '../show/clipboard.ts'
import { say } from '../words/say.ts'
import { apiCommand } from './api-command.ts'

type CopyAsCallProps = {
  readonly route: Route
  /** What would be sent if the form were sent now; asked for when it is copied. */
  readonly parts: () => { readonly params?: object; readonly body?: unknown }
}

const WORDS = {
  idle: say('Copy as API call'),
  copied: say('Copied'),
  failed: say('Copying failed'),
} as const

/** Copies what a form would send as a command, without sending it. */
export function CopyAsCall({ route, parts }: CopyAsCallProps) {
  const [state, setState] = useState<keyof typeof WORDS>('idle')
  const copy = async () => {
    const done = await copyText(apiCommand(route, parts(), location.origin))
    setState(done ? 'copied' : 'failed')
  }
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        leftSection={
          state === 'copied' ? <IconCheck size={16} aria-hidden /> : <IconTerminal2 size={16} aria-hidden />
        }
        onClick={() => void copy()}
        onBlur={() => setState('idle')}
      >
        {WORDS[state]}
      </Button>
      <span className="lk-hidden" aria-live="polite">
        {state === 'idle' ? '' : WORDS[state]}
      </span>
    </>
  )
}
