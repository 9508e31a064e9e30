import { Button, Textarea } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import { LeaveGuard } from '../../../kit/forms/LeaveGuard.tsx'
import { FormTrouble } from '../../../kit/page/FormTrouble.tsx'
import { saveFile } from '../../../kit/save-file.ts'
import { CopyButton } from '../../../kit/show/CopyButton.tsx'
import { say } from '../../../kit/words/say.ts'
import { useMay } from '../../frame/me.ts'
import { QuietListLink } from '../list-place/ListLink.tsx'
import { PlanView } from './PlanView.tsx'
import { lineRange, type PlacedFault } from './read-file.ts'
import { type Applied, useFile } from './use-file.ts'

type FaultListProps = {
  readonly faults: readonly PlacedFault[]
  readonly attempt: number
  readonly onGo: (line: number) => void
}

/** What is wrong with the file, each with its place; a press leads there. */
function FaultList({ faults, attempt, onGo }: FaultListProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (attempt > 0) box.current?.focus()
  }, [attempt])
  if (faults.length === 0) return null
  return (
    <div ref={box} className="lk-summary" tabIndex={-1}>
      <div role="alert">
        <h2>
          {say('{count, plural, one {# thing to correct} other {# things to correct}}', {
            count: faults.length,
          })}
        </h2>
        <ul>
          {faults.map(({ line, column, pointer, message }) => (
            <li key={`${line}:${column} ${pointer} ${message}`}>
              <button type="button" className="lk-linklike" onClick={() => onGo(line)}>
                {say('Line {line}, column {column}', { line, column })}
              </button>
              {pointer === '' ? '' : ` · ${pointer}`}: {message}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

type ChooseProps = { readonly onText: (text: string) => void }

/** A file of this machine. It is read here and goes nowhere before it is planned. */
function ChooseFile({ onText }: ChooseProps) {
  const input = useRef<HTMLInputElement>(null)
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.currentTarget.files ?? []
    // Read no more than what is refused anyhow.
    void file
      ?.slice(0, 2 * 1024 * 1024)
      .text()
      .then(onText)
    event.currentTarget.value = ''
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".yaml,.yml,.json"
        className="lk-hidden"
        tabIndex={-1}
        aria-label={say('File of an application')}
        onChange={choose}
      />
      <Button variant="default" onClick={() => input.current?.click()}>
        {say('Choose a file')}
      </Button>
    </>
  )
}

/** The button that makes the plan so, for whoever may. */
function useMayApply(isNew: boolean): boolean {
  const mayCreate = useMay('api-applications:create')
  const mayEdit = useMay('api-applications:edit')
  return isNew ? mayCreate : mayEdit
}

/** Ways to bring a file in and to take it away. */
function FileButtons({ text, onText }: ChooseProps & { readonly text: string }) {
  return (
    <div className="lk-actions">
      <ChooseFile onText={onText} />
      <CopyButton text={text} what={say('file')} />
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        onClick={() => saveFile('application.yaml', new Blob([text], { type: 'application/yaml' }))}
      >
        {say('Download')}
      </Button>
    </div>
  )
}

type DeedsProps = { readonly file: ReturnType<typeof useFile>; readonly text: string }

/** First what it would do, then doing it. */
function Deeds({ file, text }: DeedsProps) {
  const isNew = file.planned?.plan.action === 'create'
  const mayApply = useMayApply(isNew)
  return (
    <div className="lk-actions">
      {file.ready && mayApply ? (
        <Button loading={file.busy} onClick={file.apply}>
          {isNew ? say('Create API Application') : say('Apply these changes')}
        </Button>
      ) : (
        <Button loading={file.busy} onClick={() => file.plan(text)}>
          {say('Show what would change')}
        </Button>
      )}
      <QuietListLink>{say('Cancel')}</QuietListLink>
      {file.ready && !mayApply ? (
        <p className="lk-help">{say('Your security profile does not permit you to apply it.')}</p>
      ) : null}
    </div>
  )
}

type FileFormProps = { readonly text: string; readonly onApplied: (applied: Applied) => void }

/** Shows a file, says what it would change, and makes it so. */
export function FileForm({ text: first, onApplied }: FileFormProps) {
  const [text, setText] = useState(first)
  const [applied, setApplied] = useState<Applied | null>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const file = useFile(setApplied)
  // Only once the guard of the page knows that nothing is left to lose.
  useEffect(() => {
    if (applied !== null) onApplied(applied)
  }, [applied, onApplied])
  const { planned } = file
  useEffect(() => {
    if (planned !== null && file.ready) document.getElementById('plan')?.focus()
  }, [planned, file.ready])
  const change = (next: string) => {
    setText(next)
    file.clear()
  }
  const go = (line: number) => {
    const [start, end] = lineRange(text, line)
    area.current?.focus()
    area.current?.setSelectionRange(start, end)
  }
  return (
    <div className="lk-stack lk-file">
      <LeaveGuard
        active={text !== first && applied === null}
        title={say('Leave this page?')}
        leave={say('Leave without applying')}
      >
        {say('What you changed in the file is not kept.')}
      </LeaveGuard>
      <FaultList faults={file.faults} attempt={file.attempt} onGo={go} />
      <Textarea
        ref={area}
        label={say('The application as YAML or JSON')}
        description={say(
          'Without an id it is of the internal application with these two names, or a new one. It holds no secret.',
        )}
        classNames={{ input: 'lk-mono' }}
        autosize
        minRows={12}
        maxRows={28}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={event => change(event.currentTarget.value)}
      />
      <FileButtons text={text} onText={change} />
      {planned === null ? null : <PlanView plan={planned.plan} />}
      <FormTrouble error={file.trouble} />
      <Deeds file={file} text={text} />
    </div>
  )
}
