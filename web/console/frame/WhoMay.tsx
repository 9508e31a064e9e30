import type { Permission } from '@latchkey/contract/route.ts'
import { useMe } from './me.ts'

/** Says which permission a setting needs and who has it, to somebody who has not. Nobody can give it away here. */
export function WhoMay({ needs, act }: { readonly needs: Permission; readonly act: string }) {
  const { businessUnit } = useMe()
  return (
    <p className="lk-help lk-permission">
      {act} needs the permission <code>{needs}</code>, which users of {businessUnit.name} with the profile
      Manager have.
    </p>
  )
}
