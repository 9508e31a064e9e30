import { lazyRouteComponent } from '@tanstack/react-router'
import { Suspense, useEffect, useState } from 'react'
import { provideProof } from '../../kit/proof.ts'

/** Comes when it is asked for: hardly any page ever does. */
const ProofDialog = lazyRouteComponent(() => import('./ProofDialog.tsx'), 'ProofDialog')

type Waiting = { readonly settle: (proved: boolean) => void }

/** Where a call that needs a fresh proof of the person asks for it. */
export function Proof() {
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  useEffect(() => provideProof(() => new Promise(resolve => setWaiting({ settle: resolve }))), [])
  if (waiting === null) return null
  const done = (proved: boolean) => {
    setWaiting(null)
    waiting.settle(proved)
  }
  return (
    <Suspense fallback={null}>
      <ProofDialog onDone={done} />
    </Suspense>
  )
}
