import { listApis } from '@latchkey/contract/catalogue/catalogue.ts'
import { Checkbox, Skeleton, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { FormFault } from '../../../kit/forms/ErrorSummary.tsx'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { read } from '../../../kit/queries.ts'
import { say } from '../../../kit/words/say.ts'
import { CONTROLS, type TokenValues } from './token-form.ts'

type TokenFieldsProps = {
  readonly values: TokenValues
  readonly faults: readonly FormFault[]
  readonly onChange: (changes: Partial<TokenValues>) => void
}

type Field = keyof typeof CONTROLS

/** What the form was told about a field, or null. */
function toldOf(faults: readonly FormFault[], field: Field): string | null {
  return faults.find(({ control }) => control === CONTROLS[field].control)?.message ?? null
}

function Scopes({ values, faults, onChange }: TokenFieldsProps) {
  const apis = useQuery(read(listApis, {}))
  const items = apis.data?.body.items
  const fault = toldOf(faults, 'scopes')
  const toggle = (name: string, checked: boolean) =>
    onChange({ scopes: checked ? [...values.scopes, name] : values.scopes.filter(each => each !== name) })
  return (
    <fieldset
      id={CONTROLS.scopes.control}
      className="lk-fieldset"
      aria-describedby={fault === null ? undefined : 'token-scopes-fault'}
    >
      <legend>{CONTROLS.scopes.label}</legend>
      <p className="lk-help">
        {say('What registers gets no more than these. Tick none for programs that only let people sign in.')}
      </p>
      {fault === null ? null : (
        <p className="lk-fault" id="token-scopes-fault">
          {fault}
        </p>
      )}
      {items === undefined && apis.error === null ? <Skeleton height={160} /> : null}
      {items === undefined && apis.error !== null ? (
        <Trouble error={apis.error} onRetry={() => void apis.refetch()} />
      ) : null}
      {items?.map(({ name, description }) => (
        <Checkbox
          key={name}
          label={name}
          description={description}
          checked={values.scopes.includes(name)}
          onChange={event => toggle(name, event.currentTarget.checked)}
        />
      ))}
    </fieldset>
  )
}

function Bounds({ values, faults, onChange }: TokenFieldsProps) {
  const { expiresInSeconds: days, uses } = CONTROLS
  return (
    <div className="lk-token-pair">
      <TextInput
        id={days.control}
        label={days.label}
        description={say('1 to 90.')}
        inputMode="numeric"
        autoComplete="off"
        value={values.days}
        error={toldOf(faults, 'expiresInSeconds')}
        onChange={event => onChange({ days: event.currentTarget.value })}
      />
      <TextInput
        id={uses.control}
        label={uses.label}
        description={say('How many may register with it, 1 to 1000.')}
        inputMode="numeric"
        autoComplete="off"
        value={values.uses}
        error={toldOf(faults, 'uses')}
        onChange={event => onChange({ uses: event.currentTarget.value })}
      />
    </div>
  )
}

function LegacyLabel({ children }: { readonly children: string }) {
  return (
    <>
      {children}{' '}
      <span className="lk-tag" data-tone="ochre">
        {say('Legacy')}
      </span>
    </>
  )
}

function OldSoftware({ values, faults, onChange }: TokenFieldsProps) {
  return (
    <details className="lk-old-software">
      <summary>{say('For old software')}</summary>
      <div className="lk-fieldset">
        <Switch
          id={CONTROLS.requirePkce.control}
          label={<LegacyLabel>{say('Let it sign people in without PKCE')}</LegacyLabel>}
          description={say(
            'A code caught on its way is then protected by the secret alone; programs without a secret need PKCE all the same.',
          )}
          checked={values.withoutPkce}
          error={toldOf(faults, 'requirePkce')}
          onChange={event => onChange({ withoutPkce: event.currentTarget.checked })}
        />
        <Switch
          id={CONTROLS.tokenEndpointAudienceAllowed.control}
          label={<LegacyLabel>{say('Accept the token endpoint as audience')}</LegacyLabel>}
          description={say(
            'For programs whose signed client assertions name the address of the token endpoint instead of the issuer.',
          )}
          checked={values.tokenEndpointAudience}
          error={toldOf(faults, 'tokenEndpointAudienceAllowed')}
          onChange={event => onChange({ tokenEndpointAudience: event.currentTarget.checked })}
        />
      </div>
    </details>
  )
}

/** What a registration token is asked for with. */
export function TokenFields(props: TokenFieldsProps) {
  const { values, faults, onChange } = props
  return (
    <>
      <TextInput
        id={CONTROLS.label.control}
        label={CONTROLS.label.label}
        description={say(
          'Optional. Who gets it: what registers is listed under the vendor “Registered with” and this label.',
        )}
        placeholder={say('Build server')}
        autoComplete="off"
        data-autofocus
        value={values.label}
        error={toldOf(faults, 'label')}
        onChange={event => onChange({ label: event.currentTarget.value })}
      />
      <Scopes {...props} />
      <Bounds {...props} />
      <OldSoftware {...props} />
    </>
  )
}
