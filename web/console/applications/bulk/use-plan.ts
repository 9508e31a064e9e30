import { planBulkChange } from '@latchkey/contract/applications/bulk/bulk-changes.ts'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem, call } from '../../../kit/client.ts'
import { makeKeyRing } from '../../../kit/idempotency.ts'

/** Plans a bulk change and leads to its preview. What got no answer is sent again as the same request. */
export function usePlan() {
  const navigate = useNavigate()
  const [ring] = useState(makeKeyRing)
  return useMutation({
    mutationFn: (body: Parameters<typeof call<typeof planBulkChange>>[1]['body']) =>
      call(planBulkChange, { body, idempotencyKey: ring.keyFor(body) }),
    onSuccess: ({ body }) =>
      navigate({ to: '/admin/account-settings/api-applications/bulk/$id', params: { id: body.id } }),
    onError: error => {
      if (!(error instanceof ApiProblem) || error.kind !== 'unreachable') ring.settled()
    },
  })
}
