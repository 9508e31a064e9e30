import {
  listSigningKeys,
  rotateSigningKeys,
  type SigningKey as Shown,
} from '@latchkey/contract/keys/signing-keys.ts'
import type { FastifyInstance } from 'fastify'
import { ok } from '../../../lib/result.ts'
import {
  listSigningKeys as list,
  rotateSigningKeys as rotate,
  type SigningKeyView,
} from '../../../services/keys/rotate-signing-keys.ts'
import type { Door } from '../../door.ts'
import { serve } from '../serve.ts'

/** Serves the operations on signing keys, which are for operators alone. */
export function registerSigningKeys(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, listSigningKeys, async ({ actor }) => {
    const keys = await list(deps, actor)
    return keys.ok ? ok({ body: { items: keys.value.map(signingKeyShape) } }) : keys
  })

  serve(app, door, rotateSigningKeys, async ({ actor, body }) => {
    const { algorithm = null, emergency = false } = body
    const keys = await rotate(deps, actor, { algorithm, emergency })
    return keys.ok ? ok({ body: { items: keys.value.map(signingKeyShape) } }) : keys
  })
}

function signingKeyShape(key: SigningKeyView): Shown {
  const time = (instant: number) => new Date(instant).toISOString()
  return {
    id: key.id,
    algorithm: key.algorithm,
    status: key.status,
    createdAt: time(key.createdAt),
    activeFrom: time(key.activeFrom),
    supersededAt: key.supersededAt === null ? null : time(key.supersededAt),
    endsAt: key.endsAt === null ? null : time(key.endsAt),
  }
}
