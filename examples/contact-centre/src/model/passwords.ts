import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** Why a password is not changed. */
export type PasswordFault =
  | { readonly kind: 'too_short' | 'too_long' | 'same_as_current' | 'holds_user_name' }
  | { readonly kind: 'wrong_password'; readonly attemptsLeft: number }
  | { readonly kind: 'locked'; readonly minutes: number }
  | { readonly kind: 'busy' }

export type AgentPasswords = {
  /** Changes the password of an agent; undefined when it is done. */
  change(wanted: PasswordChange): Promise<PasswordFault | undefined>
}

export type PasswordChange = {
  readonly agentId: number
  readonly userName: string
  readonly currentPassword: string
  readonly newPassword: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Length and a wrong-guess limit, no rules about kinds of characters (NIST SP 800-63B §3.1.1). */
export const PASSWORD_POLICY = {
  minimumLength: 12,
  maximumLength: 128,
  mustDifferFromCurrent: true,
  mayHoldUserName: false,
  attempts: 5,
  lockMinutes: 15,
} as const

const LOCK = PASSWORD_POLICY.lockMinutes * 60_000

type Stored = { readonly salt: Buffer; readonly hash: Buffer }
type Guesses = { wrong: number; since: number }

/**
 * Keeps the passwords of a few agents, hashed with scrypt. At most one check runs per agent at a time:
 * that bounds the memory scrypt takes, and no two changes can both win.
 *
 * @param initial password by agent id, hashed when first needed
 */
export function createAgentPasswords(initial: ReadonlyMap<number, string>): AgentPasswords {
  const stored = new Map<number, Stored>()
  const guesses = new Map<number, Guesses>()
  const busy = new Set<number>()

  async function current(agentId: number): Promise<Stored | undefined> {
    const password = initial.get(agentId)
    const known = stored.get(agentId)
    if (known !== undefined || password === undefined) return known
    const made = await protect(password)
    stored.set(agentId, made)
    return made
  }

  async function exchange(wanted: PasswordChange): Promise<PasswordFault | undefined> {
    const { agentId, currentPassword, newPassword, now } = wanted
    const tried = guesses.get(agentId)
    const past = tried !== undefined && now - tried.since < LOCK ? tried : { wrong: 0, since: now }
    if (past.wrong >= PASSWORD_POLICY.attempts) {
      return { kind: 'locked', minutes: Math.ceil((past.since + LOCK - now) / 60_000) }
    }
    const held = await current(agentId)
    if (held === undefined || !(await matches(held, currentPassword))) {
      guesses.set(agentId, { wrong: past.wrong + 1, since: now })
      return { kind: 'wrong_password', attemptsLeft: PASSWORD_POLICY.attempts - past.wrong - 1 }
    }
    guesses.delete(agentId)
    stored.set(agentId, await protect(newPassword))
    return undefined
  }

  return {
    async change(wanted) {
      const fault = faultOf(wanted)
      if (fault !== undefined) return fault
      if (busy.has(wanted.agentId)) return { kind: 'busy' }
      busy.add(wanted.agentId)
      try {
        return await exchange(wanted)
      } finally {
        busy.delete(wanted.agentId)
      }
    },
  }
}

function faultOf({ userName, currentPassword, newPassword }: PasswordChange): PasswordFault | undefined {
  const { minimumLength, maximumLength } = PASSWORD_POLICY
  if (newPassword.length < minimumLength) return { kind: 'too_short' }
  if (newPassword.length > maximumLength) return { kind: 'too_long' }
  if (newPassword === currentPassword) return { kind: 'same_as_current' }
  if (newPassword.toLowerCase().includes(userName.toLowerCase())) return { kind: 'holds_user_name' }
  return undefined
}

async function protect(password: string): Promise<Stored> {
  const salt = randomBytes(16)
  return { salt, hash: await derive(password, salt) }
}

async function matches({ salt, hash }: Stored, password: string): Promise<boolean> {
  return timingSafeEqual(hash, await derive(password, salt))
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 32, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
