import { createHash } from 'node:crypto'

/** Repeatable chance: the same seed gives the same choices. */
export type Chance = {
  /** A whole number from 0 to below `end`. */
  below(end: number): number
  /** True once in `n` times. */
  once(n: number): boolean
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T
}

/** Makes chance from a seed: the hashes of the seed and a counter, four bytes for each choice. */
export function chanceFrom(seed: string): Chance {
  let block = Buffer.alloc(0)
  let count = 0
  const next = (): number => {
    if (block.length < 4) {
      block = createHash('sha512').update(`${seed} ${count}`).digest()
      count += 1
    }
    const number = block.readUInt32BE(0)
    block = block.subarray(4)
    return number
  }
  const below = (end: number): number => next() % end
  return {
    below,
    once: n => below(n) === 0,
    pick(list) {
      const [first] = list
      if (first === undefined) throw new Error('There is nothing to pick from.')
      return list[below(list.length)] ?? first
    },
  }
}
