import {
  type BusinessUnitDetails,
  getBusinessUnit,
} from '@latchkey/contract/business-units/business-units.ts'
import { chooseBusinessUnitApis, getPlatformApi, listPlatformApis } from '@latchkey/contract/platform/apis.ts'
import { Button, Checkbox, Group, Modal, Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMay } from '../../console/frame/me.ts'
import { call } from '../../kit/client.ts'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { Trouble } from '../../kit/page/Trouble.tsx'
import { read } from '../../kit/queries.ts'
import { say } from '../../kit/words/say.ts'

type UnitProps = { readonly unit: BusinessUnitDetails }

/** The APIs that a business unit has, and the way to choose others. */
export function UnitApis({ unit }: UnitProps) {
  const may = useMay('apis:edit')
  const [choosing, setChoosing] = useState(false)
  return (
    <section className="lk-card" aria-labelledby="unit-apis">
      <h2 id="unit-apis">{say('APIs switched on')}</h2>
      <div className="lk-operated-act">
        <p>{unit.apis.length === 0 ? say('None') : unit.apis.join(', ')}</p>
        {may ? (
          <Button variant="default" onClick={() => setChoosing(true)}>
            {say('Choose APIs')}
          </Button>
        ) : null}
      </div>
      {choosing ? (
        <Modal
          opened
          onClose={() => setChoosing(false)}
          title={say('Which APIs may {name} have?', { name: unit.name })}
          closeOnClickOutside={false}
        >
          <Choice unit={unit} onClose={() => setChoosing(false)} />
        </Modal>
      ) : null}
    </section>
  )
}

type ChoiceProps = UnitProps & { readonly onClose: () => void }

function Choice({ unit, onClose }: ChoiceProps) {
  const apis = useQuery(read(listPlatformApis, {}))
  const [chosen, setChosen] = useState<readonly string[]>(unit.apis)
  const cache = useQueryClient()
  const choosing = useMutation({
    mutationFn: () =>
      call(chooseBusinessUnitApis, { params: { number: unit.number }, body: { apis: [...chosen] } }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: [getBusinessUnit.id] })
      void cache.invalidateQueries({ queryKey: [getPlatformApi.id] })
      notifications.show({ message: say('The APIs of {name} are chosen.', { name: unit.name }) })
      onClose()
    },
  })
  const items = apis.data?.body.items
  const off = unit.apis.filter(name => !chosen.includes(name))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!choosing.isPending) choosing.mutate()
  }
  if (items === undefined) {
    return apis.error === null ? (
      <Skeleton height={240} role="status" aria-label={say('Loading the APIs')} />
    ) : (
      <Trouble error={apis.error} onRetry={() => void apis.refetch()} />
    )
  }
  return (
    <form noValidate onSubmit={submit} className="lk-dialog">
      {items.map(({ name, description }) => (
        <Checkbox
          key={name}
          label={name}
          description={description}
          checked={chosen.includes(name)}
          onChange={event => {
            const { checked } = event.currentTarget
            setChosen(before => (checked ? [...before, name] : before.filter(each => each !== name)))
          }}
        />
      ))}
      <p className="lk-help" role="status">
        {off.length === 0
          ? say('What is switched on can be asked for at once.')
          : say('{names} ends there at once, also for tokens already issued.', { names: off.join(', ') })}
      </p>
      <FormTrouble error={choosing.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {say('Cancel')}
        </Button>
        <Button type="submit" loading={choosing.isPending}>
          {say('Choose')}
        </Button>
      </Group>
    </form>
  )
}
