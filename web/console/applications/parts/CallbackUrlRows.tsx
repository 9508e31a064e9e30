import { checkCallbackUrl, MAX_CALLBACK_URLS } from '@latchkey/contract/callback-url.ts'
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type ClipboardEvent, useEffect, useRef, useState } from 'react'
import { Term } from '../../../kit/show/Term.tsx'
import { judge, type Rows, spreadPaste } from './callback-rows.ts'

const KIND_WORDS = {
  https: 'Fine: a site over https.',
  loopback: 'Fine: a program on the same machine.',
  'private-use': 'Fine: an installed application.',
} as const

type RowProps = {
  readonly index: number
  readonly value: string
  /** What is wrong with this row by the rules, or null. */
  readonly fault: string | null
  /** What a submitted form was told about this row, or null. */
  readonly told: string | null
  readonly onType: (value: string) => void
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void
  readonly onRemove: (() => void) | null
}

/** While somebody types, the rule stands as a hint; once they have left the field it is an error. */
function Row({ index, value, fault, told, onType, onPaste, onRemove }: RowProps) {
  const [typing, setTyping] = useState(false)
  const verdict = value.trim() === '' ? null : checkCallbackUrl(value)
  const error = told ?? (typing ? null : fault)
  const hint = fault ?? (verdict?.ok === true ? KIND_WORDS[verdict.kind] : null)
  return (
    <div className="lk-url-row">
      <TextInput
        id={`callbackUrls.${index}`}
        aria-label={`Authorized callback URL ${index + 1}`}
        placeholder="https://app.example.com/callback"
        type="text"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        value={value}
        error={error}
        description={error === null ? hint : null}
        inputWrapperOrder={['input', 'description', 'error']}
        onChange={event => {
          setTyping(true)
          onType(event.currentTarget.value)
        }}
        onBlur={() => setTyping(false)}
        onPaste={onPaste}
      />
      {onRemove === null ? null : (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={`Remove callback URL ${index + 1}`}
          onClick={onRemove}
        >
          <IconX size={18} aria-hidden />
        </ActionIcon>
      )}
    </div>
  )
}

function Rules() {
  return (
    <details className="lk-rules">
      <summary>Rules for callback URLs</summary>
      <ul>
        <li>Up to {MAX_CALLBACK_URLS}, each only once. Several can be pasted at a time.</li>
        <li>Compared character by character: upper and lower case, a slash at the end, all of it counts.</li>
        <li>Complete, with https. Plain http only for localhost, 127.0.0.1 and [::1].</li>
        <li>
          An installed application may use a scheme of its own with a dot, such as com.example.app:/callback.
        </li>
        <li>No fragment (#), no wildcard (*), no user name or password.</li>
      </ul>
    </details>
  )
}

type CallbackUrlRowsProps = {
  readonly rows: Rows
  readonly onChange: (rows: Rows) => void
  /** Faults that a submitted form was told, by control id (`callbackUrls`, `callbackUrls.2`). */
  readonly told: ReadonlyMap<string, string>
}

/** Up to five callback URLs, one a row, judged while typing by the rules that the server applies. */
export function CallbackUrlRows({ rows, onChange, told }: CallbackUrlRowsProps) {
  const [focusRow, setFocusRow] = useState<number | null>(null)
  const box = useRef<HTMLFieldSetElement>(null)
  useEffect(() => {
    if (focusRow === null) return
    const input = box.current?.querySelectorAll('input')[focusRow]
    input?.focus()
    setFocusRow(null)
  }, [focusRow])
  const faults = judge(rows)
  const change = (next: Rows, focus: number | null) => {
    onChange(next.length === 0 ? [''] : next)
    setFocusRow(focus)
  }
  const paste = (index: number) => (event: ClipboardEvent<HTMLInputElement>) => {
    const spread = spreadPaste(rows, index, event.clipboardData.getData('text'))
    if (spread === null) return
    event.preventDefault()
    change(spread, spread.length - 1)
  }
  const listFault = faults.list ?? told.get('callbackUrls') ?? null
  return (
    <fieldset ref={box} id="callbackUrls" className="lk-fieldset">
      <legend>
        <Term of="callback-url">Authorized Callback URLs</Term>
      </legend>
      <p className="lk-help">Optional. Needed only where users sign in to the application.</p>
      {rows.map((value, index) => (
        <Row
          key={index}
          index={index}
          value={value}
          fault={faults.rows.get(index) ?? null}
          told={told.get(`callbackUrls.${index}`) ?? null}
          onType={typed => onChange(rows.with(index, typed))}
          onPaste={paste(index)}
          onRemove={rows.length === 1 ? null : () => change(rows.toSpliced(index, 1), Math.max(0, index - 1))}
        />
      ))}
      {listFault === null ? null : <p className="lk-fault">{listFault}</p>}
      <Button
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden />}
        disabled={rows.length >= MAX_CALLBACK_URLS}
        onClick={() => change([...rows, ''], rows.length)}
      >
        Add callback URL
      </Button>
      {rows.length >= MAX_CALLBACK_URLS ? (
        <p className="lk-help">{MAX_CALLBACK_URLS} is the most an application may have.</p>
      ) : null}
      <Rules />
    </fieldset>
  )
}
