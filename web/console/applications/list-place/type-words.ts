import type { Application } from '@latchkey/contract/applications/applications.ts'
import { say } from '../../../kit/words/say.ts'

/** Apart from the words for fields, which the list has no use for. */
export const TYPE_WORDS = {
  internal: say('Internal'),
  external: say('External'),
  published: say('Published'),
} as const satisfies Record<Application['type'], string>
