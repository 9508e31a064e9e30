import type { MouseEvent } from 'react'
import { say } from '../../../kit/words/say.ts'
import type { SectionId, SectionMark } from './sections.ts'

type Listed = { readonly id: SectionId; readonly title: string; readonly mark: SectionMark }

/** The ids of a section and of its heading, which takes the focus when somebody jumps there. */
export function sectionAnchor(id: SectionId): { readonly section: string; readonly heading: string } {
  return { section: `section-${id}`, heading: `heading-${id}` }
}

function jump(event: MouseEvent, id: SectionId): void {
  const anchor = sectionAnchor(id)
  const section = document.getElementById(anchor.section)
  if (section === null) return
  event.preventDefault()
  for (const each of section.querySelectorAll('details[data-section]')) each.setAttribute('open', '')
  document.getElementById(anchor.heading)?.focus({ preventScroll: true })
  section.scrollIntoView({ block: 'start' })
}

/** Opens what hides a control and goes there, for links that lead to one. In: its id. */
export function reveal(control: string): void {
  const found = document.getElementById(control)
  if (found === null) return
  for (
    let each = found.closest('details');
    each !== null;
    each = each.parentElement?.closest('details') ?? null
  )
    each.setAttribute('open', '')
  found.focus({ preventScroll: true })
  found.scrollIntoView({ block: 'center' })
}

function Mark({ mark }: { readonly mark: SectionMark }) {
  if (mark.faults > 0) {
    return (
      <span data-tone="red">
        {say('{count, plural, one {# fault} other {# faults}}', { count: mark.faults })}
      </span>
    )
  }
  return mark.changed ? <span>{say('changed')}</span> : null
}

/** The sections of a long form, each with a word on whether it was changed and how many faults it holds. */
export function SectionList({ sections }: { readonly sections: readonly Listed[] }) {
  return (
    <nav className="lk-sections" aria-label={say('On this page')}>
      <ul>
        {sections.map(({ id, title, mark }) => (
          <li key={id}>
            <a href={`#${sectionAnchor(id).section}`} onClick={event => jump(event, id)}>
              {title}
            </a>{' '}
            <Mark mark={mark} />
          </li>
        ))}
      </ul>
    </nav>
  )
}
