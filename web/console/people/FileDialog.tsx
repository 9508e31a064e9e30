import { INVITATION_FILE } from '@latchkey/contract/people/invitations.ts'
import { Button, FileButton, Group, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { ApiProblem } from '../../kit/client.ts'
import { useHeldPage } from '../../kit/forms/use-held-page.ts'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { CopyButton } from '../../kit/show/CopyButton.tsx'
import { say } from '../../kit/words/say.ts'
import { type Outcome, type PreviewedRow, useFile } from './use-file.ts'

const EXAMPLE = `user name,full name,security profile,language
kim@company.example,Kim Quay,Agent,en`

type File = ReturnType<typeof useFile>

function faultOf(error: Error | null): string | null {
  return (error instanceof ApiProblem ? error.problem?.errors?.[0]?.message : undefined) ?? null
}

function TakeFile({ file, onClose }: { readonly file: File; readonly onClose: () => void }) {
  const [text, setText] = useState('')
  const { looking } = file
  const fault = faultOf(looking.error)
  useHeldPage(text !== '')
  return (
    <div className="lk-form">
      <Textarea
        label={say('People, one in each line')}
        description={say(
          'Comma or semicolon separated, at most {most} people. The first line names the columns: user name and security profile, and if you like full name and language.',
          { most: INVITATION_FILE.rows },
        )}
        placeholder={EXAMPLE}
        autosize
        minRows={6}
        maxRows={14}
        value={text}
        error={fault}
        onChange={event => setText(event.currentTarget.value)}
      />
      <FormTrouble error={fault === null ? looking.error : null} />
      <Group justify="space-between" gap="xs">
        <FileButton
          accept=".csv,text/csv,text/plain"
          onChange={chosen => {
            // What is longer than can be read is cut where the server says that it is too long.
            void chosen
              ?.slice(0, 4 * INVITATION_FILE.characters)
              .text()
              .then(read => setText(read.slice(0, INVITATION_FILE.characters + 1)))
          }}
        >
          {props => (
            <Button variant="default" {...props}>
              {say('Choose a file')}
            </Button>
          )}
        </FileButton>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <Button loading={looking.isPending} onClick={() => looking.mutate(text)}>
            {say('Look it over')}
          </Button>
        </Group>
      </Group>
    </div>
  )
}

function RowState({ row, outcome }: { readonly row: PreviewedRow; readonly outcome: Outcome | undefined }) {
  if (outcome?.ok === true) return say('Invited')
  if (outcome !== undefined) return <span className="lk-fault">{outcome.why}</span>
  if (row.faults.length === 0) return say('Ready')
  return (
    <ul className="lk-plain-list lk-fault">
      {row.faults.map(({ path, message }) => (
        <li key={`${path} ${message}`}>{message}</li>
      ))}
    </ul>
  )
}

function Rows({ rows, outcomes }: { readonly rows: readonly PreviewedRow[] } & Pick<File, 'outcomes'>) {
  return (
    <div className="lk-file-rows" tabIndex={0} role="region" aria-label={say('What the file says')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('Line')}</th>
            <th scope="col">{say('User name')}</th>
            <th scope="col">{say('State')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.line}>
              <td>{row.line}</td>
              <td className="lk-break">{row.userName}</td>
              <td>
                <RowState row={row} outcome={outcomes.get(row.line)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The links where no mail server is set, to hand on; one person in each line. */
function linksOf(rows: readonly PreviewedRow[], outcomes: File['outcomes']): string {
  return rows
    .flatMap(({ line, userName }) => {
      const outcome = outcomes.get(line)
      return outcome?.ok === true && outcome.link !== null ? [`${userName} ${outcome.link}`] : []
    })
    .join('\n')
}

type LookedOverProps = {
  readonly file: File
  readonly rows: readonly PreviewedRow[]
  readonly onClose: () => void
}

function LookedOver({ file, rows, onClose }: LookedOverProps) {
  const { ready, inviting, outcomes } = file
  const faulty = rows.filter(row => row.faults.length > 0).length
  const done = [...outcomes.values()].filter(outcome => outcome.ok).length
  const links = linksOf(rows, outcomes)
  useHeldPage(inviting.isPending || links !== '')
  return (
    <div className="lk-form">
      <p role="status">
        {done > 0
          ? say('{done} of {all} invited.', { done, all: rows.length })
          : say(
              '{ready} can be invited. {faulty, plural, =0 {Nothing is left out} one {# line is left out} other {# lines are left out}}.',
              {
                ready: ready.length,
                faulty,
              },
            )}
      </p>
      <Rows rows={rows} outcomes={outcomes} />
      {links === '' ? null : (
        <div>
          <p className="lk-help">
            {say(
              'No mail server is set. Copy the links now and hand each to its person: they are not shown again.',
            )}
          </p>
          <CopyButton text={links} what={say('links')} />
        </div>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} disabled={inviting.isPending}>
          {done > 0 ? say('Done') : say('Cancel')}
        </Button>
        {ready.length === 0 ? null : (
          <Button loading={inviting.isPending} onClick={() => inviting.mutate()}>
            {say('Invite {count, plural, one {# person} other {# people}}', { count: ready.length })}
          </Button>
        )}
      </Group>
    </div>
  )
}

/** Invites many people by a file: it is looked over first, and faults are told line by line. */
export function FileDialog({ onClose }: { readonly onClose: () => void }) {
  const file = useFile()
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('Invite people by a file')}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={file.rows === undefined}
      withCloseButton={file.rows === undefined}
    >
      {file.rows === undefined ? (
        <TakeFile file={file} onClose={onClose} />
      ) : (
        <LookedOver file={file} rows={file.rows} onClose={onClose} />
      )}
    </Modal>
  )
}
