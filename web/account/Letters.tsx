import { getAccountLetters, setAccountLetters } from '@latchkey/contract/people/letters.ts'
import { Switch } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../kit/client.ts'
import { FormTrouble } from '../kit/page/FormTrouble.tsx'
import { read } from '../kit/queries.ts'
import { say } from '../kit/words/say.ts'
import { Section } from './Section.tsx'

function Reminders({ on }: { readonly on: boolean }) {
  const cache = useQueryClient()
  // Shown at once, so that the choice never jumps back while it is being saved.
  const [chosen, setChosen] = useState<boolean | null>(null)
  const saving = useMutation({
    mutationFn: async (reminders: boolean) => {
      await call(setAccountLetters, { body: { reminders } })
      await cache.invalidateQueries({ queryKey: [getAccountLetters.id] })
      return reminders
    },
    onSuccess: reminders =>
      notifications.show({
        message: reminders ? say('You get reminders.') : say('You get no more reminders.'),
      }),
    onSettled: () => setChosen(null),
  })
  return (
    <>
      <Switch
        label={say('Remind me of client secrets that end')}
        description={say(
          '30, 7 and 1 days before, at most one letter a day, of the applications that you answer for.',
        )}
        checked={chosen ?? on}
        aria-busy={saving.isPending}
        onChange={event => {
          if (saving.isPending) return
          setChosen(event.currentTarget.checked)
          saving.mutate(event.currentTarget.checked)
        }}
      />
      <FormTrouble error={saving.error} />
    </>
  )
}

/** Which letters the user gets. */
export function Letters() {
  const query = useQuery(read(getAccountLetters, {}))
  return (
    <Section
      id="letters"
      title={say('Letters')}
      help={say('Security alerts and what concerns your password are always sent.')}
      query={query}
    >
      {answer => (
        <div className="lk-account-part">
          <Reminders on={answer.body.reminders} />
        </div>
      )}
    </Section>
  )
}
