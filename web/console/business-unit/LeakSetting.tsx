import { editBusinessUnit } from '@latchkey/contract/business-units/business-unit.ts'
import { getMe, type LeakPolicy } from '@latchkey/contract/people/people.ts'
import { Radio } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../kit/client.ts'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { say } from '../../kit/words/say.ts'
import { useMay, useMe } from '../frame/me.ts'
import { WhoMay } from '../frame/WhoMay.tsx'

const CHOICES = [
  {
    value: 'revoke',
    label: say('Revoke it at once, and raise an alert'),
    description: say(
      'Whoever found it can do nothing with it. The application gets no token until it has a new secret.',
    ),
  },
  {
    value: 'quarantine',
    label: say('Put it into quarantine, and raise an alert'),
    description: say(
      'It issues nothing from that moment on, until somebody releases or revokes it. The application gets no token meanwhile.',
    ),
  },
  {
    value: 'alert',
    label: say('Only raise an alert'),
    description: say(
      'The application goes on. So does whoever else holds the secret, until somebody replaces it.',
    ),
  },
] as const satisfies readonly { value: LeakPolicy; label: string; description: string }[]

/** What becomes of a client secret that somebody found and reported. */
export function LeakSetting() {
  const { leakPolicy } = useMe().businessUnit
  const mayEdit = useMay('business-unit:edit')
  const cache = useQueryClient()
  // Shown at once, so that the choice never jumps back while it is being saved.
  const [chosen, setChosen] = useState<LeakPolicy | null>(null)
  const setting = useMutation({
    mutationFn: async (wanted: LeakPolicy) => {
      await call(editBusinessUnit, { body: { leakPolicy: wanted } })
      await cache.invalidateQueries({ queryKey: [getMe.id] })
    },
    onSuccess: () => notifications.show({ message: say('Saved: what becomes of a secret that was found.') }),
    onSettled: () => setChosen(null),
  })
  const choose = (value: string) => {
    const wanted = CHOICES.find(choice => choice.value === value)?.value
    if (wanted === undefined || setting.isPending) return
    setChosen(wanted)
    setting.mutate(wanted)
  }
  return (
    <section className="lk-card" aria-labelledby="leaks">
      <h2 id="leaks">{say('When a client secret is found where it does not belong')}</h2>
      <p className="lk-help lk-lead">
        {say(
          'Scanners of code repositories report such secrets to Latchkey, and so may anybody who finds one. Refresh tokens and registration tokens that are found always end at once.',
        )}
      </p>
      <Radio.Group
        label={say('What happens to it')}
        value={chosen ?? leakPolicy}
        onChange={choose}
        aria-busy={setting.isPending}
      >
        <div className="lk-leak-choices">
          {CHOICES.map(({ value, label, description }) => (
            <Radio key={value} value={value} label={label} description={description} disabled={!mayEdit} />
          ))}
        </div>
      </Radio.Group>
      {mayEdit ? null : <WhoMay needs="business-unit:edit" act={say('Changing this')} />}
      <FormTrouble error={setting.error} />
    </section>
  )
}
