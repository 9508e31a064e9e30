import { editBusinessUnit } from '@latchkey/contract/business-units/business-unit.ts'
import { getMe } from '@latchkey/contract/people/people.ts'
import { Switch, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../kit/client.ts'
import { Confirm } from '../../kit/page/Confirm.tsx'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { CopyIcon } from '../../kit/show/CopyButton.tsx'
import { Fact, Facts } from '../../kit/show/Facts.tsx'
import { Term } from '../../kit/show/Term.tsx'
import { useMay, useMe } from '../frame/me.ts'
import { WhoMay } from '../frame/WhoMay.tsx'
import { LeakSetting } from './LeakSetting.tsx'
import { LimitsSetting } from './LimitsSetting.tsx'
import { RefreshGraceSetting } from './RefreshGraceSetting.tsx'
import { RegistrationSetting } from './registration/RegistrationSetting.tsx'
import './business-unit.css'
import { say } from '../../kit/words/say.ts'

function UnitFacts() {
  const { businessUnit, securityProfile } = useMe()
  return (
    <section className="lk-card" aria-label={say('Facts')}>
      <Facts>
        <Fact name={say('Name')}>{businessUnit.name}</Fact>
        <Fact name={say('Number')}>
          <span className="lk-id">
            <code>{businessUnit.number}</code>
            <CopyIcon text={businessUnit.number} what={say('business unit number')} />
          </span>
        </Fact>
        <Fact name={say('Environment')}>
          {businessUnit.environment === 'production'
            ? say('Production')
            : say('Sandbox, for trying things out')}
        </Fact>
        <Fact name={<Term of="security-profile">{say('Your security profile')}</Term>}>
          {securityProfile.name}
        </Fact>
      </Facts>
    </section>
  )
}

/** Saves the setting; who is signed in is then read anew, since it carries the business unit. */
function useImplicit(onDone: () => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: async (implicitAllowed: boolean) => {
      await call(editBusinessUnit, { body: { implicitAllowed } })
      await cache.invalidateQueries({ queryKey: [getMe.id] })
    },
    onSuccess: (_, allowed) => {
      onDone()
      notifications.show({
        message: allowed
          ? say('Applications can now opt in to the implicit grant.')
          : say('The implicit grant is off.'),
      })
    },
  })
}

function OptInWarning() {
  return (
    <>
      <p>
        {say(
          'With it, access tokens are delivered in the address of the callback. Browser histories, proxies, logs and other pages can keep such an address, and whoever reads it can call the APIs until the token ends, within an hour.',
        )}
      </p>
      <p>
        {say(
          'Opting in changes nothing by itself: each application has to opt in too. Use it only for an old integration that cannot use the authorization code with PKCE.',
        )}
      </p>
    </>
  )
}

function ImplicitSetting() {
  const { businessUnit } = useMe()
  const mayEdit = useMay('business-unit:edit')
  const [asking, setAsking] = useState(false)
  const setting = useImplicit(() => setAsking(false))
  const toggle = (wanted: boolean) => {
    if (setting.isPending) return
    setting.reset()
    if (wanted) setAsking(true)
    else setting.mutate(false)
  }
  return (
    <section className="lk-card" aria-labelledby="implicit">
      <h2 id="implicit">
        <Term of="implicit" />{' '}
        <span className="lk-tag" data-tone="ochre">
          {say('Legacy')}
        </span>
      </h2>
      <Text component="div" size="sm" className="lk-prose">
        <OptInWarning />
      </Text>
      <Switch
        label={say('Let applications of this business unit opt in to the implicit grant')}
        checked={businessUnit.implicitAllowed}
        disabled={!mayEdit}
        aria-busy={setting.isPending}
        onChange={event => toggle(event.currentTarget.checked)}
      />
      {mayEdit ? null : <WhoMay needs="business-unit:edit" act={say('Changing this')} />}
      <FormTrouble error={asking ? null : setting.error} />
      <Confirm
        opened={asking}
        title={say('Opt in to the implicit grant?')}
        action={say('Opt in')}
        danger
        busy={setting.isPending}
        error={setting.error}
        onConfirm={() => setting.mutate(true)}
        onClose={() => setAsking(false)}
      >
        <OptInWarning />
      </Confirm>
    </section>
  )
}

export function BusinessUnitPage() {
  return (
    <>
      <PageHeader title={say('Business Unit')} crumbs={[say('Admin'), say('Account Settings')]} />
      <div className="lk-stack lk-column">
        <UnitFacts />
        <LimitsSetting />
        <RefreshGraceSetting />
        <LeakSetting />
        <RegistrationSetting />
        <ImplicitSetting />
      </div>
    </>
  )
}
