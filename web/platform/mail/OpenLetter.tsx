import { getMail } from '@latchkey/contract/mail/mail.ts'
import { Button, Modal, Skeleton, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../kit/client.ts'
import { Trouble } from '../../kit/page/Trouble.tsx'
import { Command } from '../../kit/show/Command.tsx'
import { say } from '../../kit/words/say.ts'

type OpenLetterProps = { readonly id: string; readonly recipient: string }

/** Opens a kept letter. It is asked for at that moment and not kept: each reading is written into the history. */
export function OpenLetter({ id, recipient }: OpenLetterProps) {
  const [opened, setOpened] = useState(false)
  const reading = useMutation({ mutationFn: () => call(getMail, { params: { id } }), gcTime: 0 })
  const open = () => {
    setOpened(true)
    reading.mutate()
  }
  const close = () => {
    setOpened(false)
    reading.reset()
  }
  const letter = reading.data?.body.letter
  return (
    <>
      <Button
        variant="default"
        onClick={open}
        aria-label={say('Open the letter to {recipient}', { recipient })}
      >
        {say('Open')}
      </Button>
      <Modal opened={opened} onClose={close} title={say('Letter to {recipient}', { recipient })} size="lg">
        {reading.isPending ? (
          <Skeleton height={160} role="status" aria-label={say('Loading the letter')} />
        ) : null}
        {reading.error === null ? null : <Trouble error={reading.error} onRetry={() => reading.mutate()} />}
        {letter === null ? (
          <Text size="sm">{say('A mail server is set by now, so the letter is its recipient’s alone.')}</Text>
        ) : null}
        {letter === undefined || letter === null ? null : (
          <div className="lk-letter-text">
            <Text size="sm" fw={600}>
              {letter.subject}
            </Text>
            {[letter.greeting, ...letter.paragraphs].map(text => (
              <Text key={text} size="sm" className="lk-break">
                {text}
              </Text>
            ))}
            {letter.action === null ? null : (
              <Command text={letter.action.url} label={letter.action.label} what={say('link')} />
            )}
            <Text size="sm">{letter.closing}</Text>
            <Text size="sm" c="dimmed">
              {say(
                'Whoever has the link can use it: hand it to nobody but the person it is for. That you opened this letter is written into the history of the platform.',
              )}
            </Text>
          </div>
        )}
      </Modal>
    </>
  )
}
