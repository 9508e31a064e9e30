import { type ReactNode, useEffect, useState } from 'react'
import { say } from '../../../kit/words/say.ts'
import { sectionAnchor } from './SectionList.tsx'
import { SECTIONS, type SectionId } from './sections.ts'

function titleOf(id: SectionId): string {
  return SECTIONS.find(section => section.id === id)?.title ?? id
}

type FormSectionProps = { readonly id: SectionId; readonly children: ReactNode }

/** One part of the form under its heading. */
export function FormSection({ id, children }: FormSectionProps) {
  const { section, heading } = sectionAnchor(id)
  return (
    <section id={section} aria-labelledby={heading} className="lk-form-section">
      <h2 id={heading} tabIndex={-1}>
        {titleOf(id)}
      </h2>
      {children}
    </section>
  )
}

type QuietSectionProps = FormSectionProps & {
  /** What is found inside, in a few words. */
  readonly hint: string
  /** Whether anything inside is set, which is told while it is closed. */
  readonly inUse: boolean
  /** Grows with each refusal that left a fault inside; the section opens then. 0: there is none. */
  readonly faulty: number
}

/** A part that few people need: closed until somebody opens it, or a fault is inside. */
export function QuietSection({ id, hint, inUse, faulty, children }: QuietSectionProps) {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (faulty > 0) setOpen(true)
  }, [faulty])
  const { section, heading } = sectionAnchor(id)
  return (
    <section id={section} aria-labelledby={heading} className="lk-form-section">
      <details
        data-section
        className="lk-quiet"
        open={open}
        onToggle={event => setOpen(event.currentTarget.open)}
      >
        <summary>
          <h2 id={heading} tabIndex={-1}>
            {titleOf(id)}
          </h2>{' '}
          {inUse ? <span className="lk-tag">{say('In use')}</span> : null}{' '}
          <span className="lk-help">{hint}</span>
        </summary>
        <div className="lk-form-section">{children}</div>
      </details>
    </section>
  )
}
