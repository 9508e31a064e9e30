import {
  type KeySetUrl as KeySetShape,
  type ApplicationKey as KeyShape,
  listKeys,
} from '@latchkey/contract/applications/credentials/keys.ts'
import {
  fetchKeySet as fetchRoute,
  type PublicKey,
  readPublicKeys as readRoute,
} from '@latchkey/contract/applications/credentials/public-keys.ts'
import type { FastifyInstance } from 'fastify'
import { err, ok } from '../../../lib/result.ts'
import type { KeyInText } from '../../../protocol/key-text.ts'
import { fetchKeySet, readPublicKeys } from '../../../services/credentials/public-keys.ts'
import { type ApplicationKey, readKeys } from '../../../services/credentials/read-keys.ts'
import type { Door } from '../../door.ts'
import { serve } from '../serve.ts'
import { actorShape } from '../shapes.ts'

function keyShape(key: KeyInText): PublicKey {
  return { ...key, algorithms: [...key.algorithms], jwk: { ...key.jwk } }
}

function time(at: number): string {
  return new Date(at).toISOString()
}

function addedShape(added: ApplicationKey['added']): Pick<KeyShape, 'addedAt' | 'addedBy'> {
  if (added === null) return { addedAt: null, addedBy: null }
  return { addedAt: time(added.at), addedBy: added.by === null ? null : actorShape(added.by) }
}

function applicationKeyShape(key: ApplicationKey): KeyShape {
  const { thumbprint, kid, described, added, lastUsedAt, lastUsedFrom } = key
  return {
    thumbprint,
    kid,
    kind: described?.kind ?? null,
    algorithms: [...(described?.algorithms ?? [])],
    fault: described?.fault ?? null,
    ...addedShape(added),
    lastUsedAt: lastUsedAt === null ? null : time(lastUsedAt),
    lastUsedFrom,
  }
}

type Known = Extract<Awaited<ReturnType<typeof readKeys>>, { ok: true }>['value']['keySet']

function keySetShape(keySet: Known): KeySetShape | null {
  if (keySet === null) return null
  const { url, added, fetchedAt, failed } = keySet
  return {
    url,
    ...addedShape(added),
    fetchedAt: fetchedAt === null ? null : time(fetchedAt),
    failed: failed === null ? null : { ...failed, at: time(failed.at) },
  }
}

/** Serves what public keys are: in a text and at a URL, of which nothing is stored, and those of an application. */
export function registerPublicKeys(app: FastifyInstance, door: Door): void {
  serve(app, door, readRoute, async ({ actor, body }) => {
    const read = readPublicKeys(actor, body.text)
    return read.ok ? ok({ body: { items: read.value.map(keyShape) } }) : read
  })

  serve(app, door, listKeys, async ({ actor, params }) => {
    const keys = await readKeys(door.deps, actor, params.id)
    if (!keys.ok) return keys
    const { items, keySet } = keys.value
    return ok({ body: { items: items.map(applicationKeyShape), keySet: keySetShape(keySet) } })
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
