import {
  acceptTransfer,
  declineTransfer,
  getReceivedTransfer,
  listReceivedTransfers,
  listTransfers,
  offerTransfer,
  type ReceivedTransfer as ReceivedShape,
  type Transfer as TransferShape,
  type WholeTransfer,
  withdrawTransfer,
} from '@latchkey/contract/applications/status/transfers.ts'
import type { FastifyInstance } from 'fastify'
import { ok } from '../../../lib/result.ts'
import { stateOf, type Transfer } from '../../../registry/applications/transfer.ts'
import * as offers from '../../../services/applications/transfers/offer.ts'
import * as receiving from '../../../services/applications/transfers/receive.ts'
import type { Door } from '../../door.ts'
import { serve } from '../serve.ts'
import { applicationShape } from '../shapes.ts'

/** Serves the way of an application to another business unit: both sides of it. */
export function registerTransfers(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, offerTransfer, async ({ actor, params, body, onceKey }) => {
    const asked = { id: params.id, name: body.name, to: body.to, words: body.words ?? '' }
    const made = await offers.offerTransfer(deps, actor, asked, onceKey)
    return made.ok ? ok({ body: givenShape(made.value, deps.clock()) }) : made
  })

  serve(app, door, listTransfers, async ({ actor, query }) => {
    const wanted = { applicationId: query.applicationId ?? null, cursor: query.cursor ?? null }
    const page = await offers.listTransfers(deps, actor, wanted)
    if (!page.ok) return page
    const items = page.value.items.map(each => givenShape(each, deps.clock()))
    return ok({ body: { items, nextCursor: page.value.nextCursor } })
  })

  serve(app, door, withdrawTransfer, async ({ actor, params }) => {
    const done = await offers.withdrawOffer(deps, actor, params.id)
    return done.ok ? ok({ body: givenShape(done.value, deps.clock()) }) : done
  })

  serve(app, door, listReceivedTransfers, async ({ actor, query }) => {
    const page = await receiving.listReceivedTransfers(deps, actor, query.cursor ?? null)
    if (!page.ok) return page
    const items = page.value.items.map(each => receivedShape(each, deps.clock()))
    return ok({ body: { items, nextCursor: page.value.nextCursor } })
  })

  serve(app, door, getReceivedTransfer, async ({ actor, params }) => {
    const found = await receiving.readReceivedTransfer(deps, actor, params.id)
    if (!found.ok) return found
    const { application } = found.value
    const body = wholeShape(found.value, deps.clock())
    return ok({ body, ...(application === null ? {} : { version: application.version }) })
  })

  serve(app, door, acceptTransfer, async ({ actor, params, body, version }) => {
    const { words = '', ...names } = body
    const done = await receiving.acceptTransfer(deps, actor, { id: params.id, version, words, ...names })
    if (!done.ok) return done
    return ok({ body: applicationShape(done.value), version: done.value.registration.version })
  })

  serve(app, door, declineTransfer, async ({ actor, params, body }) => {
    const done = await receiving.declineTransfer(deps, actor, params.id, body.words ?? '')
    return done.ok ? ok({ body: receivedShape(done.value, deps.clock()) }) : done
  })
}

function commonShape(transfer: Transfer, now: number) {
  const { id, vendorName, name, words, answer } = transfer
  return {
    id,
    vendorName,
    name,
    words,
    answer,
    state: stateOf(transfer, now),
    offeredAt: time(transfer.createdAt),
    endsAt: time(transfer.endsAt),
    answeredAt: transfer.answeredAt === null ? null : time(transfer.answeredAt),
  }
}

function givenShape(transfer: Transfer, now: number): TransferShape {
  const { applicationId, toNumber: to, createdBy } = transfer
  return {
    ...commonShape(transfer, now),
    applicationId,
    to,
    offeredBy: { id: createdBy.id, name: createdBy.name },
  }
}

function receivedShape({ transfer, giver }: receiving.Offered, now: number): ReceivedShape {
  const applicationId = transfer.state === 'accepted' ? transfer.applicationId : null
  return {
    ...commonShape(transfer, now),
    from: { number: giver.number, name: giver.name },
    applicationId,
  }
}

function wholeShape(offered: receiving.OfferedWhole, now: number): WholeTransfer {
  const { application, available, nameTaken } = offered
  const shape = receivedShape(offered, now)
  if (application === null) return { ...shape, application: null }
  const { id: clientId, description, clientType, callbackUrls, version } = application
  return {
    ...shape,
    application: {
      clientId,
      description,
      clientType,
      status: application.active ? 'active' : 'inactive',
      scopes: application.scopes.map(name => ({ name, available: available.includes(name) })),
      callbackUrls: [...callbackUrls],
      nameTaken,
      version,
    },
  }
}

function time(instant: number): string {
  return new Date(instant).toISOString()
}
