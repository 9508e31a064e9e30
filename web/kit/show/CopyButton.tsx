import { ActionIcon, Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { say } from '../words/say.ts'
import { copyText } from './clipboard.ts'
import { Hint } from './Hint.tsx'

type CopyState = 'idle' | 'copied' | 'failed'

const SHOWN_MS = 2500

/** Copies on demand and says so for a moment. */
function useCopy(text: string): { readonly state: CopyState; readonly copy: () => void } {
  const [state, setState] = useState<CopyState>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [state])
  const copy = () => void copyText(text).then(done => setState(done ? 'copied' : 'failed'))
  return { state, copy }
}

function wordsOf(state: CopyState, idle: string): string {
  if (state === 'copied') return say('Copied')
  return state === 'failed' ? say('Copying failed. Select the text and copy it by hand.') : idle
}

function Announcement({ state }: { readonly state: CopyState }) {
  return (
    <span className="lk-hidden" aria-live="polite">
      {state === 'idle' ? '' : wordsOf(state, '')}
    </span>
  )
}

/** A small icon button. `what` completes the name: "Copy Application ID". */
export function CopyIcon({ text, what }: { readonly text: string; readonly what: string }) {
  const { state, copy } = useCopy(text)
  return (
    <>
      <Hint label={wordsOf(state, say('Copy {what}', { what }))}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          onClick={copy}
          aria-label={say('Copy {what}', { what })}
        >
          {state === 'copied' ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        </ActionIcon>
      </Hint>
      <Announcement state={state} />
    </>
  )
}

/** A button with words. `what` completes the name: "Copy secret". */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const { state, copy } = useCopy(text)
  return (
    <>
      <Button
        variant="default"
        onClick={copy}
        aria-label={say('Copy {what}', { what })}
        leftSection={
          state === 'copied' ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
        }
      >
        {state === 'copied' ? say('Copied') : say('Copy {what}', { what })}
      </Button>
      <Announcement state={state} />
    </>
  )
}
