import type { Permission } from '@latchkey/contract/route.ts'
import { saying } from '../../kit/words/saying.tsx'
import { useMe } from './me.ts'

/** Says which permission a setting needs and who has it, to somebody who has not. Nobody can give it away here. */
export function WhoMay({ needs, act }: { readonly needs: Permission; readonly act: string }) {
  const { businessUnit } = useMe()
  return (
    <p className="lk-help lk-permission">
      {saying('{act} needs the permission {needs}, which users of {unit} with the profile Manager have.', {
        act,
        needs: <code>{needs}</code>,
        unit: businessUnit.name,
      })}
    </p>
  )
}
