import { Button, Group, Modal } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useState } from 'react'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { expectedAt, redirectTest } from './redirect-test.ts'

type TestRedirectProps = {
  readonly clientId: string
  readonly url: string
  /** Why it cannot be tried, or null. */
  readonly whyNot: string | null
}

function randomBytes(size: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(size))
}

/** What will happen, and the link that does it: a sign-in of whoever presses it, which ends at the URL. */
function Explained({ clientId, url, onClose }: Omit<TestRedirectProps, 'whyNot'> & { onClose: () => void }) {
  const [address] = useState(() => redirectTest(clientId, url, randomBytes))
  return (
    <>
      <p>
        {saying(
          'A new tab signs you in to the application and sends you to {url} with a real code, as it would any user. You may be asked for your consent to tell it who you are.',
          { url: <bdi className="lk-mono lk-break">{url}</bdi> },
        )}
      </p>
      <p>{expectedAt(url)}</p>
      <p className="lk-help">
        {say(
          'Nobody can use the code: it is bound to a proof that does not exist, and ends within a minute.',
        )}
      </p>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {say('Cancel')}
        </Button>
        <Button
          component="a"
          href={address}
          target="_blank"
          rel="noopener noreferrer"
          rightSection={<IconExternalLink size={16} aria-hidden />}
          onClick={onClose}
        >
          {say('Open the test in a new tab')}
        </Button>
      </Group>
    </>
  )
}

/** Tries one callback URL by a real authorization request, after saying what will happen. */
export function TestRedirect({ clientId, url, whyNot }: TestRedirectProps) {
  const [opened, setOpened] = useState(false)
  if (whyNot !== null) return null
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={say('Test this redirect: {url}', { url })}
        onClick={() => setOpened(true)}
      >
        {say('Test this redirect')}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={say('Test this redirect?')}>
        {opened ? <Explained clientId={clientId} url={url} onClose={() => setOpened(false)} /> : null}
      </Modal>
    </>
  )
}
