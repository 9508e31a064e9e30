import { html } from 'ghtml'
import { plainly } from './shown.ts'

interface Field {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'password'
  readonly autocomplete: 'username' | 'name' | 'current-password' | 'new-password'
  /** What stands in the box; a password is never sent back. */
  readonly value: string
  /** One sentence under the label, or null. */
  readonly help: string | null
  /** What is wrong with this field, shown under it, or null. */
  readonly fault: string | null
  /** Id of a message elsewhere on the page that concerns this field too, or null. */
  readonly describedBy: string | null
  readonly autofocus: boolean
}

/**
 * One labelled text or password box with its help and its fault, both tied to it by `aria-describedby`.
 * In: see {@link Field}. Out: escaped markup. Pasting is left alone, so that password managers work.
 */
export function field(f: Field): string {
  const help = f.help === null ? '' : html`<p class="help" id="${f.id}-help">${f.help}</p>`
  const fault = f.fault === null ? '' : html`<p class="fault" id="${f.id}-fault">${plainly(f.fault)}</p>`
  const describedBy = [
    f.describedBy,
    f.help === null ? null : `${f.id}-help`,
    f.fault === null ? null : `${f.id}-fault`,
  ].filter(id => id !== null)
  const described = describedBy.length === 0 ? '' : html` aria-describedby="${describedBy.join(' ')}"`
  const invalid = f.fault === null ? '' : ' aria-invalid="true"'
  // Names are not prose: no capital at the start, no red underline, no helpful change of spelling.
  const verbatim =
    f.autocomplete === 'username' ? ' autocapitalize="none" autocorrect="off" spellcheck="false"' : ''
  return html`<div class="field">
<label for="${f.id}">${f.label}</label>
!${help}<input id="${f.id}" name="${f.name}" type="${f.type}" value="${f.value}" autocomplete="${f.autocomplete}"!${verbatim}!${described}!${invalid} required${f.autofocus ? ' autofocus' : ''}>
!${fault}</div>`
}

/** A value that the form carries back unchanged. In: field name and value. Out: escaped markup. */
export function hidden(name: string, value: string): string {
  return html`<input type="hidden" name="${name}" value="${value}">`
}
