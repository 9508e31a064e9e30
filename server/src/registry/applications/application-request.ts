import { linkFault } from '@latchkey/contract/applications/presentation.ts'
import { LONGEST_WORDS } from '@latchkey/contract/catalogue/requests.ts'
import { checkName } from '@latchkey/contract/names.ts'
import type { Instant } from '../../lib/clock.ts'
import type { BusinessUnitId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { ActorRef } from '../model.ts'
import type { FieldFault } from '../refusal.ts'

/** What a business unit asks the operators for: an external application that is not in the catalogue. */
export type ApplicationRequest = {
  readonly businessUnitId: BusinessUnitId
  readonly id: string
  /** `requested`: nobody answered yet. */
  readonly state: 'requested' | 'yes' | 'no'
  readonly name: string
  readonly link: string
  readonly reason: string
  readonly createdAt: Instant
  readonly createdBy: ActorRef
  readonly answer: string | null
  readonly answeredAt: Instant | null
}

/** Most requests of a business unit that wait for an answer: more would only wait longer. */
export const MOST_OPEN_REQUESTS = 20

type Asked = Pick<ApplicationRequest, 'name' | 'link' | 'reason'>

/** Control characters and those that turn the direction of reading; a line feed is none. */
const UNREADABLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** Judges words of people to people. In: the field, the text as it came. Out: it trimmed, or its fault. */
export function checkWords(path: string, typed: string): Result<string, FieldFault> {
  const text = typed.normalize('NFC').replaceAll('\r\n', '\n').trim()
  if (text === '' || text.length > LONGEST_WORDS) {
    return err({ path, rule: 'length', message: `Write 1 to ${LONGEST_WORDS} characters.` })
  }
  if (UNREADABLE.test(text.replaceAll('\n', ''))) {
    return err({ path, rule: 'characters', message: 'Take out the control characters.' })
  }
  return ok(text)
}

/** Checks a request for an external application. Out: it as it will be kept. Refuses with all faults at once. */
export function checkRequest(asked: Asked): Result<Asked, readonly FieldFault[]> {
  const name = checkName(asked.name, 'Application Name')
  const link = asked.link.trim()
  const why = linkFault(link)
  const reason = checkWords('/reason', asked.reason)
  if (name.ok && why === null && reason.ok) return ok({ name: name.value, link, reason: reason.value })
  return err([
    ...(name.ok ? [] : [{ path: '/name', rule: name.rule, message: name.message }]),
    ...(why === null ? [] : [{ path: '/link', rule: 'url', message: `The address ${why}` }]),
    ...(reason.ok ? [] : [reason.error]),
  ])
}

/** Checks the words of an answer. Out: them as they will be kept. */
export function checkAnswer(typed: string): Result<string, readonly FieldFault[]> {
  const words = checkWords('/words', typed)
  return words.ok ? words : err([words.error])
}
