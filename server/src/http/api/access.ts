import { type Access, getAccess } from '@latchkey/contract/applications/access.ts'
import {
  getAddressRanges,
  setAddressRanges,
} from '@latchkey/contract/applications/credentials/address-ranges.ts'
import type { FastifyInstance } from 'fastify'
import { ok } from '../../lib/result.ts'
import { type ApplicationAccess, readAccess } from '../../services/applications/read-access.ts'
import { changeAddressRanges, readAddressRanges } from '../../services/credentials/address-ranges.ts'
import type { Door } from '../door.ts'
import { serve } from './serve.ts'

function accessShape({ blocked, scopes, audiences }: ApplicationAccess['forItself']): Access {
  return {
    blocked,
    scopes: scopes.map(({ scope, because, words }) => ({
      scope,
      granted: blocked === null && because === null,
      because,
      words,
    })),
    audiences: [...audiences],
  }
}

/** Serves what an application can reach, why not the rest, and from where it may ask. */
export function registerAccess(app: FastifyInstance, door: Door): void {
  serve(app, door, getAddressRanges, async ({ actor, params, request }) => {
    const read = await readAddressRanges(door.deps, actor, params.id)
    if (!read.ok) return read
    const { ranges, version } = read.value
    return ok({ body: { ranges: [...ranges], yourAddress: request.ip }, version })
  })

  serve(app, door, setAddressRanges, async ({ actor, params, body, version, request }) => {
    const changed = await changeAddressRanges(door.deps, actor, { id: params.id, version, ...body })
    if (!changed.ok) return changed
    const { ranges, version: now } = changed.value
    return ok({ body: { ranges: [...ranges], yourAddress: request.ip }, version: now })
  })

  serve(app, door, getAccess, async ({ actor, params, query }) => {
    const read = await readAccess(door.deps, actor, params.id, query.user ?? null)
    if (!read.ok) return read
    const { forItself, forUser, atMost, inUse } = read.value
    const { signIns, people, recent, consented } = inUse
    const body = {
      forItself: accessShape(forItself),
      forUser:
        forUser === null
          ? null
          : {
              ...accessShape(forUser),
              user: {
                id: forUser.user.id,
                userName: forUser.user.userName,
                fullName: forUser.user.fullName,
              },
              securityProfile: forUser.securityProfile,
            },
      atMost: { scopes: [...atMost.scopes], audiences: [...atMost.audiences] },
      inUse: {
        signIns,
        people,
        recent,
        consented,
        knownSince: new Date(inUse.knownSince).toISOString(),
      },
    }
    return ok({ body })
  })
}
