import { useEffect, useRef } from 'react'
import { Trouble } from './Trouble.tsx'

/**
 * Says why something was not saved, beside the button that was pressed, and takes the focus there: a button at work
 * cannot keep it. In: the error, or null where nothing went wrong.
 */
export function FormTrouble({ error }: { readonly error: Error | null }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (error !== null) box.current?.focus()
  }, [error])
  if (error === null) return null
  // The alert stands within what takes the focus: on the same element screen readers would read it twice.
  return (
    <div ref={box} tabIndex={-1} className="lk-form-trouble">
      <Trouble error={error} />
    </div>
  )
}
