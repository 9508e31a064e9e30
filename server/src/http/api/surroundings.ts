import { editBusinessUnit } from '@latchkey/contract/business-units/business-unit.ts'
import { listApis } from '@latchkey/contract/catalogue/catalogue.ts'
import { getMe } from '@latchkey/contract/people/people.ts'
import type { FastifyInstance } from 'fastify'
import { SECOND } from '../../lib/clock.ts'
import { ok } from '../../lib/result.ts'
import { editBusinessUnit as edit } from '../../services/business-units/edit-business-unit.ts'
import { listAvailableApis } from '../../services/business-units/list-apis.ts'
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

  serve(app, door, listApis, async ({ actor }) =>
    ok({ body: { items: await listAvailableApis(deps, actor) } }),
  )

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
