import { type Answer, listAt, textAt } from '../support/wire/answer.ts'
import { type Browser, hiddenFields, openBrowser } from '../support/wire/browser.ts'
import { call } from '../support/wire/management.ts'
import { decide } from '../support/wire/oauth.ts'
import { MANAGER, PASSWORD, type Stage } from '../support/wire/stage.ts'

const mostSteps = 12

/** Somebody with a browser of their own, who is signed in nowhere yet. */
type Person = {
  /** Their browser at a site. In: its origin. */
  at(origin: string): Browser
  /** Goes where an answer leads, signs in and allows when Latchkey asks. Out: the page they end at. */
  follow(answer: Answer): Promise<Answer>
  /** Opens an address and follows it. */
  open(address: string): Promise<Answer>
  /** Whether Latchkey knows them without asking. */
  isSignedIn(): Promise<boolean>
}

/** Makes a person who signs in to a Latchkey with the name of one of its users. */
export function makePerson(stage: Stage, userName: string): Person {
  const browsers = new Map<string, Browser>()
  const at = (origin: string): Browser => {
    const browser = browsers.get(origin) ?? openBrowser(origin)
    browsers.set(origin, browser)
    return browser
  }
  const latchkey = at(stage.url)
  const step = async (here: Answer): Promise<Answer> => {
    const next = here.location()
    if (next !== null) return at(next.origin).get(`${next.pathname}${next.search}`)
    if (!asksForPassword(here)) return decide(latchkey, here)
    return latchkey.post('/sign-in', { ...hiddenFields(here.text), userName, password: PASSWORD })
  }
  const follow = async (answer: Answer): Promise<Answer> => {
    let here = answer
    for (let steps = 0; steps < mostSteps; steps += 1) {
      const next = await step(here)
      if (next === here) return here
      here = next
    }
    throw new Error(`still on the way after ${mostSteps} steps: ${here.status} ${here.text}`)
  }
  return {
    at,
    follow,
    async open(address) {
      const { origin, pathname, search } = new URL(address)
      return follow(await at(origin).get(`${pathname}${search}`))
    },
    isSignedIn: async () => !asksForPassword(await latchkey.get('/')),
  }
}

function asksForPassword(page: Answer): boolean {
  return page.text.includes('action="/sign-in"')
}

/** The id of a user of the manager's business unit, which is the subject where nothing else is chosen. */
export async function idOf(stage: Stage, userName: string): Promise<string> {
  const users = listAt((await call(await stage.person(MANAGER), 'GET /users')).json(), 'items')
  const found = users.find(user => textAt(user, 'userName') === userName)
  return textAt(found, 'id')
}
