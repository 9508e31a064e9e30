import { CopyButton } from './CopyButton.tsx'

/** A block of text to paste elsewhere. `label` names it for those who cannot see it; `what` completes "Copy …". */
export function Command(props: { readonly text: string; readonly label: string; readonly what: string }) {
  return (
    <div className="lk-command">
      <pre tabIndex={0} role="region" aria-label={props.label}>
        {props.text}
      </pre>
      <CopyButton text={props.text} what={props.what} />
    </div>
  )
}
