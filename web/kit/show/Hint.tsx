import { lazyRouteComponent } from '@tanstack/react-router'
import {
  cloneElement,
  type FocusEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  Suspense,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'

const HintBubble = lazyRouteComponent(() => import('./HintBubble.tsx'), 'HintBubble')

const PAUSE_MS = 150

/** Whether a hint is open, and the handlers of the element it belongs to. */
function useHint() {
  const [target, setTarget] = useState<HTMLElement | null>(null)
  const [opened, setOpened] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const close = () => {
    clearTimeout(timer.current)
    setOpened(false)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    if (!opened) return
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && setOpened(false)
    const onPress = (event: Event) =>
      event.target instanceof Node && !target?.contains(event.target) && setOpened(false)
    document.addEventListener('keydown', onKey)
    document.addEventListener('pointerdown', onPress)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('pointerdown', onPress)
    }
  }, [opened, target])
  const handlers = {
    onMouseEnter: (event: MouseEvent<HTMLElement>) => {
      setTarget(event.currentTarget)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => setOpened(true), PAUSE_MS)
    },
    onMouseLeave: close,
    onFocus: (event: FocusEvent<HTMLElement>) => {
      if (!event.currentTarget.matches(':focus-visible')) return
      setTarget(event.currentTarget)
      setOpened(true)
    },
    onBlur: close,
  }
  return { target, opened, handlers }
}

type HintTarget = ReturnType<typeof useHint>['handlers'] & { readonly 'aria-describedby'?: string }

/**
 * Says more about an element on hover, focus and touch; Escape closes it. What draws and places the bubble comes with
 * the first hint that is wanted: a list has three of them in each row, and most are never looked at.
 * In: what it says, and the one element it is about.
 */
export function Hint({
  label,
  children,
}: {
  readonly label: ReactNode
  readonly children: ReactElement<Partial<HintTarget>>
}) {
  const id = useId()
  const { target, opened, handlers } = useHint()
  return (
    <>
      {cloneElement(children, { ...handlers, ...(opened ? { 'aria-describedby': id } : {}) })}
      {target === null ? null : (
        <Suspense fallback={null}>
          <HintBubble id={id} target={target} opened={opened}>
            {label}
          </HintBubble>
        </Suspense>
      )}
    </>
  )
}
