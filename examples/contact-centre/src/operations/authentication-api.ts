import { PASSWORD_POLICY, type PasswordFault } from '../model/passwords.ts'
import { found, NOTHING, operation, refuse } from '../operation.ts'
import { count, flag, record, text } from '../shape.ts'

/** Passwords of the example's own agents. They open nothing in Latchkey. */
export const authenticationApi = [
  operation({
    api: 'AuthenticationApi',
    id: 'getPasswordPolicy',
    method: 'GET',
    path: '/authentication/password-policy',
    summary: 'What the password of an agent must be like',
    statuses: [200],
    user: true,
    answer: record({
      minimumLength: count(),
      maximumLength: count(),
      mustDifferFromCurrent: flag(),
      mayHoldUserName: flag(),
      attempts: count('Wrong current passwords until a pause'),
      lockMinutes: count('Length of that pause'),
    }),
    example: { params: {}, query: {}, body: undefined },
    handle: () => found(PASSWORD_POLICY),
  }),
  operation({
    api: 'AuthenticationApi',
    id: 'changePassword',
    method: 'PUT',
    path: '/agents/change-password',
    summary: 'Change the password of an agent who knows the current one',
    statuses: [204],
    user: true,
    body: record({
      agentId: count(),
      currentPassword: text({ max: 256 }),
      newPassword: text({ max: 256 }),
    }),
    example: {
      params: {},
      query: {},
      body: {
        agentId: 1003,
        currentPassword: 'first-password-1003',
        newPassword: 'the tide comes in at nine',
      },
    },
    async handle({ unit, now, body }) {
      const agent = unit.agents.find(each => each.agentId === body.agentId)
      if (agent === undefined) {
        return refuse('not_found', `There is no agent ${body.agentId} in this business unit.`)
      }
      const fault = await unit.passwords.change({ ...body, userName: agent.userName, now })
      return fault === undefined ? NOTHING : refuse(...wordsFor(fault))
    },
  }),
]

function wordsFor(fault: PasswordFault): Parameters<typeof refuse> {
  switch (fault.kind) {
    case 'too_short':
      return ['invalid_request', `newPassword needs at least ${PASSWORD_POLICY.minimumLength} characters.`]
    case 'too_long':
      return ['invalid_request', `newPassword may have at most ${PASSWORD_POLICY.maximumLength} characters.`]
    case 'same_as_current':
      return ['invalid_request', 'newPassword is the same as currentPassword.']
    case 'holds_user_name':
      return ['invalid_request', 'newPassword holds the user name of the agent.']
    case 'wrong_password':
      return ['wrong_password', `currentPassword is wrong. Attempts left: ${fault.attemptsLeft}.`]
    case 'locked':
      return ['too_many_attempts', `Too many wrong passwords. Try again in ${fault.minutes} minutes.`]
    case 'busy':
      return ['conflict', 'The password of this agent is being changed at this moment. Try again.']
  }
}
