import { CopyIcon } from './CopyButton.tsx'
import { Hint } from './Hint.tsx'
import { shortenMiddle } from './middle.ts'

/** An identifier with its middle left out, whole on hover and focus, with a copy button. */
export function LongId({ id, what }: { readonly id: string; readonly what: string }) {
  return (
    <span className="lk-id">
      <Hint label={<span className="lk-mono">{id}</span>}>
        <code tabIndex={0}>{shortenMiddle(id, 8, 6)}</code>
      </Hint>
      <CopyIcon text={id} what={what} />
    </span>
  )
}

/** An identifier in full, with a copy button; breaks over lines where it must. */
export function WholeId({ id, what }: { readonly id: string; readonly what: string }) {
  return (
    <span className="lk-id">
      <code className="lk-break">{id}</code>
      <CopyIcon text={id} what={what} />
    </span>
  )
}
