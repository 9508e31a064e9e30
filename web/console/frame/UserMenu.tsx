import { ActionIcon, Button, Popover, Text } from '@mantine/core'
import { IconLogout, IconUser } from '@tabler/icons-react'
import { useMe } from './me.ts'

/** Who is signed in, with which security profile, and the way out. */
export function UserMenu() {
  const { user, securityProfile } = useMe()
  return (
    <Popover shadow="md" width={260} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={`User menu of ${user.fullName}`}>
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
          Security profile: {securityProfile.name}
        </Text>
        <form method="post" action="/sign-out">
          <Button
            type="submit"
            variant="default"
            fullWidth
            mt="sm"
            leftSection={<IconLogout size={16} aria-hidden />}
          >
            Sign out
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
