import type { BusinessUnit, Contact, Skill } from '../model/business-unit.ts'
import { cancel, enqueue, LONGEST_QUEUE, type NewContact, placeOf, waiting } from '../model/queue.ts'
import { created, found, NOTHING, type Outcome, operation, refuse } from '../operation.ts'
import { choice, count, numberInPath, record, text } from '../shape.ts'
import { TIME, timeOf } from './answers.ts'

const place = count('Place in the queue: 1 is next, 0 when the contact no longer waits')
const stateName = choice('Queued', 'Active', 'Completed', 'Cancelled')
const subject = text({ max: 200, description: 'What it is about' })
const phoneNumber = text({
  max: 16,
  pattern: '^\\+[1-9][0-9]{6,14}$',
  description: 'Number to call back, with + and country code',
})
const callback = record({
  callbackId: count(),
  phoneNumber,
  skillId: count(),
  stateName,
  place,
  queuedAt: TIME,
})
const contact = record({ contactId: count(), skillId: count(), stateName, place, queuedAt: TIME })
const byCallback = record({ callbackId: numberInPath('Number of a queue callback') })

const exampleCallback = { params: { callbackId: '50006' }, query: {}, body: undefined }

const callbacks = [
  operation({
    api: 'PatronApi',
    id: 'requestCallback',
    method: 'POST',
    path: '/queuecallback',
    summary: 'Hold a place in the queue for a customer, who is called back when the turn comes',
    statuses: [201, 200],
    body: record({ phoneNumber, skillId: count() }, { subject }),
    answer: callback,
    example: {
      params: {},
      query: {},
      body: { phoneNumber: '+441632960123', skillId: 201, subject: 'Where is my order' },
    },
    handle({ unit, now, body }) {
      // Asking twice keeps the place that the customer has, it does not take a second one.
      const held = waiting(unit).find(
        each =>
          each.kind === 'Callback' && each.customer === body.phoneNumber && each.skillId === body.skillId,
      )
      if (held !== undefined) return found(shownCallback(unit, held))
      const wanted = { customer: body.phoneNumber, skillId: body.skillId, subject: body.subject ?? '' }
      const queued = join(unit, { ...wanted, kind: 'Callback' }, { mediaType: 'PhoneCall', now })
      return queued.ok ? created(shownCallback(unit, queued.contact)) : queued.outcome
    },
  }),
  operation({
    api: 'PatronApi',
    id: 'getCallback',
    method: 'GET',
    path: '/queuecallback/{callbackId}',
    summary: 'The place that a callback holds',
    statuses: [200],
    params: byCallback,
    answer: callback,
    example: exampleCallback,
    handle({ unit, params }) {
      const held = callbackOf(unit, params.callbackId)
      return held === undefined ? noCallback(params.callbackId) : found(shownCallback(unit, held))
    },
  }),
  operation({
    api: 'PatronApi',
    id: 'cancelCallback',
    method: 'DELETE',
    path: '/queuecallback/{callbackId}',
    summary: 'Give the place up: everyone behind moves up',
    statuses: [204],
    params: byCallback,
    example: exampleCallback,
    handle({ unit, now, params }) {
      const held = callbackOf(unit, params.callbackId)
      if (held === undefined) return noCallback(params.callbackId)
      if (held.state === 'Cancelled') return NOTHING
      if (held.state !== 'Queued') {
        return refuse('conflict', `Callback ${held.contactId} no longer waits: it is ${held.state}.`)
      }
      cancel(unit, held, now)
      return NOTHING
    },
  }),
]

const contacts = [
  operation({
    api: 'PatronApi',
    id: 'startChat',
    method: 'POST',
    path: '/contacts/chats',
    summary: 'Start a chat for a customer',
    statuses: [201],
    body: record({ skillId: count(), customerName: text({ max: 64 }) }, { subject }),
    answer: contact,
    example: { params: {}, query: {}, body: { skillId: 203, customerName: 'Visitor', subject: 'Delivery' } },
    handle({ unit, now, body }) {
      const wanted = { customer: body.customerName, skillId: body.skillId, subject: body.subject ?? '' }
      const queued = join(unit, { ...wanted, kind: 'Chat' }, { mediaType: 'Chat', now })
      return queued.ok ? created(shown(unit, queued.contact)) : queued.outcome
    },
  }),
  operation({
    api: 'PatronApi',
    id: 'createWorkItem',
    method: 'POST',
    path: '/interactions/work-items',
    summary: 'Hand in a piece of work for the next agent with the skill',
    statuses: [201],
    body: record({ skillId: count(), reference: text({ max: 64 }) }, { subject }),
    answer: contact,
    example: { params: {}, query: {}, body: { skillId: 204, reference: 'claim-88', subject: 'Broken lamp' } },
    handle({ unit, now, body }) {
      const wanted = { customer: body.reference, skillId: body.skillId, subject: body.subject ?? '' }
      const queued = join(unit, { ...wanted, kind: 'WorkItem' }, { mediaType: 'WorkItem', now })
      return queued.ok ? created(shown(unit, queued.contact)) : queued.outcome
    },
  }),
]

/** What a customer may ask for. */
export const patronApi = [...callbacks, ...contacts]

type Joining = { readonly mediaType: Skill['mediaType']; readonly now: number }
type Joined =
  | { readonly ok: true; readonly contact: Contact }
  | { readonly ok: false; readonly outcome: Outcome<never> }

function join(unit: BusinessUnit, wanted: NewContact, { mediaType, now }: Joining): Joined {
  const skill = unit.skills.find(each => each.skillId === wanted.skillId)
  if (skill === undefined) {
    const outcome = refuse('not_found', `There is no skill ${wanted.skillId} in this business unit.`)
    return { ok: false, outcome }
  }
  if (skill.mediaType !== mediaType) {
    const words = `Skill ${skill.skillId} is for ${skill.mediaType}, this operation needs one for ${mediaType}.`
    return { ok: false, outcome: refuse('invalid_request', words) }
  }
  const queued = enqueue(unit, wanted, now)
  if (queued !== undefined) return { ok: true, contact: queued }
  const words = `The queue is full: ${LONGEST_QUEUE} contacts wait in this business unit. Try again later.`
  return { ok: false, outcome: refuse('queue_full', words) }
}

function callbackOf(unit: BusinessUnit, id: string): Contact | undefined {
  const held = unit.contacts.get(Number(id))
  return held?.kind === 'Callback' ? held : undefined
}

function noCallback(id: string) {
  return refuse('not_found', `There is no queue callback ${id} in this business unit.`)
}

function shown(unit: BusinessUnit, held: Contact) {
  const { contactId, skillId, state, queuedAt } = held
  return { contactId, skillId, stateName: state, place: placeOf(unit, held), queuedAt: timeOf(queuedAt) }
}

function shownCallback(unit: BusinessUnit, held: Contact) {
  const { contactId, ...rest } = shown(unit, held)
  return { callbackId: contactId, phoneNumber: held.customer, ...rest }
}
