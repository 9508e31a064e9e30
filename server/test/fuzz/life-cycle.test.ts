import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type InsideStage, startInside } from '../support/inside/inside-stage.ts'
import { revokeFamilies, setUnit, setUser, withdraw } from '../support/inside/states.ts'
import { register, setStatus } from '../support/wire/management.ts'
import { HARBOUR, MANAGER } from '../support/wire/stage.ts'
import { type Command, newModel, Play } from './life-cycle.ts'

const SEED = Number(process.env['FUZZ_SEED'] ?? randomInt(1_000_000_000))
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 20)
const COMMANDS = 30

/** One step of a life: who does it and to which of the things that were made so far. */
const step: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('authorize'), wide: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('sign in'), wide: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('redeem'),
      which: fc.nat(50),
      how: fc.constantFrom('right', 'right', 'right', 'stranger', 'verifier', 'resource'),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('refresh'),
      which: fc.nat(50),
      how: fc.constantFrom('right', 'right', 'right', 'newest', 'stranger', 'wider', 'narrower'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('refresh at once'), which: fc.nat(50) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('redeem at once'), which: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('revoke'), which: fc.nat(50) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait'), seconds: fc.constantFrom(1, 30, 61, 3_600, 7_000) }),
  },
  // No sum of waits comes near these, so that the seconds a life really takes decide nothing.
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('limit'), seconds: fc.constantFrom(5_400, 9_000, null) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('end'),
      what: fc.constantFrom('consent', 'families', 'user', 'unit', 'application'),
    }),
  },
)

/** Plays one life. Out: how many tokens the model saw issued, so that an idle model shows. */
async function live(stage: InsideStage, commands: readonly Command[], rotates: boolean): Promise<number> {
  const callbackUrls = ['https://client.example/callback']
  const client = await register(stage, { clientType: rotates ? 'public' : 'confidential', callbackUrls })
  const play = new Play(stage, newModel(client, await register(stage), rotates), {
    consent: async () => {
      await withdraw(stage, MANAGER, client.id)
      await revokeFamilies(stage, MANAGER)
    },
    families: () => revokeFamilies(stage, MANAGER),
    user: async () => {
      await during(active => setUser(stage, MANAGER, active))
      await revokeFamilies(stage, MANAGER)
    },
    unit: async () => {
      await during(active => setUnit(stage, HARBOUR, active))
      await revokeFamilies(stage, MANAGER)
    },
    application: () => during(active => setStatus(stage, client.id, active ? 'activate' : 'deactivate')),
  })
  const during = async (set: (active: boolean) => Promise<void>) => {
    await set(false)
    try {
      await play.assertNothingLives(true)
    } finally {
      await set(true)
    }
  }
  for (const command of commands) await play.run(command)
  await play.assertEnd()
  return play.issued()
}

describe('the life of codes and token families, against a model', () => {
  for (const engine of ['sqlite', 'postgres'] as const) {
    test(`codes yield once, families have one leaf, what ended stays ended, nothing widens (${engine})`, async t => {
      const started = await startInside({ engine })
      t.after(() => started.stop())
      // Lives are longer than sessions.
      const stage = { ...started, person: (userName: string) => started.newPerson(userName) }
      t.diagnostic(`FUZZ_SEED=${SEED} FUZZ_RUNS=${RUNS}, up to ${COMMANDS} steps each`)
      let issued = 0
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 10, maxLength: COMMANDS, size: 'max' }),
          fc.boolean(),
          async (steps, rotates) => {
            issued += await live(stage, steps, rotates)
          },
        ),
        { seed: SEED, numRuns: RUNS, endOnFailure: false },
      )
      t.diagnostic(`${issued} token responses`)
      assert.ok(issued >= 3 * RUNS, 'hardly anything was issued')
    })
  }
})
