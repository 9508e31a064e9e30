import { Button, Popover } from '@mantine/core'
import { lazyRouteComponent } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { say } from '../words/say.ts'
import { TERMS, type TermKey } from './glossary/terms.ts'

const TermMeaning = lazyRouteComponent(() => import('./glossary/TermMeaning.tsx'), 'TermMeaning')

/**
 * A word with a dotted underline that opens its meaning; Escape or Close returns the focus to the word.
 * In: the glossary key, and the words to show where they differ from the glossary's (a plural, lower case).
 */
export function Term({ of, children }: { readonly of: TermKey; readonly children?: string }) {
  const [opened, setOpened] = useState(false)
  const toggle = async () => {
    // Before it is shown, so that the bubble has its size at once.
    await TermMeaning.preload?.()
    setOpened(was => !was)
  }
  return (
    <Popover opened={opened} onChange={setOpened} width={320} trapFocus returnFocus shadow="md" withArrow>
      <Popover.Target>
        <button type="button" className="lk-term" onClick={() => void toggle()}>
          {children ?? TERMS[of]}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense fallback={null}>
          <TermMeaning of={of} />
        </Suspense>
        <Button size="compact-sm" variant="default" mt="xs" onClick={() => setOpened(false)}>
          {say('Close')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
