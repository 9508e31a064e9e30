import { Button, Group, Modal, Text } from '@mantine/core'
import { Command } from '../../kit/show/Command.tsx'
import { say } from '../../kit/words/say.ts'

type LinkToHandProps = {
  readonly title: string
  readonly link: string
  /** What the link does. */
  readonly means: string
  readonly onClose: () => void
}

/** A link that no mail server could send: to copy, and to hand to the one person it is for. */
export function LinkToHand({ title, link, means, onClose }: LinkToHandProps) {
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeOnClickOutside={false}>
      <Text size="sm" mb="md">
        {means}
      </Text>
      <Command text={link} label={say('Link')} what={say('link')} />
      <Text size="sm" c="dimmed" mt="md">
        {say('Whoever has the link can use it: hand it to nobody but the person it is for.')}
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose}>{say('Done')}</Button>
      </Group>
    </Modal>
  )
}
