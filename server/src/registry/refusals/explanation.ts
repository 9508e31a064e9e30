/** What a reason means to whoever looks after an application. */
export type Explanation = {
  /** The rule that the request broke, with its source where there is one. */
  readonly rule: string
  /** What is missing, and what to do. */
  readonly mend: string
}

/** Makes an explanation. */
export function explanation(rule: string, mend: string): Explanation {
  return { rule, mend }
}
