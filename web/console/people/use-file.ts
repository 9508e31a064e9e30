import { inviteUser, listInvitations, previewInvitations } from '@latchkey/contract/people/invitations.ts'
import type { ResultOf } from '@latchkey/contract/route.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../kit/client.ts'
import { makeKeyRing } from '../../kit/idempotency.ts'

export type PreviewedRow = ResultOf<typeof previewInvitations>['rows'][number]

/** What became of a row: invited, with its link where no mail server is set; or why not. */
export type Outcome =
  | { readonly ok: true; readonly link: string | null }
  | { readonly ok: false; readonly why: string }

async function inviteRow(row: PreviewedRow, key: (body: object) => string): Promise<Outcome> {
  const { userName, fullName, securityProfileId, language } = row
  if (securityProfileId === null) return { ok: false, why: '' }
  const body = { userName, fullName, securityProfileId, ...(language === null ? {} : { language }) }
  try {
    const { link } = (await call(inviteUser, { body, idempotencyKey: key(body) })).body
    return { ok: true, link }
  } catch (fault) {
    return { ok: false, why: fault instanceof Error ? fault.message : String(fault) }
  }
}

/** Looks over a file, and invites its people one after the other, each as an invitation of its own. */
export function useFile() {
  const cache = useQueryClient()
  const [rings] = useState(() => new Map<number, ReturnType<typeof makeKeyRing>>())
  const [outcomes, setOutcomes] = useState<ReadonlyMap<number, Outcome>>(new Map())
  const looking = useMutation({ mutationFn: (csv: string) => call(previewInvitations, { body: { csv } }) })
  const rows = looking.data?.body.rows
  const ready = rows?.filter(row => row.faults.length === 0 && outcomes.get(row.line)?.ok !== true) ?? []
  const inviting = useMutation({
    mutationFn: async () => {
      for (const row of ready) {
        const ring = rings.get(row.line) ?? makeKeyRing()
        // An answer that was lost is asked for once more with the same key, and makes no second invitation.
        rings.set(row.line, ring)
        const outcome = await inviteRow(row, ring.keyFor)
        setOutcomes(before => new Map(before).set(row.line, outcome))
      }
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: [listInvitations.id] }),
  })
  return { looking, rows, ready, inviting, outcomes }
}
