/** A system error in one word such as ECONNREFUSED. Its message is left out: a stranger can put words into it. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
