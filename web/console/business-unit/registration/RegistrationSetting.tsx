import { editBusinessUnit } from '@latchkey/contract/business-units/business-unit.ts'
import { getMe } from '@latchkey/contract/people/people.ts'
import { Switch } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../kit/client.ts'
import { FormTrouble } from '../../../kit/page/FormTrouble.tsx'
import { useMay, useMe } from '../../frame/me.ts'
import { WhoMay } from '../../frame/WhoMay.tsx'
import { TokenList } from './TokenList.tsx'
import './registration.css'
import { say } from '../../../kit/words/say.ts'

/** Saves the setting; who is signed in is then read anew, since it carries the business unit. */
function useSetting() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: async (dynamicRegistrationAllowed: boolean) => {
      await call(editBusinessUnit, { body: { dynamicRegistrationAllowed } })
      await cache.invalidateQueries({ queryKey: [getMe.id] })
    },
    onSuccess: (_, allowed) =>
      notifications.show({
        message: allowed
          ? say('Programs with a registration token can now register themselves.')
          : say('Dynamic registration is off. No registration token works.'),
      }),
  })
}

/** Whether programs may register themselves in this business unit, and the tokens with which they do. */
export function RegistrationSetting() {
  const { dynamicRegistrationAllowed } = useMe().businessUnit
  const mayEdit = useMay('business-unit:edit')
  const mayMake = useMay('registration-tokens:create')
  const setting = useSetting()
  return (
    <section className="lk-card" aria-labelledby="registration">
      <h2 id="registration">{say('Dynamic registration')}</h2>
      <p className="lk-help lk-lead" id="registration-means">
        {say(
          'Programs may register themselves, as applications of this business unit, with a token made here. Off: no token works, what was registered goes on.',
        )}
      </p>
      <Switch
        label={say('Let programs register themselves')}
        aria-describedby="registration-means"
        checked={dynamicRegistrationAllowed}
        disabled={!mayEdit}
        aria-busy={setting.isPending}
        onChange={event => setting.isPending || setting.mutate(event.currentTarget.checked)}
      />
      {mayEdit ? null : <WhoMay needs="business-unit:edit" act={say('Changing this')} />}
      <FormTrouble error={setting.error} />
      {dynamicRegistrationAllowed && mayMake ? <TokenList /> : null}
      {dynamicRegistrationAllowed && !mayMake ? (
        <WhoMay needs="registration-tokens:create" act={say('Making tokens')} />
      ) : null}
    </section>
  )
}
