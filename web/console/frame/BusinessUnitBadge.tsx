import type { Me } from '@latchkey/contract/people/people.ts'
import { say } from '../../kit/words/say.ts'

const ENVIRONMENTS = { production: say('Production'), sandbox: say('Sandbox') } as const

/** Which business unit every act on this page concerns, with its number and environment. */
export function BusinessUnitBadge({ unit }: { readonly unit: Me['businessUnit'] }) {
  return (
    <div className="lk-unit">
      <div className="lk-unit-name">
        <span className="lk-hidden">{say('Business unit:')} </span>
        {unit.name}
      </div>
      <div className="lk-unit-facts">
        <span>{unit.number}</span>
        <span className="lk-environment" data-environment={unit.environment}>
          {ENVIRONMENTS[unit.environment]}
        </span>
      </div>
    </div>
  )
}
