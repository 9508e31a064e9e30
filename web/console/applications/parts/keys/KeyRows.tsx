import type { PublicKey } from '@latchkey/contract/applications/credentials/public-keys.ts'
import { Button } from '@mantine/core'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { faultWords, kindWords } from './key-set-words.ts'
import './keys.css'

type KeyRowsProps = {
  readonly keys: readonly PublicKey[]
  /** Takes a key away by its place; absent: they are shown only. */
  readonly onRemove?: (place: number) => void
}

/** Public keys as rows: name, kind, algorithms, use and thumbprint. */
export function KeyRows({ keys, onRemove }: KeyRowsProps) {
  return (
    <ul className="lk-plain-list lk-public-keys">
      {keys.map((key, place) => {
        const fault = faultWords(key)
        return (
          <li key={`${place} ${key.thumbprint}`} className="lk-public-key">
            <div className="lk-key-facts">
              <strong className="lk-break">{key.kid}</strong>
              <span>{fault ?? kindWords(key)}</span>
              {key.kid === key.thumbprint ? (
                <span className="lk-help">{say('Named by its thumbprint')}</span>
              ) : (
                <span className="lk-help lk-break">
                  {saying('Thumbprint {thumbprint}', { thumbprint: <code>{key.thumbprint}</code> })}
                </span>
              )}
            </div>
            {onRemove === undefined ? null : (
              <Button
                size="compact-sm"
                variant="danger-quiet"
                aria-label={say('Remove key {name}', { name: key.kid })}
                onClick={() => onRemove(place)}
              >
                {say('Remove')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
