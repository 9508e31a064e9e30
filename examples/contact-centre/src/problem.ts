import { type JsonSchema, record, text } from './shape.ts'

/** Why an operation says no, with the status it is answered with. Closed: every reason has its status. */
export const PROBLEMS = {
  invalid_request: 400,
  wrong_password: 403,
  user_token_required: 403,
  not_found: 404,
  unknown_business_unit: 404,
  conflict: 409,
  limit_reached: 409,
  too_many_attempts: 429,
  queue_full: 429,
} as const

export type Problem = { readonly reason: keyof typeof PROBLEMS; readonly description: string }

/** What every error of this server looks like, the guard's refusals included. */
export const ERROR_SCHEMA: JsonSchema = record(
  {
    error: text({ max: 64, description: 'A word for programs' }),
    error_description: text({ max: 2000, description: 'A sentence for the developer' }),
    request_id: text({ max: 64, description: 'Name it when asking for help' }),
  },
  { scope: text({ max: 200, description: 'The scope that the token lacks' }) },
).schema
