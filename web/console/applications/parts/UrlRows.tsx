import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type ClipboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'
import { pasteWords, type RowFaults, type Rows, paste as readPaste, rowAfterEnter } from './callback-rows.ts'
import { rowWords } from './field-faults.ts'

type RowProps = {
  readonly id: string
  readonly words: string
  /** What the button that removes it is called. */
  readonly removal: string
  readonly placeholder: string
  readonly value: string
  /** What is wrong with this row by the rules, or null. */
  readonly fault: string | null
  /** What a submitted form was told about this row, or null. */
  readonly told: string | null
  /** A word of approval for what stands here, or null. */
  readonly praise: string | null
  /** What was probably meant, where this row breaks a rule, or null. */
  readonly meant: string | null
  readonly onMend: (mended: string) => void
  readonly onType: (value: string) => void
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void
  readonly onEnter: () => void
  readonly onRemove: (() => void) | null
}

/** While somebody types, the rule stands as a hint; once they have left the field it is an error. */
function Row({ id, words, removal, placeholder, value, fault, told, praise, meant, ...acts }: RowProps) {
  const [typing, setTyping] = useState(false)
  const error = told ?? (typing ? null : fault)
  const hint = fault ?? praise
  return (
    <div className="lk-url-row">
      <div className="lk-url-field">
        <TextInput
          id={id}
          aria-label={words}
          placeholder={placeholder}
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
            acts.onType(event.currentTarget.value)
          }}
          onBlur={() => setTyping(false)}
          onPaste={acts.onPaste}
          onKeyDown={event => {
            // While a word is being composed, Enter only ends that.
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            // A list is being written: the form is sent by its button.
            event.preventDefault()
            acts.onEnter()
          }}
        />
        {meant === null ? null : (
          <button type="button" className="lk-mend" onClick={() => acts.onMend(meant)}>
            {saying('Use {url}', { url: <bdi className="lk-mono lk-break">{meant}</bdi> })}
          </button>
        )}
      </div>
      {acts.onRemove === null ? null : (
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={removal} onClick={acts.onRemove}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      )}
    </div>
  )
}

type UrlRowsProps = {
  /** The field of the request, which is also the id of the fieldset; row 2 has the id `field.2`. */
  readonly field: string
  readonly legend: ReactNode
  readonly help: ReactNode
  /** What the button says that adds a row. */
  readonly add: string
  /** What the button is called that removes a row. In: its place from 1. */
  readonly removal: (place: number) => string
  readonly placeholder: string
  readonly most: number
  readonly rows: Rows
  /** The rules that are applied while somebody types. */
  readonly judge: (rows: Rows) => RowFaults
  /** A word of approval for a URL that breaks no rule, or null. */
  readonly praise: (url: string) => string | null
  /** What a URL that breaks a rule was probably meant to be, or null. */
  readonly mend: (url: string) => string | null
  /** Faults that a submitted form was told, by control id (`callbackUrls`, `callbackUrls.2`). */
  readonly told: ReadonlyMap<string, string>
  readonly onChange: (rows: Rows) => void
  /** What stands below: the rules in full. */
  readonly children?: ReactNode
}

/** A row that is to take the focus once it is drawn. */
function useRowFocus() {
  const [row, setRow] = useState<number | null>(null)
  const box = useRef<HTMLFieldSetElement>(null)
  useEffect(() => {
    if (row === null) return
    box.current?.querySelectorAll('input')[row]?.focus()
    setRow(null)
  }, [row])
  return { box, focus: setRow }
}

/** What can be done to the rows, each with where the focus goes. `pasted`: what the last paste did, in words. */
function useRowActs({ rows, most, judge, onChange }: UrlRowsProps) {
  const { box, focus } = useRowFocus()
  const [pasted, setPasted] = useState('')
  const change = (next: Rows, focused: number) => {
    onChange(next.length === 0 ? [''] : next)
    focus(focused)
  }
  const paste = (index: number) => (event: ClipboardEvent<HTMLInputElement>) => {
    const spread = readPaste(rows, index, event.clipboardData.getData('text'))
    if (spread === null) return
    event.preventDefault()
    setPasted(pasteWords(spread, judge(spread.rows).rows.size))
    change(spread.rows, spread.rows.length - 1)
  }
  const enter = (index: number) => {
    const next = rowAfterEnter(rows, index, most)
    if (next < rows.length) focus(next)
    else change([...rows, ''], next)
  }
  return { box, pasted, change, paste, enter }
}

/** A few URLs, one a row; several can be pasted at a time. */
export function UrlRows(props: UrlRowsProps) {
  const { field, rows, most, told, onChange } = props
  const { box, pasted, change, paste, enter } = useRowActs(props)
  const faults = props.judge(rows)
  const listFault = faults.list ?? told.get(field) ?? null
  return (
    <fieldset ref={box} id={field} className="lk-fieldset">
      <legend>{props.legend}</legend>
      <p className="lk-help">{props.help}</p>
      {rows.map((value, index) => (
        <Row
          key={index}
          id={`${field}.${index}`}
          words={rowWords(field, index)}
          removal={props.removal(index + 1)}
          placeholder={props.placeholder}
          value={value}
          fault={faults.rows.get(index) ?? null}
          told={told.get(`${field}.${index}`) ?? null}
          praise={value.trim() === '' ? null : props.praise(value)}
          meant={faults.rows.has(index) ? props.mend(value) : null}
          onMend={mended => change(rows.with(index, mended), index)}
          onType={typed => onChange(rows.with(index, typed))}
          onPaste={paste(index)}
          onEnter={() => enter(index)}
          onRemove={rows.length === 1 ? null : () => change(rows.toSpliced(index, 1), Math.max(0, index - 1))}
        />
      ))}
      <p className="lk-help" role="status">
        {pasted}
      </p>
      {listFault === null ? null : <p className="lk-fault">{listFault}</p>}
      <Button
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden />}
        disabled={rows.length >= most}
        onClick={() => change([...rows, ''], rows.length)}
      >
        {props.add}
      </Button>
      {rows.length >= most ? (
        <p className="lk-help">{say('{most} is the most an application may have.', { most })}</p>
      ) : null}
      {props.children}
    </fieldset>
  )
}
