/** An address without the slash at its end: two that differ in nothing else mean the same. */
export function identifierOf(address: string): string {
  return address.endsWith('/') ? address.slice(0, -1) : address
}
