import { registerApplication } from '@latchkey/contract/applications/applications.ts'
import { authorizeApplication } from '@latchkey/contract/catalogue/catalogue.ts'
import { CopyAs } from '../../../kit/copy-as/CopyAs.tsx'
import { bodyOf, type RegisterValues } from './form-values.ts'
import { useAround } from './use-register-form.ts'

/** The request that the form would send, to be sent by a script instead. */
export function CopyCall({ values }: { readonly values: RegisterValues }) {
  const around = useAround()
  return values.way === 'external' ? (
    <CopyAs
      route={authorizeApplication}
      parts={() => ({ body: { applicationId: values.externalId ?? '' } })}
    />
  ) : (
    <CopyAs route={registerApplication} parts={() => ({ body: bodyOf(values, around) })} />
  )
}
