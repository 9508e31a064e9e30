import type { Application, NewSecret } from '@latchkey/contract/applications/applications.ts'

/** What a registration answered; the secret lives in the memory of the page only. */
export type Registration = { readonly application: Application; readonly secret: NewSecret | null }
