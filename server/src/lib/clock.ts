/** A moment: milliseconds since 1970-01-01T00:00:00Z. Rules take it as a parameter and never look at a clock. */
export type Instant = number

/** The one way to ask for the time, given to services by `main.ts`. */
export type Clock = () => Instant

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
