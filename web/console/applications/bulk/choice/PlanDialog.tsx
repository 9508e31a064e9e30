import { type BulkAction, planBulkChange } from '@latchkey/contract/applications/bulk/bulk-changes.ts'
import { Button, Group, Modal, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ApiProblem } from '../../../../kit/client.ts'
import { CopyAs } from '../../../../kit/copy-as/CopyAs.tsx'
import { FormTrouble } from '../../../../kit/page/FormTrouble.tsx'
import { say } from '../../../../kit/words/say.ts'
import { useMay } from '../../../frame/me.ts'
import { type ListSearch, queryOf } from '../../list-place/list-search.ts'
import { UserNameInput } from '../../owners/UserNameInput.tsx'
import { ACTION_WORDS } from '../bulk-words.ts'
import { usePlan } from '../use-plan.ts'
import type { Chosen } from './use-chosen.ts'

type Wanted = Exclude<BulkAction, 'undo'>

/** What each action asks for, and in which words. */
const FIELDS = {
  deactivate: {
    name: 'reason',
    label: say('Reason (optional)'),
    help: say('One line. Each application is told it when it asks for a token, once it has proven itself.'),
  },
  activate: null,
  'add-tag': { name: 'tag', label: say('Tag'), help: say('Small letters, and hyphens for spaces.') },
  'remove-tag': { name: 'tag', label: say('Tag'), help: say('Small letters, and hyphens for spaces.') },
  'add-owner': {
    name: 'owner',
    label: say('User name'),
    help: say('An active user of this business unit. The owners there are stay.'),
  },
  'set-owner': {
    name: 'owner',
    label: say('User name'),
    help: say('An active user of this business unit, in place of all owners there are.'),
  },
} as const satisfies Record<Wanted, { name: string; label: string; help: string } | null>

function useActions(): readonly Wanted[] {
  const stopping = useMay('api-applications:deactivate')
  const editing = useMay('api-applications:edit')
  return [
    ...(stopping ? (['deactivate', 'activate'] as const) : []),
    ...(editing ? (['add-tag', 'remove-tag', 'add-owner', 'set-owner'] as const) : []),
  ]
}

/** The applications as the request names them. */
function applicationsOf({ ids, all }: Chosen, search: ListSearch) {
  if (!all) return { ids: [...ids] }
  const { cursor: _cursor, limit: _limit, sort: _sort, ...filter } = queryOf(search)
  return { filter }
}

type ValueFieldProps = {
  readonly of: NonNullable<(typeof FIELDS)[Wanted]>
  readonly value: string
  readonly fault: string | undefined
  readonly onChange: (value: string) => void
}

/** What an action needs: a reason, a tag or a user name. */
function ValueField({ of, value, fault, onChange }: ValueFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (fault !== undefined) input.current?.focus()
  }, [fault])
  const common = { ref: input, label: of.label, description: of.help, value, error: fault }
  return of.name === 'owner' ? (
    <UserNameInput {...common} onChange={onChange} />
  ) : (
    <TextInput {...common} autoComplete="off" onChange={event => onChange(event.currentTarget.value)} />
  )
}

function faultAt(error: Error | null, name: string | undefined): string | undefined {
  const problem = error instanceof ApiProblem ? error.problem : null
  return problem?.errors?.find(({ path }) => path === `/${name}`)?.message
}

type PlanDialogProps = {
  readonly chosen: Chosen
  readonly search: ListSearch
  readonly onClose: () => void
}

/** Asks what shall be done to what is chosen, and leads to its preview. */
export function PlanDialog({ chosen, search, onClose }: PlanDialogProps) {
  const actions = useActions()
  const [action, setAction] = useState<Wanted>(actions[0] ?? 'add-tag')
  const [text, setText] = useState('')
  const planning = usePlan()
  const field = FIELDS[action]
  const fault = faultAt(planning.error, field?.name)
  const body = () => ({
    action,
    ...applicationsOf(chosen, search),
    ...(field === null || (field.name === 'reason' && text.trim() === '') ? {} : { [field.name]: text }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    planning.mutate(body())
  }
  return (
    <Modal opened onClose={onClose} title={say('Change many API applications')}>
      <form noValidate onSubmit={submit}>
        <div className="lk-dialog">
          <NativeSelect
            label={say('What to do')}
            data-autofocus
            value={action}
            onChange={event => {
              const wanted = actions.find(each => each === event.currentTarget.value)
              if (wanted === undefined) return
              planning.reset()
              setAction(wanted)
              setText('')
            }}
            data={actions.map(value => ({ value, label: ACTION_WORDS[value] }))}
          />
          {field === null ? null : <ValueField of={field} value={text} fault={fault} onChange={setText} />}
          <p className="lk-help">
            {say('Next you see what will happen to each. Nothing is changed before you say so there.')}
          </p>
          <FormTrouble error={fault === undefined ? planning.error : null} />
          <Group justify="flex-end" gap="xs">
            <CopyAs route={planBulkChange} parts={() => ({ body: body() })} />
            <Button variant="default" onClick={onClose}>
              {say('Cancel')}
            </Button>
            <Button type="submit" loading={planning.isPending}>
              {say('Preview')}
            </Button>
          </Group>
        </div>
      </form>
    </Modal>
  )
}
