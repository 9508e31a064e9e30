import {
  chooseBusinessUnitApis,
  createPlatformApi,
  createPlatformScope,
  editPlatformApi,
  editPlatformScope,
  getPlatformApi,
  listPlatformApis,
  type PlatformApi,
  type PlatformApiListed,
} from '@latchkey/contract/platform/apis.ts'
import type { FastifyInstance } from 'fastify'
import { ok, type Result } from '../../../lib/result.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { chooseApis } from '../../../services/business-units/choose-apis.ts'
import * as reading from '../../../services/platform/apis.ts'
import * as editing from '../../../services/platform/edit-apis.ts'
import type { Door } from '../../door.ts'
import { serve } from '../serve.ts'

/** Serves the APIs and scopes of the platform to operators. */
export function registerPlatformApis(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, listPlatformApis, async ({ actor }) => {
    const apis = await reading.listPlatformApis(deps, actor)
    return apis.ok ? ok({ body: { items: apis.value.map(listedShape) } }) : apis
  })

  serve(app, door, getPlatformApi, async ({ actor, params }) =>
    shown(await reading.readPlatformApi(deps, actor, params.name)),
  )

  serve(app, door, createPlatformApi, async ({ actor, body, onceKey }) => {
    const { german = null, withoutUser = false, sensitive = true, ...rest } = body
    return shown(await editing.makeApi(deps, actor, { ...rest, german, withoutUser, sensitive }, onceKey))
  })

  serve(app, door, editPlatformApi, async ({ actor, params, body, version }) =>
    shown(await editing.editPlatformApi(deps, actor, { name: params.name, version }, dated(body))),
  )

  serve(app, door, createPlatformScope, async ({ actor, params, body, onceKey }) => {
    const { german = null, withoutUser = false, sensitive = true, ...rest } = body
    const asked = { ...rest, german, withoutUser, sensitive }
    return shown(await editing.makeScope(deps, actor, { api: params.name, onceKey }, asked))
  })

  serve(app, door, editPlatformScope, async ({ actor, params, body, version }) => {
    const target = { api: params.name, scope: params.scope, version }
    const edited = await editing.editPlatformScope(deps, actor, target, dated(body))
    if (!edited.ok) return edited
    const scope = edited.value.scopes.find(({ name }) => name === params.scope)
    return ok({ body: apiShape(edited.value), version: scope?.version ?? 0 })
  })

  serve(app, door, chooseBusinessUnitApis, async ({ actor, params, body }) => {
    const apis = await chooseApis(deps, actor, params.number, body.apis)
    return apis.ok ? ok({ body: { apis: [...apis.value] } }) : apis
  })
}

/** The same with the moment as a number, where one was sent. */
function dated<B extends { readonly endsAt?: string | null }>({ endsAt, ...rest }: B) {
  return { ...rest, ...(endsAt === undefined ? {} : { endsAt: reading.momentOf(endsAt) }) }
}

function shown(api: Result<reading.ApiView, RegistryRefusal>) {
  return api.ok ? ok({ body: apiShape(api.value), version: api.value.version }) : api
}

function moment(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString()
}

function listedShape(api: reading.ApiListed): PlatformApiListed {
  const { name, builtIn, description, german, audience, baseUrl, scopeCount, version } = api
  return {
    name,
    builtIn,
    description,
    german,
    audience,
    baseUrl,
    endsAt: moment(api.endsAt),
    scopeCount,
    version,
  }
}

function apiShape(api: reading.ApiView): PlatformApi {
  return {
    ...listedShape(api),
    switchedOn: api.switchedOn,
    scopes: api.scopes.map(
      ({ name, description, german, withoutUser, sensitive, endsAt, version, usedBy }) => ({
        name,
        description,
        german,
        withoutUser,
        sensitive,
        endsAt: moment(endsAt),
        version,
        usedBy,
      }),
    ),
  }
}
