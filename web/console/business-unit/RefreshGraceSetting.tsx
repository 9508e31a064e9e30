import { editBusinessUnit } from '@latchkey/contract/business-units/business-unit.ts'
import { getMe } from '@latchkey/contract/people/people.ts'
import { NativeSelect } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../kit/client.ts'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { durationWords } from '../../kit/words/duration-words.ts'
import { say } from '../../kit/words/say.ts'
import { useMay, useMe } from '../frame/me.ts'
import { WhoMay } from '../frame/WhoMay.tsx'

const OFFERED = [0, 10, 30, 60, 120, 300]

function words(seconds: number): string {
  return seconds === 0 ? say('Not at all') : say('For {duration}', { duration: durationWords(seconds) })
}

/** For how long a replaced refresh token may come back although its successor was used. */
export function RefreshGraceSetting() {
  const { refreshGrace } = useMe().businessUnit
  const mayEdit = useMay('business-unit:edit')
  const cache = useQueryClient()
  const setting = useMutation({
    mutationFn: async (seconds: number) => {
      await call(editBusinessUnit, { body: { refreshGrace: seconds } })
      await cache.invalidateQueries({ queryKey: [getMe.id] })
    },
    onSuccess: () => notifications.show({ message: say('Saved: when a refresh token may come back.') }),
  })
  const choices = OFFERED.includes(refreshGrace)
    ? OFFERED
    : [...OFFERED, refreshGrace].toSorted((a, b) => a - b)
  return (
    <section className="lk-card" aria-labelledby="refresh-grace">
      <h2 id="refresh-grace">{say('When a refresh token comes back')}</h2>
      <p className="lk-help lk-lead">
        {say(
          'A replaced refresh token gets the same successor again while nobody has used that one: an answer was lost. After that it may come back for a while, since a slow tab is no thief. Later than that, its sign-in ends and the owner of the application is told.',
        )}
      </p>
      <NativeSelect
        label={say('After its successor was used it may come back')}
        value={String(refreshGrace)}
        disabled={!mayEdit}
        aria-busy={setting.isPending}
        data={choices.map(seconds => ({ value: String(seconds), label: words(seconds) }))}
        onChange={event => setting.isPending || setting.mutate(Number(event.currentTarget.value))}
      />
      {mayEdit ? null : <WhoMay needs="business-unit:edit" act={say('Changing this')} />}
      <FormTrouble error={setting.error} />
    </section>
  )
}
