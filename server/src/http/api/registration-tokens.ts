import {
  createRegistrationToken,
  listRegistrationTokens,
  revokeRegistrationToken,
  type RegistrationToken as Shown,
} from '@latchkey/contract/business-units/registration-tokens.ts'
import type { FastifyInstance } from 'fastify'
import { SECOND } from '../../lib/clock.ts'
import { ok } from '../../lib/result.ts'
import { DEFAULT_TOKEN_LIFE, tokenStatus } from '../../registry/applications/dynamic/registration-token.ts'
import * as tokens from '../../services/applications/dynamic/registration-tokens.ts'
import type { Door } from '../door.ts'
import { serve } from './serve.ts'

/** Serves the operations on the tokens with which software registers itself. */
export function registerRegistrationTokens(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, listRegistrationTokens, async ({ actor }) => {
    const list = await tokens.listRegistrationTokens(deps, actor)
    return list.ok ? ok({ body: { items: list.value.map(tokenShape) } }) : list
  })

  serve(app, door, createRegistrationToken, async ({ actor, body, onceKey }) => {
    const { expiresInSeconds } = body
    const request = {
      label: body.label ?? '',
      scopes: body.scopes ?? [],
      uses: body.uses ?? 1,
      life: expiresInSeconds === undefined ? DEFAULT_TOKEN_LIFE : expiresInSeconds * SECOND,
      requirePkce: body.requirePkce ?? true,
      tokenEndpointAudienceAllowed: body.tokenEndpointAudienceAllowed ?? false,
    }
    const made = await tokens.createRegistrationToken(deps, actor, request, onceKey)
    return made.ok ? ok({ body: { token: tokenShape(made.value), value: made.value.value } }) : made
  })

  serve(app, door, revokeRegistrationToken, async ({ actor, params }) => {
    const revoked = await tokens.revokeRegistrationToken(deps, actor, params.id)
    return revoked.ok ? ok({ body: tokenShape(revoked.value) }) : revoked
  })
}

function tokenShape({ token, now }: tokens.TokenView): Shown {
  const time = (instant: number) => new Date(instant).toISOString()
  return {
    id: token.id,
    label: token.label,
    hint: token.hint,
    status: tokenStatus(token, now),
    uses: token.uses,
    usesLeft: token.usesLeft,
    scopes: [...token.scopes],
    requirePkce: token.requirePkce,
    tokenEndpointAudienceAllowed: token.tokenEndpointAudienceAllowed,
    createdAt: time(token.createdAt),
    createdBy: { id: token.createdBy.id, name: token.createdBy.name },
    expiresAt: time(token.expiresAt),
  }
}
