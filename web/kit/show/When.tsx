import { useEffect, useState } from 'react'
import { Hint } from './Hint.tsx'
import { exactWords, relativeWords } from './time-words.ts'

const TICK_MS = 30_000

/** The present, renewed twice a minute so that "just now" does not stay. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** A time in relative words, exact on hover and focus. In: an RFC 3339 instant. */
export function When({ at }: { readonly at: string }) {
  const now = useNow()
  const then = Date.parse(at)
  return (
    <Hint label={exactWords(then)}>
      <time dateTime={at} tabIndex={0} className="lk-when">
        {relativeWords(then, now)}
      </time>
    </Hint>
  )
}
