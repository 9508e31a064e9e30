import type { Lifetimes } from '@latchkey/contract/applications/client-metadata.ts'
import { editBusinessUnit } from '@latchkey/contract/business-units/business-unit.ts'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem, call } from '../../kit/client.ts'
import { DurationInput } from '../../kit/forms/DurationInput.tsx'
import { ErrorSummary, type FormFault } from '../../kit/forms/ErrorSummary.tsx'
import { LeaveGuard } from '../../kit/forms/LeaveGuard.tsx'
import type { TypedDuration } from '../../kit/forms/typed-duration.ts'
import { Confirm } from '../../kit/page/Confirm.tsx'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { Fact, Facts } from '../../kit/show/Facts.tsx'
import { durationWords } from '../../kit/words/duration-words.ts'
import { say } from '../../kit/words/say.ts'
import { useMay, useMe } from '../frame/me.ts'
import { WhoMay } from '../frame/WhoMay.tsx'
import {
  boundsWords,
  controlOf,
  endsSignIns,
  LIMITS,
  limitFaults,
  readLimits,
  sameLimits,
  typedLimits,
} from './limits.ts'

const HEADING = 'limits'

/** The limits for who may not change them. */
function StandingLimits({ limits }: { readonly limits: Lifetimes }) {
  return (
    <>
      <Facts>
        {LIMITS.map(({ name, label }) => {
          const limit = limits[name]
          return (
            <Fact key={name} name={label}>
              {limit === null
                ? say('No limit of its own')
                : say('At most {duration}', { duration: durationWords(limit) })}
            </Fact>
          )
        })}
      </Facts>
      <WhoMay needs="business-unit:edit" act={say('Changing this')} />
    </>
  )
}

/** The faults that an attempt was told at fields; none when it failed for another reason. */
function limitFaultsOf(error: Error | null): readonly FormFault[] {
  const problem = error instanceof ApiProblem ? error.problem : null
  return problem === null ? [] : limitFaults(problem)
}

/** Saves the limits. In: what to do with what the fields were told. */
function useSave(onFaults: (faults: readonly FormFault[]) => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: async (limits: Lifetimes) => {
      await call(editBusinessUnit, { body: { limits } })
      // Who is signed in carries them, and every application's lifetimes follow them.
      await cache.invalidateQueries()
    },
    onSuccess: () => {
      notifications.show({ message: say('The limits are saved.') })
      // The button that had the focus is gone once nothing is left to save.
      requestAnimationFrame(() => document.getElementById(HEADING)?.focus())
    },
    onError: error => {
      const faults = limitFaultsOf(error)
      if (faults.length > 0) onFaults(faults)
    },
  })
}

/** The state of the form: what is typed, what it was told, and limits that wait for a yes. */
function useLimitsForm(stands: Lifetimes) {
  const [typed, setTyped] = useState(() => typedLimits(stands))
  const [told, setTold] = useState<{ faults: readonly FormFault[]; attempt: number }>({
    faults: [],
    attempt: 0,
  })
  const [asking, setAsking] = useState<Lifetimes | null>(null)
  const refuse = (faults: readonly FormFault[]) => {
    setAsking(null)
    setTold(before => ({ faults, attempt: before.attempt + 1 }))
  }
  const saving = useSave(refuse)
  const read = readLimits(typed)
  return {
    typed,
    told,
    asking,
    saving,
    // What was told at the fields is not told at the button as well, not even once it is mended.
    trouble: limitFaultsOf(saving.error).length === 0 ? saving.error : null,
    dirty: !saving.isSuccess && (!read.ok || !sameLimits(read.limits, stands)),
    change: (name: keyof Lifetimes, value: TypedDuration) => {
      setTyped({ ...typed, [name]: value })
      setTold({ ...told, faults: told.faults.filter(({ control }) => control !== controlOf(name)) })
    },
    undo: () => {
      setTyped(typedLimits(stands))
      setTold({ faults: [], attempt: 0 })
      saving.reset()
    },
    submit: () => {
      saving.reset()
      if (!read.ok) return refuse(read.faults)
      setTold({ ...told, faults: [] })
      if (endsSignIns(stands, read.limits)) setAsking(read.limits)
      else saving.mutate(read.limits)
    },
    cancel: () => setAsking(null),
  }
}

function LimitsForm({ limits }: { readonly limits: Lifetimes }) {
  const form = useLimitsForm(limits)
  const { faults, attempt } = form.told
  const { isPending } = form.saving
  const submit = (event: FormEvent) => {
    event.preventDefault()
    form.submit()
  }
  return (
    <form className="lk-form" noValidate onSubmit={submit}>
      <LeaveGuard
        active={form.dirty}
        title={say('Leave without saving?')}
        leave={say('Leave without saving')}
      >
        {say('The limits you typed have not been saved.')}
      </LeaveGuard>
      <ErrorSummary faults={faults} attempt={attempt} />
      {LIMITS.map(({ name, label, means }) => (
        <DurationInput
          key={name}
          id={controlOf(name)}
          label={label}
          description={`${means} ${boundsWords(name)}`}
          value={form.typed[name]}
          fault={faults.find(({ control }) => control === controlOf(name))?.message ?? null}
          onChange={typed => form.change(name, typed)}
        />
      ))}
      <FormTrouble error={form.asking === null ? form.trouble : null} />
      {form.dirty ? (
        <div className="lk-limits-save">
          <Button type="submit" loading={isPending}>
            {say('Save limits')}
          </Button>
          <Button variant="default" onClick={form.undo}>
            {say('Undo changes')}
          </Button>
        </div>
      ) : null}
      <Confirm
        opened={form.asking !== null}
        title={say('Lower the limits of refresh tokens?')}
        action={say('Save limits')}
        busy={isPending}
        error={form.trouble}
        onConfirm={() => form.asking !== null && form.saving.mutate(form.asking)}
        onClose={form.cancel}
      >
        <p>
          {say(
            'Sign-ins that are older than the new limits end at once, in every application of this business unit. Their users have to sign in again.',
          )}
        </p>
      </Confirm>
    </form>
  )
}

/** How long tokens may live in this business unit, whatever its applications wish. */
export function LimitsSetting() {
  const { limits } = useMe().businessUnit
  const mayEdit = useMay('business-unit:edit')
  return (
    <section className="lk-card" aria-labelledby={HEADING}>
      <h2 id={HEADING} tabIndex={-1}>
        {say('How long tokens may live')}
      </h2>
      <p className="lk-help lk-lead">
        {say(
          'These limits hold for every application here, your own and external ones. An application may choose less, never more. Access tokens already issued keep their end.',
        )}
      </p>
      {mayEdit ? (
        // It begins anew when they change, whoever changed them, so that nobody's are overwritten unseen.
        <LimitsForm key={JSON.stringify(limits)} limits={limits} />
      ) : (
        <StandingLimits limits={limits} />
      )}
    </section>
  )
}
