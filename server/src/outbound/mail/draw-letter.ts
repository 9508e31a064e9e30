import { html } from 'ghtml'

/** A letter as it is drawn: plain text in all of its parts. */
type Drawn = {
  readonly language: string
  readonly subject: string
  readonly greeting: string
  readonly paragraphs: readonly string[]
  readonly action: { readonly label: string; readonly url: string } | null
  readonly closing: string
}

/** The letter as plain text, for whoever reads no HTML. */
export function letterText(letter: Drawn): string {
  const action = letter.action === null ? [] : [`${letter.action.label}:\n${letter.action.url}`]
  return [letter.greeting, ...letter.paragraphs, ...action, letter.closing, '-- \nLatchkey'].join('\n\n')
}

/** The letter as HTML. It fetches nothing, so that nobody learns whether and where it is read. */
export function letterHtml(letter: Drawn): string {
  const paragraph = (text: string) => html`<p style="margin:0 0 16px">${text}</p>`
  const action =
    letter.action === null
      ? ''
      : html`<p style="margin:24px 0"><a href="${letter.action.url}" style="background:#0f6466;border-radius:8px;color:#ffffff;display:inline-block;padding:12px 20px;text-decoration:none">${letter.action.label}</a></p>
<p style="color:#4b5a5a;font-size:13px;margin:0 0 16px;word-break:break-all">${letter.action.url}</p>`
  return html`<!doctype html>
<html lang="${letter.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${letter.subject}</title></head>
<body style="background:#f4f8f8;color:#16211f;font:16px/1.5 system-ui,sans-serif;margin:0;padding:24px">
<div style="background:#ffffff;border:1px solid #d3dddc;border-radius:8px;margin:0 auto;max-width:560px;padding:32px">
!${paragraph(letter.greeting)}
!${letter.paragraphs.map(paragraph)}
!${action}
!${paragraph(letter.closing)}
<p style="color:#4b5a5a;margin:24px 0 0">Latchkey</p>
</div>
</body>
</html>
`
}
