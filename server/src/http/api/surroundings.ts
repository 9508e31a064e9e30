import { editBusinessUnit } from '@latchkey/contract/business-units/business-unit.ts'
import { authorizeApplication, listApis, listCatalogue } from '@latchkey/contract/catalogue/catalogue.ts'
import { getMe } from '@latchkey/contract/people/people.ts'
import type { FastifyInstance } from 'fastify'
import { SECOND } from '../../lib/clock.ts'
import { ok } from '../../lib/result.ts'
import { authorizeApplication as authorize } from '../../services/applications/authorize-application.ts'
import { listCatalogue as loadCatalogue } from '../../services/applications/read-applications.ts'
import { editBusinessUnit as edit } from '../../services/business-units/edit-business-unit.ts'
import { listAvailableApis } from '../../services/business-units/list-apis.ts'
import type { Door } from '../door.ts'
import { wordsFor } from '../words/words-for.ts'
import { serve } from './serve.ts'
import { applicationShape, businessUnitShape, catalogueShape, meShape, readLifetimes } from './shapes.ts'

/** Serves what stands around applications: the caller, the business unit, its APIs, and the catalogue. */
export function registerSurroundings(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, getMe, async ({ actor, request }) =>
    ok({ body: meShape(actor, wordsFor(request).language) }),
  )

  serve(app, door, listApis, async ({ actor }) =>
    ok({ body: { items: await listAvailableApis(deps, actor) } }),
  )

  serve(app, door, listCatalogue, async ({ actor, query }) => {
    const found = await loadCatalogue(deps, actor, query.search ?? null)
    return found.ok ? ok({ body: { items: found.value.map(catalogueShape) } }) : found
  })

  serve(app, door, authorizeApplication, async ({ actor, body, onceKey }) => {
    const made = await authorize(deps, actor, body.applicationId, onceKey)
    return made.ok
      ? ok({ body: applicationShape(made.value), version: made.value.registration.version })
      : made
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
