import { listBusinessUnits } from '@latchkey/contract/business-units/business-units.ts'
import { createBusinessUnit } from '@latchkey/contract/business-units/new-business-unit.ts'
import type { BodyOf, ResultOf } from '@latchkey/contract/route.ts'
import { Button, Radio, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useMay } from '../../console/frame/me.ts'
import { NoPermission } from '../../console/frame/NoPermission.tsx'
import { LinkToHand } from '../../console/people/LinkToHand.tsx'
import { ApiProblem, call } from '../../kit/client.ts'
import { ErrorSummary, type FormFault } from '../../kit/forms/ErrorSummary.tsx'
import { LeaveGuard } from '../../kit/forms/LeaveGuard.tsx'
import { makeKeyRing } from '../../kit/idempotency.ts'
import { QuietLink, TextLink } from '../../kit/Links.tsx'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { say } from '../../kit/words/say.ts'
import { AdministratorFields, nobodyYet } from './AdministratorFields.tsx'
import { toldOf, UNIT_CONTROLS, unitFaults } from './new-unit-form.ts'
import '../../console/applications/parts/parts.css'
import './units.css'

const TITLE = say('Make a business unit')
const LIST = '/platform/business-units'

type Body = BodyOf<typeof createBusinessUnit>
type Made = ResultOf<typeof createBusinessUnit>
type Environment = Made['businessUnit']['environment']

/** Makes a business unit, for operators. */
export function NewUnitPage() {
  return useMay('business-units:create') ? (
    <NewUnit />
  ) : (
    <NoPermission needs="business-units:create" title={TITLE} />
  )
}

function useMake() {
  const [ring] = useState(makeKeyRing)
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (body: Body) => call(createBusinessUnit, { body, idempotencyKey: ring.keyFor(body) }),
    onSuccess: () => void cache.invalidateQueries({ queryKey: [listBusinessUnits.id] }),
    onError: error => {
      if (!(error instanceof ApiProblem) || error.kind !== 'unreachable') ring.settled()
    },
  })
}

type Values = {
  readonly name: string
  readonly environment: Environment
  readonly administrator: ReturnType<typeof nobodyYet>
}

type EnvironmentProps = {
  readonly value: Environment
  readonly onChange: (environment: Environment) => void
}

function EnvironmentChoice({ value, onChange }: EnvironmentProps) {
  return (
    <fieldset className="lk-fieldset">
      <legend>{say('Environment')}</legend>
      <div className="lk-choices">
        <div className="lk-choice">
          <Radio
            name="environment"
            checked={value === 'production'}
            onChange={() => onChange('production')}
            label={say('Production')}
            description={say('Where real work is done.')}
          />
        </div>
        <div className="lk-choice">
          <Radio
            name="environment"
            checked={value === 'sandbox'}
            onChange={() => onChange('sandbox')}
            label={say('Sandbox')}
            description={say(
              'For trying things out. Every page is tinted, so that nobody takes it for production.',
            )}
          />
        </div>
      </div>
    </fieldset>
  )
}

/** Leads to the new business unit, after the link was handed on where somebody has to. */
function useArrival() {
  const navigate = useNavigate()
  return ({ number, name }: Made['businessUnit']) => {
    notifications.show({ message: say('{name} is made. Its number is {number}.', { name, number }) })
    void navigate({ to: '/platform/business-units/$number', params: { number }, replace: true })
  }
}

function useNewUnit() {
  const [fresh] = useState<Values>(() => ({
    name: '',
    environment: 'production',
    administrator: nobodyYet(),
  }))
  const [values, setValues] = useState(fresh)
  const [told, setTold] = useState<{ readonly faults: readonly FormFault[]; readonly attempt: number }>({
    faults: [],
    attempt: 0,
  })
  const making = useMake()
  const arrive = useArrival()
  const made = making.data?.body
  const change = (changes: Partial<Values>) => {
    setValues(before => ({ ...before, ...changes }))
    setTold(before => ({ ...before, faults: [] }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (making.isPending || made !== undefined) return
    making.mutate(values, {
      onSuccess: ({ body }) => {
        if (body.link === null) arrive(body.businessUnit)
      },
      onError: error => {
        const faults = unitFaults(error)
        if (faults.length > 0) making.reset()
        setTold(({ attempt }) => ({ faults, attempt: faults.length > 0 ? attempt + 1 : attempt }))
      },
    })
  }
  const touched = values !== fresh && made === undefined
  return { values, told, change, submit, touched, made, arrive, making }
}

function NewUnit() {
  const form = useNewUnit()
  const { made } = form
  return (
    <>
      <LeaveGuard
        active={form.touched}
        title={say('Leave without saving?')}
        leave={say('Leave without saving')}
      >
        {say('The business unit has not been made.')}
      </LeaveGuard>
      <PageHeader
        title={TITLE}
        crumbs={[
          say('Platform'),
          <TextLink key="list" to={LIST}>
            {say('Business units')}
          </TextLink>,
        ]}
        below={
          <p className="lk-subtitle">
            <span>{say('It is given a number, and its first administrator is invited at once.')}</span>
          </p>
        }
      />
      <NewUnitForm {...form} />
      {made === undefined || made.link === null ? null : (
        <LinkToHand
          title={say('Invitation for {name}', { name: made.administrator?.userName ?? '' })}
          means={say('No mail server is set. Hand the link on yourself: it works once, for seven days.')}
          link={made.link}
          onClose={() => form.arrive(made.businessUnit)}
        />
      )}
    </>
  )
}

function NewUnitForm({ values, told, change, submit, making }: ReturnType<typeof useNewUnit>) {
  return (
    <form className="lk-form" noValidate onSubmit={submit}>
      <ErrorSummary faults={told.faults} attempt={told.attempt} />
      <TextInput
        id={UNIT_CONTROLS['/name'].control}
        label={UNIT_CONTROLS['/name'].label}
        description={say('As its people know it. Everybody there sees it on every page.')}
        autoComplete="off"
        value={values.name}
        error={toldOf(told.faults, '/name')}
        onChange={event => change({ name: event.currentTarget.value })}
      />
      <EnvironmentChoice value={values.environment} onChange={environment => change({ environment })} />
      <fieldset className="lk-fieldset">
        <legend>{say('First administrator')}</legend>
        <div className="lk-form">
          <p className="lk-help">
            {say('Has the security profile Manager, and invites whoever comes next.')}
          </p>
          <AdministratorFields
            values={values.administrator}
            faults={told.faults}
            onChange={changes => change({ administrator: { ...values.administrator, ...changes } })}
          />
        </div>
      </fieldset>
      <FormTrouble error={making.error} />
      <div className="lk-actions">
        <Button type="submit" loading={making.isPending}>
          {TITLE}
        </Button>
        <QuietLink to={LIST}>{say('Cancel')}</QuietLink>
      </div>
    </form>
  )
}
