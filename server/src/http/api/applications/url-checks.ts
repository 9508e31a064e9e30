import { checkUrls as checkRoute, type UrlCheck } from '@latchkey/contract/applications/url-checks.ts'
import type { FastifyInstance } from 'fastify'
import { err, ok } from '../../../lib/result.ts'
import { type CheckedUrl, checkUrls } from '../../../services/applications/urls/check-urls.ts'
import type { Door } from '../../door.ts'
import { serve } from '../serve.ts'

function time(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString()
}

function checkShape({ url, purpose, health, use }: CheckedUrl): UrlCheck {
  const { verdict, words, certificateEnds, status, redirectsTo } = health
  return {
    url,
    purpose,
    verdict,
    words,
    certificateEnds: time(certificateEnds),
    status,
    redirectsTo,
    use:
      use === null
        ? null
        : {
            lastUsedAt: time(use.lastUsedAt),
            knownSince: new Date(use.knownSince).toISOString(),
            unused: use.unused,
          },
  }
}

/** Serves the look at the URLs of an application. */
export function registerUrlChecks(app: FastifyInstance, door: Door): void {
  serve(app, door, checkRoute, async ({ actor, params }) => {
    const wait = door.throttle.urlCheck(actor.businessUnit.id)
    if (wait !== null) return err({ kind: 'too-many-attempts', seconds: wait.seconds })
    const checked = await checkUrls(door.deps, actor, params.id)
    if (!checked.ok) return checked
    const { at, items } = checked.value
    return ok({ body: { checkedAt: new Date(at).toISOString(), items: items.map(checkShape) } })
  })
}
