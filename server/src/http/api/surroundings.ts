import { editBusinessUnit } from '@latchkey/contract/business-units/business-unit.ts'
import { listApis } from '@latchkey/contract/catalogue/catalogue.ts'
import { getMe } from '@latchkey/contract/people/people.ts'
import type { FastifyInstance } from 'fastify'
import { SECOND } from '../../lib/clock.ts'
import { ok } from '../../lib/result.ts'
import { editBusinessUnit as edit } from '../../services/business-units/edit-business-unit.ts'
import { type AvailableScope, listAvailableApis } from '../../services/business-units/list-apis.ts'
import type { Door } from '../door.ts'
import { wordsFor } from '../words/words-for.ts'
import { serve } from './serve.ts'
import { businessUnitShape, meShape, readLifetimes } from './shapes.ts'

/** Serves what stands around applications: the caller, the business unit, and its APIs. */
export function registerSurroundings(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, getMe, async ({ actor, request }) =>
    ok({ body: meShape(actor, wordsFor(request).language) }),
  )

  serve(app, door, listApis, async ({ actor, request }) => {
    const { language } = wordsFor(request)
    const shown = (scope: AvailableScope) => ({
      ...scope,
      description: (language === 'de' ? scope.german : null) ?? scope.description,
      endsAt: scope.endsAt === null ? null : new Date(scope.endsAt).toISOString(),
    })
    const apis = await listAvailableApis(deps, actor)
    const items = apis.map(api => ({ ...api, ...shown(api), scopes: api.scopes.map(shown) }))
    return ok({ body: { items } })
  })

  serve(app, door, editBusinessUnit, async ({ actor, body }) => {
    const { limits, refreshGrace, ...rest } = body
    const request = {
      ...rest,
      ...(limits === undefined ? {} : { limits: readLifetimes(limits) }),
      ...(refreshGrace === undefined ? {} : { refreshGrace: refreshGrace * SECOND }),
    }
    const edited = await edit(deps, actor, request)
    return edited.ok ? ok({ body: businessUnitShape(edited.value) }) : edited
  })
}
