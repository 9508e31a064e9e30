import type { Problem } from '@latchkey/contract/problem.ts'
import type { Findable, RegistryRefusal } from '../registry/refusal.ts'

/** A problem without the request id, which the door adds. */
export type ProblemBody = Omit<Problem, 'requestId'>

/** Makes a problem. In: status, type as the last part of its reference, title, and what happened in words. */
export function problem(status: number, type: string, title: string, detail: string): ProblemBody {
  return { type: `/problems/${type}`, title, status, detail }
}

/** Refusals that are told in the same words each time. */
const PLAIN = {
  'operators-only': {
    status: 403,
    title: 'For operators',
    detail: "Only operators may do this: users of the platform's own business unit.",
  },
  'session-needed': {
    status: 403,
    title: 'Only for yourself',
    detail: 'An application cannot do this in your name. Sign in and do it at /account.',
  },
  'person-needed': {
    status: 403,
    title: 'For people',
    detail: 'This belongs to a person, and an application that acts for itself is none.',
  },
  'proof-needed': {
    status: 403,
    title: 'Password needed',
    detail:
      'For this your password must have been typed in the last 15 minutes. Send it to /account/proof first.',
  },
  cursor: {
    status: 400,
    title: 'Invalid cursor',
    detail: 'The cursor does not belong to this list with these filters. Begin with the first page.',
  },
  busy: {
    status: 503,
    title: 'Busy',
    detail:
      'Too many passwords are being checked at this moment. Nothing was changed. Try again in a few seconds.',
  },
  'still-active': {
    status: 409,
    title: 'Still active',
    detail: 'Deactivate it first, and see that nobody misses it. Then it can be deleted.',
  },
  'system-profile': {
    status: 409,
    title: 'A system profile',
    detail: 'Every business unit has this security profile, and nobody can change it. Make a copy of it.',
  },
  contained: {
    status: 409,
    title: 'Contained',
    detail: 'It is contained, which keeps it as it is. Lift that first, once it is known what happened.',
  },
  'key-reused': {
    status: 409,
    title: 'Idempotency-Key reused',
    detail: 'This Idempotency-Key was sent before with another request.',
  },
  'registration-off': {
    status: 409,
    title: 'Dynamic registration is off',
    detail: 'Somebody who may edit the business unit must switch dynamic registration on first.',
  },
  'has-users': {
    status: 409,
    title: 'Has users',
    detail: 'This business unit has users by now. They invite whoever comes next.',
  },
} as const satisfies { readonly [kind in RegistryRefusal['kind']]?: Omit<ProblemBody, 'type'> }

type Plain = Extract<RegistryRefusal, { kind: keyof typeof PLAIN }>

function isPlain(refused: RegistryRefusal): refused is Plain {
  return Object.hasOwn(PLAIN, refused.kind)
}

/** What each refusal of the registry is on the wire. */
export function problemOf(refused: RegistryRefusal): ProblemBody {
  if (isPlain(refused)) return { type: `/problems/${refused.kind}`, ...PLAIN[refused.kind] }
  switch (refused.kind) {
    case 'forbidden': {
      const detail = `Your security profile lacks the permission ${refused.permission}.`
      return problem(403, 'forbidden', 'Not permitted', detail)
    }
    case 'beyond':
      return problem(403, 'beyond', 'More than yours', refused.why)
    case 'not-found':
      return problem(404, 'not-found', 'Not found', notFoundWords(refused.what))
    case 'invalid': {
      const count = refused.faults.length
      const words = count === 1 ? 'One field needs to be corrected.' : `${count} fields need to be corrected.`
      return { ...problem(400, 'invalid', 'Invalid request', words), errors: [...refused.faults] }
    }
    case 'too-many-attempts': {
      const detail = `Too many attempts. Try again in ${refused.seconds} seconds.`
      return problem(429, 'too-many-attempts', 'Too many attempts', detail)
    }
    case 'name-taken':
    case 'already-authorized':
    case 'too-many-secrets':
    case 'too-many-notes':
    case 'no-secrets':
    case 'version-conflict':
    case 'acknowledged-already':
    case 'not-quarantined':
    case 'locks-out':
    case 'too-many-open':
    case 'answered-already':
    case 'not-transferable':
    case 'bulk-over':
    case 'in-use':
    case 'no-own-profile':
      return clashOf(refused)
  }
}

