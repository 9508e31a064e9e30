import {
  authorizeApplication,
  decideVersion,
  editCatalogueEntry,
  getCatalogueEntry,
  listCatalogue,
} from '@latchkey/contract/catalogue/catalogue.ts'
import { publishEntry } from '@latchkey/contract/catalogue/publishing.ts'
import type { FastifyInstance } from 'fastify'
import { ok, type Result } from '../../../lib/result.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import type { ApplicationView } from '../../../services/applications/application-view.ts'
import * as authorizing from '../../../services/applications/authorize-application.ts'
import * as deciding from '../../../services/applications/catalogue/decide-version.ts'
import * as editing from '../../../services/applications/catalogue/edit-entry.ts'
import * as publishing from '../../../services/applications/catalogue/publish-entry.ts'
import * as reading from '../../../services/applications/catalogue/read-catalogue.ts'
import type { Door } from '../../door.ts'
import { registrationRequest } from '../applications.ts'
import { serve } from '../serve.ts'
import { applicationShape, catalogueShape } from '../shapes.ts'

function shownEntry(item: Result<reading.CatalogueItem, RegistryRefusal>) {
  return item.ok ? ok({ body: catalogueShape(item.value), version: item.value.entry.version }) : item
}

function shown(view: Result<ApplicationView, RegistryRefusal>) {
  return view.ok ? ok({ body: applicationShape(view.value), version: view.value.registration.version }) : view
}

/** Serves the catalogue of external applications, and what a business unit decides about them. */
export function registerCatalogue(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, listCatalogue, async ({ actor, query }) => {
    const { search = null, state = 'published' } = query
    const found = await reading.listCatalogue(deps, actor, { search, state })
    return found.ok ? ok({ body: { items: found.value.map(catalogueShape) } }) : found
  })

  serve(app, door, publishEntry, async ({ actor, body, onceKey }) => {
    const { description, draft = false, ...rest } = body
    const request = { ...registrationRequest(rest), description, draft }
    const made = await publishing.publishEntry(deps, actor, request, onceKey)
    if (!made.ok) return made
    const { view, secret } = made.value
    return ok({ body: { application: applicationShape(view), secret }, version: view.registration.version })
  })

  serve(app, door, getCatalogueEntry, async ({ actor, params }) =>
    shownEntry(await reading.readCatalogueEntry(deps, actor, params.id)),
  )

  serve(app, door, editCatalogueEntry, async ({ actor, params, body, version }) =>
    shownEntry(await editing.editCatalogueEntry(deps, actor, { id: params.id, version }, body)),
  )

  serve(app, door, authorizeApplication, async ({ actor, body, onceKey }) => {
    const wanted = { applicationId: body.applicationId, scopes: body.scopes ?? null }
    return shown(await authorizing.authorizeApplication(deps, actor, wanted, onceKey))
  })

  serve(app, door, decideVersion, async ({ actor, params, body, version }) => {
    const decision = { accept: body.decision === 'accept', scopes: body.scopes }
    return shown(await deciding.decideVersion(deps, actor, { id: params.id, version }, decision))
  })
}
