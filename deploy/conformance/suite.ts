import { setTimeout as pause } from 'node:timers/promises'
import { member, textOf } from './platform.ts'

/** A running suite, called as its own runner calls it. */
export type Suite = {
  readonly get: (path: string) => Promise<unknown>
  readonly post: (path: string, query?: Readonly<Record<string, string>>) => Promise<unknown>
}

const EVERY = 500
const LONGEST = 120_000

/** Opens the suite's interface. In: its base URL, and a token where it wants one (null for one of your own). */
export function openSuite(url: string, token: string | null): Suite {
  const call = async (method: string, path: string): Promise<unknown> => {
    const response = await fetch(`${url}/api/${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`The suite answered ${method} ${path} with ${response.status}: ${text}`)
    const body: unknown = text === '' ? null : JSON.parse(text)
    return body
  }
  return {
    get: path => call('GET', path),
    post: (path, query = {}) => call('POST', `${path}?${new URLSearchParams(query).toString()}`),
  }
}

/** Waits until a module is in a state. Throws when it was interrupted, and after two minutes. */
export async function waitFor(suite: Suite, moduleId: string, state: string): Promise<unknown> {
  for (let waited = 0; waited < LONGEST; waited += EVERY) {
    const info = await suite.get(`info/${moduleId}`)
    const now = textOf(info, 'status')
    if (now === state) return info
    if (now === 'INTERRUPTED') throw new Error(`The module ${moduleId} was interrupted; its log says why.`)
    await pause(EVERY)
  }
  throw new Error(`The module ${moduleId} did not become ${state} in time.`)
}

/** The variant with which a plan runs a module. Throws when the plan does not hold it. */
export async function variantIn(suite: Suite, planId: string, module: string): Promise<unknown> {
  const modules = member(await suite.get(`plan/${planId}`), 'modules')
  const found = (Array.isArray(modules) ? modules : []).find(one => member(one, 'testModule') === module)
  if (found === undefined) throw new Error(`The plan ${planId} does not hold ${module}.`)
  return member(found, 'variant')
}
