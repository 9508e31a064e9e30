import { useEffect, useRef } from 'react'
import { say } from '../words/say.ts'
import { wordsAfterLabel } from './summary-words.ts'

/** One fault of a form: the id of the control (or fieldset) at fault, what it is called, and the sentence beside it. */
export type FormFault = { readonly control: string; readonly label: string; readonly message: string }

/** Of radio buttons the chosen one, else the first control. */
function firstControl(group: HTMLFieldSetElement): HTMLElement | null {
  return (
    group.querySelector<HTMLElement>('input[type=radio]:checked') ?? group.querySelector('input, textarea')
  )
}

function focusControl(id: string): void {
  const named = document.getElementById(id)
  const found = named instanceof HTMLFieldSetElement ? firstControl(named) : named
  if (found === null) return
  // What was closed again since the fault was told opens for whoever goes there.
  found.closest('details')?.setAttribute('open', '')
  found.focus()
  found.scrollIntoView({ block: 'center' })
}

/**
 * How the list is announced: within what takes the focus, since an alert that has the focus itself is read twice; and
 * not again when a mended fault leaves it.
 */
const ANNOUNCED = { role: 'alert', 'aria-atomic': false, 'aria-relevant': 'additions' } as const

/**
 * Counts the faults of a form and leads to each. It takes the focus whenever `attempt` grows, so that whoever pressed
 * the button learns at once what stopped it.
 */
export function ErrorSummary(props: { readonly faults: readonly FormFault[]; readonly attempt: number }) {
  const box = useRef<HTMLDivElement>(null)
  const { faults, attempt } = props
  useEffect(() => {
    if (attempt > 0) box.current?.focus()
  }, [attempt])
  if (faults.length === 0) return null
  return (
    <div ref={box} className="lk-summary" tabIndex={-1}>
      <div {...ANNOUNCED}>
        <h2>
          {say('{count, plural, one {# field needs} other {# fields need}} attention', {
            count: faults.length,
          })}
        </h2>
        <ul>
          {faults.map(fault => (
            <li key={`${fault.control} ${fault.message}`}>
              <button type="button" className="lk-linklike" onClick={() => focusControl(fault.control)}>
                {fault.label}
              </button>
              {wordsAfterLabel(fault)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
