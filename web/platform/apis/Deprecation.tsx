import {
  editPlatformApi,
  editPlatformScope,
  getPlatformApi,
  listPlatformApis,
  type PlatformApi,
} from '@latchkey/contract/platform/apis.ts'
import { Button, Group, Modal, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { figure } from '../../console/home/need-rows.ts'
import { call } from '../../kit/client.ts'
import { Confirm } from '../../kit/page/Confirm.tsx'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { say } from '../../kit/words/say.ts'
import { API_CONTROLS, apiFaults } from './api-form.ts'
import { endOfDay, isStale, standingOf } from './edited.ts'

type OfProps = {
  readonly api: PlatformApi
  /** The whole name of the scope that ends; null: the API does, with all of its scopes. */
  readonly scope: string | null
}

/** Sets the end, or with null takes it back. A stale one is read anew, and the person decides once more. */
function useEnd({ api, scope }: OfProps, onDone: () => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: async (endsAt: string | null) => {
      const sent = { body: { endsAt }, ifMatch: `"${standingOf(api, scope)?.version ?? 0}"` }
      await (scope === null
        ? call(editPlatformApi, { params: { name: api.name }, ...sent })
        : call(editPlatformScope, { params: { name: api.name, scope }, ...sent }))
    },
    onSuccess: async (_, endsAt) => {
      void cache.invalidateQueries({ queryKey: [listPlatformApis.id] })
      await cache.invalidateQueries({ queryKey: [getPlatformApi.id] })
      const name = scope ?? api.name
      notifications.show({
        message:
          endsAt === null ? say('{name} no longer ends.', { name }) : say('{name} is deprecated.', { name }),
      })
      onDone()
    },
    onError: error => {
      if (isStale(error)) void cache.invalidateQueries({ queryKey: [getPlatformApi.id] })
    },
  })
}

/** The ways to deprecate an API or a scope, to move its end, and to take it back. */
export function Deprecation({ api, scope }: OfProps) {
  const [asking, setAsking] = useState<'end' | 'back' | null>(null)
  const name = scope ?? api.name
  const close = () => setAsking(null)
  const taking = useEnd({ api, scope }, close)
  const ends = standingOf(api, scope)?.endsAt ?? null
  return (
    <>
      <Button
        variant="default"
        aria-label={
          ends === null
            ? scope === null
              ? say('Deprecate {name}', { name })
              : say('Deprecate the scope {name}', { name })
            : say('Move the end: {name}', { name })
        }
        onClick={() => setAsking('end')}
      >
        {ends === null ? say('Deprecate') : say('Move the end')}
      </Button>
      {ends === null ? null : (
        <Button
          variant="default"
          aria-label={say('Take the end back: {name}', { name })}
          onClick={() => {
            taking.reset()
            setAsking('back')
          }}
        >
          {say('Take the end back')}
        </Button>
      )}
      {asking === 'end' ? <EndDialog api={api} scope={scope} onClose={close} /> : null}
      <Confirm
        opened={asking === 'back'}
        title={say('Take the end of {name} back?', { name })}
        action={say('Take the end back')}
        busy={taking.isPending}
        error={taking.error}
        onConfirm={() => taking.mutate(null)}
        onClose={close}
      >
        {say('It goes on as before, for every application that may use it.')}
      </Confirm>
    </>
  )
}

function EndDialog({ api, scope, onClose }: OfProps & { readonly onClose: () => void }) {
  const title =
    scope === null
      ? say('Deprecate {name}', { name: api.name })
      : say('Deprecate the scope {name}', { name: scope })
  return (
    <Modal opened onClose={onClose} title={title} closeOnClickOutside={false}>
      <EndForm api={api} scope={scope} onClose={onClose} />
    </Modal>
  )
}

function EndForm({ api, scope, onClose }: OfProps & { readonly onClose: () => void }) {
  const ending = useEnd({ api, scope }, onClose)
  const [day, setDay] = useState('')
  const [missing, setMissing] = useState(false)
  const { control, label } = API_CONTROLS['/endsAt']
  const told =
    ending.error === null ? undefined : apiFaults(ending.error).find(each => each.control === control)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const end = endOfDay(day)
    setMissing(end === null)
    if (end !== null && !ending.isPending) ending.mutate(end)
  }
  return (
    <form className="lk-dialog" noValidate onSubmit={submit}>
      <Users api={api} scope={scope} />
      <p>
        {say(
          'Until then nothing changes. From then on nobody gets it, and tokens that are refreshed lack it. The end can be moved or taken back.',
        )}
      </p>
      <TextInput
        id={control}
        type="date"
        label={label}
        description={say('It ends as this day is over where you are.')}
        data-autofocus
        value={day}
        error={missing ? say('Choose a day.') : (told?.message ?? null)}
        onChange={event => {
          setDay(event.currentTarget.value)
          setMissing(false)
        }}
      />
      <FormTrouble error={told === undefined ? ending.error : null} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {say('Cancel')}
        </Button>
        <Button type="submit" variant="danger" loading={ending.isPending}>
          {say('Deprecate')}
        </Button>
      </Group>
    </form>
  )
}

/** How many may use what ends, scope by scope: one application may use several. */
function Users({ api, scope }: OfProps) {
  const ending = api.scopes.filter(({ name }) => scope === null || name === scope)
  return (
    <ul className="lk-plain-list">
      {ending.map(({ name, usedBy: { applications, businessUnits } }) => (
        <li key={name}>
          <code className="lk-break">{name}</code>
          <div>
            {say('{count, plural, one {{figure} application} other {{figure} applications}}', {
              count: applications.count,
              figure: figure(applications),
            })}
            {', '}
            {say('{count, plural, one {{figure} business unit} other {{figure} business units}}', {
              count: businessUnits.count,
              figure: figure(businessUnits),
            })}
          </div>
        </li>
      ))}
    </ul>
  )
}
