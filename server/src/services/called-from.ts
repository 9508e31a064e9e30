import { AsyncLocalStorage } from 'node:async_hooks'

const calls = new AsyncLocalStorage<string>()

/**
 * Does what a request asks for, so that whatever is written into the history meanwhile says from where it came: the door
 * says so once, for every change there is and will be, and no change can forget it (decision record 0041).
 * In: the address of who calls.
 */
export function calledFrom<T>(address: string, work: () => T): T {
  // IPv4 that came through a socket of IPv6 (RFC 4291 §2.5.5.2) is the same address, and is looked for as such.
  return calls.run(address.replace(/^::ffff:(?=\d+\.)/i, ''), work)
}

/** The address of whoever asked for what is being done; null where nobody did, as in jobs. */
export function callersAddress(): string | null {
  return calls.getStore() ?? null
}

/** Keeps who calls for work that goes on elsewhere later, such as a file that is sent while it is read. */
export function keepCaller(): <T>(work: () => T) => T {
  return AsyncLocalStorage.snapshot()
}
