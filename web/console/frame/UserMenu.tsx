import { ActionIcon, Button, Popover, Text } from '@mantine/core'
import { IconBook, IconLogout, IconUser, IconUserCog } from '@tabler/icons-react'
import { useState } from 'react'
import { QuietLink } from '../../kit/Links.tsx'
import { say } from '../../kit/words/say.ts'
import { useMe } from './me.ts'

/** The ways from here. `onGo` is told when one leads to another page. */
function Ways({ onGo }: { readonly onGo: () => void }) {
  return (
    <div className="lk-user-ways">
      <QuietLink to="/account" icon={<IconUserCog size={16} aria-hidden />} onClick={onGo}>
        {say('Your account')}
      </QuietLink>
      <QuietLink to="/admin/glossary" icon={<IconBook size={16} aria-hidden />} onClick={onGo}>
        {say('Glossary')}
      </QuietLink>
      <form method="post" action="/sign-out">
        <Button type="submit" variant="default" fullWidth leftSection={<IconLogout size={16} aria-hidden />}>
          {say('Sign out')}
        </Button>
      </form>
    </div>
  )
}

/** Who is signed in, with which security profile, the way to their own page, and the way out. */
export function UserMenu() {
  const { user, securityProfile } = useMe()
  const [opened, setOpened] = useState(false)
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      shadow="md"
      width={260}
      position="bottom-end"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={say('User menu of {fullName}', { fullName: user.fullName })}
          onClick={() => setOpened(was => !was)}
        >
          <IconUser size={20} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" fw={600}>
          {user.fullName}
        </Text>
        <Text size="sm" c="dimmed" className="lk-break">
          {user.userName}
        </Text>
        <Text size="sm" c="dimmed">
          {say('Security profile: {name}', { name: securityProfile.name })}
        </Text>
        <Ways onGo={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}
