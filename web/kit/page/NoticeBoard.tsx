import { Notifications } from '@mantine/notifications'

/** Where notices are shown. Loaded by {@link Notices} with the first of them. */
export function NoticeBoard() {
  return <Notifications position="bottom-right" autoClose={6000} />
}
