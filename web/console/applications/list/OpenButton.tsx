import { Button, Popover } from '@mantine/core'
import { type ReactNode, Suspense, useState } from 'react'

type OpenButtonProps = {
  readonly icon: ReactNode
  /** What stands on the button. */
  readonly words: string
  /** How wide what opens is, and how high its place while it is loaded, in pixels. */
  readonly width: number
  readonly height: number
  /** What is said while it is loaded. */
  readonly loading: string
  /** What opens. In: what closes it. */
  readonly children: (close: () => void) => ReactNode
}

/** A button above the list that opens what is loaded only then: the first page shows without it. */
export function OpenButton({ icon, words, width, height, loading, children }: OpenButtonProps) {
  const [opened, setOpened] = useState(false)
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      shadow="md"
      width={width}
      position="bottom-end"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button variant="default" leftSection={icon} onClick={() => setOpened(was => !was)}>
          {words}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense
          fallback={<div className="lk-waiting" style={{ height }} role="status" aria-label={loading} />}
        >
          {children(() => setOpened(false))}
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
