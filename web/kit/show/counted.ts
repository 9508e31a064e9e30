/** How many of something, in words: `1 API application`, `1,000 API applications`. In: the singular. */
export function counted(count: number, one: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : `${one}s`}`
}
