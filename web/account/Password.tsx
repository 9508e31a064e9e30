import { changeAccountPassword, listAccountSessions } from '@latchkey/contract/people/account.ts'
import { Button, Group, PasswordInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../kit/client.ts'
import { ErrorSummary } from '../kit/forms/ErrorSummary.tsx'
import { useHeldPage } from '../kit/forms/use-held-page.ts'
import { FormTrouble } from '../kit/page/FormTrouble.tsx'
import { say } from '../kit/words/say.ts'
import { focusSoon, useFocusOnOpen } from './focus.ts'
import { useSmallForm } from './use-small-form.ts'

const LABELS = { currentPassword: say('Current password'), newPassword: say('New password') }

const OPENER = 'change-password'

function wordsOf(ended: number): string {
  if (ended === 0) return say('Your password is changed.')
  return say(
    'Your password is changed. {ended, plural, one {# other browser was} other {# other browsers were}} signed out.',
    { ended },
  )
}

type FormProps = { readonly userName: string; readonly onClose: () => void }

function PasswordForm({ userName, onClose }: FormProps) {
  const cache = useQueryClient()
  const [values, setValues] = useState({ currentPassword: '', newPassword: '' })
  useFocusOnOpen('currentPassword')
  useHeldPage(values.currentPassword !== '' || values.newPassword !== '')
  const form = useSmallForm(
    LABELS,
    async (body: typeof values) => {
      const answer = await call(changeAccountPassword, { body })
      await cache.invalidateQueries({ queryKey: [listAccountSessions.id] })
      return answer.body.endedSessions
    },
    ended => {
      notifications.show({ message: wordsOf(ended) })
      onClose()
    },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    form.submit(values)
  }
  return (
    <form className="lk-form" noValidate onSubmit={submit} aria-label={say('Change password')}>
      <ErrorSummary faults={form.faults} attempt={form.attempt} />
      {/* Tells a password manager whose password this is. */}
      <input className="lk-hidden" type="text" autoComplete="username" value={userName} readOnly hidden />
      <PasswordInput
        id="currentPassword"
        label={LABELS.currentPassword}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': say('Show the current password'), tabIndex: 0 }}
        value={values.currentPassword}
        error={form.faultAt('currentPassword')}
        onChange={event => setValues({ ...values, currentPassword: event.currentTarget.value })}
      />
      <PasswordInput
        id="newPassword"
        label={LABELS.newPassword}
        description={say('At least 8 characters. Four words that nobody would put together make a good one.')}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': say('Show the new password'), tabIndex: 0 }}
        value={values.newPassword}
        error={form.faultAt('newPassword')}
        onChange={event => setValues({ ...values, newPassword: event.currentTarget.value })}
      />
      <FormTrouble error={form.trouble} />
      <Group gap="xs">
        <Button type="submit" loading={form.busy}>
          {say('Change password')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {say('Cancel')}
        </Button>
      </Group>
    </form>
  )
}

/** The way to a new password; the fields are there only while they are wanted, so that no browser fills them. */
export function Password({ userName }: { readonly userName: string }) {
  const [changing, setChanging] = useState(false)
  const close = () => {
    setChanging(false)
    focusSoon(OPENER)
  }
  return (
    <div className="lk-account-part">
      <div className="lk-page-title">
        <h3>{say('Password')}</h3>
        {changing ? null : (
          <Button id={OPENER} variant="default" onClick={() => setChanging(true)}>
            {say('Change password')}
          </Button>
        )}
      </div>
      <p className="lk-help">
        {say(
          'Changing it signs out every other browser at once. Applications must ask you to sign in again, except those you let stay connected while you are away: withdraw these above if you no longer trust them.',
        )}
      </p>
      {changing ? <PasswordForm userName={userName} onClose={close} /> : null}
    </div>
  )
}
