import {
  fetchKeySet as fetchRoute,
  type PublicKey,
  readPublicKeys as readRoute,
} from '@latchkey/contract/applications/credentials/public-keys.ts'
import type { FastifyInstance } from 'fastify'
import { err, ok } from '../../../lib/result.ts'
import type { KeyInText } from '../../../protocol/key-text.ts'
import { fetchKeySet, readPublicKeys } from '../../../services/credentials/public-keys.ts'
import type { Door } from '../../door.ts'
import { serve } from '../serve.ts'

function keyShape(key: KeyInText): PublicKey {
  return { ...key, algorithms: [...key.algorithms], jwk: { ...key.jwk } }
}

/** Serves what public keys are: in a text, and at a URL. Neither stores anything. */
export function registerPublicKeys(app: FastifyInstance, door: Door): void {
  serve(app, door, readRoute, async ({ actor, body }) => {
    const read = readPublicKeys(actor, body.text)
    return read.ok ? ok({ body: { items: read.value.map(keyShape) } }) : read
  })

  serve(app, door, fetchRoute, async ({ actor, body }) => {
    const wait = door.throttle.keySetFetch(actor.businessUnit.id)
    if (wait !== null) return err({ kind: 'too-many-attempts', seconds: wait.seconds })
    const fetched = await fetchKeySet(door.deps, actor, body.url)
    if (!fetched.ok) return fetched
    const { items, failure, status } = fetched.value
    return ok({ body: { items: items.map(keyShape), failure, status } })
  })
}