type Clash = Extract<
  RegistryRefusal,
  {
    kind:
      | 'name-taken'
      | 'already-authorized'
      | 'too-many-secrets'
      | 'too-many-notes'
      | 'no-secrets'
      | 'version-conflict'
      | 'acknowledged-already'
      | 'not-quarantined'
      | 'locks-out'
      | 'too-many-open'
      | 'answered-already'
      | 'not-transferable'
      | 'bulk-over'
      | 'in-use'
      | 'no-own-profile'
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
    case 'too-many-secrets': {
      const detail = `An application has at most ${refused.most} secrets. Revoke one first.`
      return problem(409, 'too-many-secrets', 'Too many secrets', detail)
    }
    case 'too-many-notes': {
      const detail = `An application has at most ${refused.most} notes. Delete one that is no longer needed first.`
      return problem(409, 'too-many-notes', 'Too many notes', detail)
    }
    case 'no-secrets':
      return problem(409, 'no-secrets', 'No secrets here', refused.why)
    case 'version-conflict': {
      const detail =
        'Somebody changed it since you read it. Nothing of yours was saved. Read it again and repeat your change.'
      return problem(412, 'changed-meanwhile', 'Changed meanwhile', detail)
    }
    case 'acknowledged-already': {
      const detail = `${refused.by} acknowledged this alert already. Nothing was changed.`
      return problem(409, 'acknowledged-already', 'Acknowledged already', detail)
    }
    case 'not-quarantined': {
      const detail = 'This secret is not in quarantine. Read it again: somebody may have released it before.'
      return problem(409, 'not-quarantined', 'Not in quarantine', detail)
    }
    case 'too-many-open': {
      const detail = `At most ${refused.most} requests of your business unit can wait for an answer. Nothing was sent.`
      return problem(409, 'too-many-requests-open', 'Too many requests wait', detail)
    }
    case 'answered-already':
      return problem(409, 'answered', 'Answered already', 'Somebody answered it before. Read it again.')
    case 'not-transferable':
      return problem(409, 'not-transferable', 'Cannot be transferred', refused.why)
    case 'bulk-over':
      return problem(409, 'bulk-over', 'Over', refused.why)
    case 'in-use':
      return problem(409, 'in-use', 'Still in use', refused.why)
    case 'no-own-profile':
      return problem(409, 'no-own-profile', 'Cannot have a security profile', refused.why)
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
    case 'audit-entry':
      return 'The audit log of your business unit has no entry with this id. It may have been erased by its age.'
    case 'transfer':
      return 'There is no transfer with this id that is yours.'
    case 'application-request':
      return 'There is no request with this id.'
    case 'alert':
      return 'There is no alert with this id in your business unit.'
    case 'invitation':
      return 'No invitation with this id waits in your business unit. It may have been accepted or withdrawn.'
    case 'list-view':
      return 'You have no view of the list with this id.'
    case 'bulk-change':
      return 'There is no bulk change with this id in your business unit. They are kept for 30 days.'
    case 'mail':
      return 'There is no letter with this id. Letters are kept for seven days.'
    case 'security-profile':
      return 'There is no security profile with this id in your business unit.'
    case 'profile-version':
      return 'This security profile has no such version.'
    case 'api':
      return 'There is no API of this name.'
    case 'scope':
      return 'There is no scope of this name in this API.'
    case 'note':
      return 'This application has no note with this id. Somebody may have deleted it.'
  }
}
