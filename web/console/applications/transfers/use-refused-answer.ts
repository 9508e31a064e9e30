import {
  getReceivedTransfer,
  listReceivedTransfers,
} from '@latchkey/contract/applications/status/transfers.ts'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { ApiProblem } from '../../../kit/client.ts'
import { say } from '../../../kit/words/say.ts'

const ANSWERED = '/problems/answered'

/**
 * What follows a refused answer. In: the refusal. The offer is read anew where it is not as it was; where it waits no
 * longer that is said.
 */
export function useRefusedAnswer(): (error: Error) => Promise<void> {
  const cache = useQueryClient()
  return async error => {
    if (!(error instanceof ApiProblem) || error.status === null || error.status === 400) return
    await cache.invalidateQueries({ queryKey: [getReceivedTransfer.id] })
    await cache.invalidateQueries({ queryKey: [listReceivedTransfers.id] })
    if (error.problem?.type !== ANSWERED) return
    notifications.show({ message: say('Nothing was done: the offer waits for an answer no longer.') })
  }
}
