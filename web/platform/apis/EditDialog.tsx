import {
  editPlatformApi,
  editPlatformScope,
  getPlatformApi,
  listPlatformApis,
  type PlatformApi,
} from '@latchkey/contract/platform/apis.ts'
import { Alert, Button, Group, Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../kit/client.ts'
import { ErrorSummary, type FormFault } from '../../kit/forms/ErrorSummary.tsx'
import { useHeldPage } from '../../kit/forms/use-held-page.ts'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { say } from '../../kit/words/say.ts'
import { ApiFields } from './ApiFields.tsx'
import { type ApiValues, apiFaults } from './api-form.ts'
import { type Clash, changesOf, isStale, meet, type Standing, standingOf } from './edited.ts'

type EditDialogProps = {
  readonly api: PlatformApi
  /** The whole name of the scope that is edited; null: the API is. */
  readonly scope: string | null
  readonly onClose: () => void
}

/** Edits an API, or a scope within one. What somebody else saves meanwhile is told, and nothing typed is lost. */
export function EditDialog({ api, scope, onClose }: EditDialogProps) {
  const standing = standingOf(api, scope)
  const title =
    scope === null ? say('Edit {name}', { name: api.name }) : say('Edit the scope {name}', { name: scope })
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeOnClickOutside={false}>
      {standing === null ? null : (
        <EditForm api={api.name} scope={scope} opened={standing} onClose={onClose} />
      )}
    </Modal>
  )
}

type EditFormProps = Omit<EditDialogProps, 'api'> & { readonly api: string; readonly opened: Standing }

type Saved = 'saved' | 'same' | { readonly clashes: readonly Clash[] }

/** The form as it is typed, with what it was read from; a stale one is brought together with what stands now. */
function useEdit({ api, scope, opened }: Omit<EditFormProps, 'onClose'>) {
  const [stood, setStood] = useState(opened)
  const [values, setValues] = useState(opened.values)
  const cache = useQueryClient()
  const save = async (): Promise<Saved> => {
    const { audience, baseUrl, withoutUser, sensitive, ...words } = changesOf(stood.values, values)
    const forApi = {
      ...words,
      ...(audience === undefined ? {} : { audience }),
      ...(baseUrl === undefined ? {} : { baseUrl }),
    }
    const forScope = {
      ...words,
      ...(withoutUser === undefined ? {} : { withoutUser }),
      ...(sensitive === undefined ? {} : { sensitive }),
    }
    const body = scope === null ? forApi : forScope
    if (Object.keys(body).length === 0) return 'same'
    const ifMatch = `"${stood.version}"`
    try {
      await (scope === null
        ? call(editPlatformApi, { params: { name: api }, body: forApi, ifMatch })
        : call(editPlatformScope, { params: { name: api, scope }, body: forScope, ifMatch }))
    } catch (error) {
      if (!isStale(error)) throw error
      const now = standingOf((await call(getPlatformApi, { params: { name: api } })).body, scope)
      if (now === null) throw error
      const met = meet(stood.values, values, now.values)
      setStood(now)
      setValues(met.values)
      return met
    }
    void cache.invalidateQueries({ queryKey: [listPlatformApis.id] })
    await cache.invalidateQueries({ queryKey: [getPlatformApi.id] })
    return 'saved'
  }
  return { values, setValues, dirty: values !== opened.values, saving: useMutation({ mutationFn: save }) }
}

function EditForm({ api, scope, opened, onClose }: EditFormProps) {
  const { values, setValues, dirty, saving } = useEdit({ api, scope, opened })
  const [faults, setFaults] = useState<readonly FormFault[]>([])
  const [attempt, setAttempt] = useState(0)
  const [clashes, setClashes] = useState<readonly Clash[] | null>(null)
  useHeldPage(dirty)
  const change = (changes: Partial<ApiValues>) => {
    setValues(before => ({ ...before, ...changes }))
    setFaults([])
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (saving.isPending) return
    saving.mutate(undefined, {
      onSuccess: saved => {
        if (typeof saved === 'object') return setClashes(saved.clashes)
        if (saved === 'saved')
          notifications.show({ message: say('{name} is saved.', { name: scope ?? api }) })
        onClose()
      },
      onError: error => {
        const found = apiFaults(error)
        setFaults(found)
        if (found.length === 0) return
        saving.reset()
        setAttempt(before => before + 1)
      },
    })
  }
  return (
    <form className="lk-form" noValidate onSubmit={submit}>
      <ErrorSummary faults={faults} attempt={attempt} />
      <ApiFields
        of={{ making: false, within: scope === null ? null : api }}
        {...{ values, faults }}
        onChange={change}
      />
      {clashes === null ? null : <Met clashes={clashes} />}
      <FormTrouble error={saving.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {say('Cancel')}
        </Button>
        <Button type="submit" loading={saving.isPending}>
          {say('Save')}
        </Button>
      </Group>
    </form>
  )
}

/** Says that somebody else saved meanwhile, and what stands where both typed. */
function Met({ clashes }: { readonly clashes: readonly Clash[] }) {
  return (
    <Alert role="alert" title={say('Somebody else saved a change meanwhile')}>
      <p>{say('Nothing you typed is lost. Save again to put it over what stands now.')}</p>
      {clashes.length === 0 ? null : (
        <ul>
          {clashes.map(({ label, now }) => (
            <li key={label} className="lk-break">
              {say('{label} is now: {now}', { label, now })}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  )
}
