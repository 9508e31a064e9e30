import type { Problem } from '@latchkey/contract/problem.ts'
import type { Findable, RegistryRefusal } from '../registry/refusal.ts'

/** A problem without the request id, which the door adds. */
export type ProblemBody = Omit<Problem, 'requestId'>

/** Makes a problem. In: status, type as the last part of its reference, title, and what happened in words. */
export function problem(status: number, type: string, title: string, detail: string): ProblemBody {
  return { type: `/problems/${type}`, title, status, detail }
}

/** What each refusal of the registry is on the wire. */
export function problemOf(refused: RegistryRefusal): ProblemBody {
  switch (refused.kind) {
    case 'forbidden':
      return problem(
        403,
        'forbidden',
        'Not permitted',
        `Your security profile lacks the permission ${refused.permission}.`,
      )
    case 'operators-only':
      return problem(
        403,
        'operators-only',
        'For operators',
        "Only operators may do this: users of the platform's own business unit.",
      )
    case 'session-needed':
      return problem(
        403,
        'session-needed',
        'Only for yourself',
        'An application cannot do this in your name. Sign in and do it at /account.',
      )
    case 'not-found':
      return problem(404, 'not-found', 'Not found', notFoundWords(refused.what))
    case 'invalid': {
      const count = refused.faults.length
      const words = count === 1 ? 'One field needs to be corrected.' : `${count} fields need to be corrected.`
      return { ...problem(400, 'invalid', 'Invalid request', words), errors: [...refused.faults] }
    }
    case 'name-taken':
    case 'already-authorized':
    case 'too-many-secrets':
    case 'no-secrets':
    case 'version-conflict':
    case 'key-reused':
    case 'still-active':
    case 'registration-off':
    case 'locks-out':
      return clashOf(refused)
    case 'cursor':
      return problem(
        400,
        'cursor',
        'Invalid cursor',
        'The cursor does not belong to this list with these filters. Begin with the first page.',
      )
    case 'too-many-attempts': {
      const detail = `Too many attempts. Try again in ${refused.seconds} seconds.`
      return problem(429, 'too-many-attempts', 'Too many attempts', detail)
    }
    case 'busy':
      return problem(
        503,
        'busy',
        'Busy',
        'Too many passwords are being checked at this moment. Nothing was changed. Try again in a few seconds.',
      )
  }
}

type Clash = Extract<
  RegistryRefusal,
  {
    kind:
      | 'name-taken'
      | 'already-authorized'
      | 'too-many-secrets'
      | 'no-secrets'
      | 'version-conflict'
      | 'key-reused'
      | 'still-active'
      | 'registration-off'
      | 'locks-out'
  }
>

/** What clashes with what stands. */
function clashOf(refused: Clash): ProblemBody {
  switch (refused.kind) {
    case 'name-taken': {
      const message = `${refused.alias} exists already in your business unit. Choose another name.`
      return {
        ...problem(409, 'name-taken', 'Name taken', message),
        errors: [{ path: '/name', rule: 'taken', message }],
      }
    }
    case 'already-authorized': {
      const message = `${refused.name} is authorized already in your business unit.`
      return {
        ...problem(409, 'already-authorized', 'Authorized already', message),
        errors: [{ path: '/applicationId', rule: 'taken', message }],
      }
    }
    case 'too-many-secrets':
      return problem(
        409,
        'too-many-secrets',
        'Too many secrets',
        `An application has at most ${refused.most} secrets. Revoke one first.`,
      )
    case 'no-secrets':
      return problem(409, 'no-secrets', 'No secrets here', refused.why)
    case 'version-conflict':
      return problem(
        412,
        'changed-meanwhile',
        'Changed meanwhile',
        'Somebody changed it since you read it. Nothing of yours was saved. Read it again and repeat your change.',
      )
    case 'still-active':
      return problem(
        409,
        'still-active',
        'Still active',
        'Deactivate it first, and see that nobody misses it. Then it can be deleted.',
      )
    case 'key-reused':
      return problem(
        409,
        'key-reused',
        'Idempotency-Key reused',
        'This Idempotency-Key was sent before with another request.',
      )
    case 'registration-off':
      return problem(
        409,
        'registration-off',
        'Dynamic registration is off',
        'Somebody who may edit the business unit must switch dynamic registration on first.',
      )
    case 'locks-out':
      return problem(409, 'locks-out', 'Would lock people out', refused.why)
  }
}

function notFoundWords(what: Findable): string {
  switch (what) {
    case 'application':
      return 'There is no application with this id in your business unit.'
    case 'secret':
      return 'This application has no live secret with this id.'
    case 'catalogue-entry':
      return 'There is no external application with this id in the catalogue.'
    case 'session':
      return 'You have no session with this id. It may have ended by itself.'
    case 'consent':
      return 'You have allowed no application with this id, or withdrew it before.'
    case 'user':
      return 'There is no user with this id in your business unit.'
    case 'business-unit':
      return 'There is no business unit with this number.'
    case 'registration-token':
      return 'There is no registration token with this id in your business unit.'
    case 'refusal':
      return 'No refused request of your applications has this id. What was refused is there within two seconds, and for 30 days.'
    case 'history-entry':
      return 'The history of this application has no entry with this id.'
    case 'mail':
      return 'There is no letter with this id. Letters are kept for seven days.'
    case 'note':
      return 'This application has no note with this id. Somebody may have deleted it.'
  }
}
