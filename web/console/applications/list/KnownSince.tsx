import { When } from '../../../kit/show/When.tsx'
import { saying } from '../../../kit/words/saying.tsx'

/** Since when use is kept, beside a list that is narrowed by it. */
export function KnownSince({ at }: { readonly at: string }) {
  return (
    <p className="lk-help lk-known-since">
      {saying('Use is kept since {when}: what was used before that and not since is shown as not used.', {
        when: <When at={at} />,
      })}
    </p>
  )
}
