import { Check } from './Check.tsx'
import { Heads } from './Heads.tsx'
import { Keeping } from './Keeping.tsx'

/** What proves the log, and how long it is kept. */
export function Proof() {
  return (
    <div className="lk-audit-proof">
      <Check />
      <Heads />
      <Keeping />
    </div>
  )
}
