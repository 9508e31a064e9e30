import { registerApplication } from '@latchkey/contract/applications/applications.ts'
import { authorizeApplication } from '@latchkey/contract/catalogue/catalogue.ts'
import { CopyAsCall } from '../../../kit/copy-as/CopyAsCall.tsx'
import { bodyOf, type RegisterValues } from './form-values.ts'
import { useAround } from './use-register-form.ts'

/** The request that the form would send, to be sent by a script instead. */
export function CopyCall({ values }: { readonly values: RegisterValues }) {
  const around = useAround()
  return values.way === 'external' ? (
    <CopyAsCall
      route={authorizeApplication}
      parts={() => ({ body: { applicationId: values.externalId ?? '' } })}
    />
  ) : (
    <CopyAsCall route={registerApplication} parts={() => ({ body: bodyOf(values, around) })} />
  )
}
