import {
  ENDING_INVITATION_DAYS,
  getNeeds,
  NEEDS_WITHIN,
  NEW_ANSWER_DAYS,
} from '@latchkey/contract/business-units/needs.ts'
import type { FastifyInstance } from 'fastify'
import { ok } from '../../lib/result.ts'
import { readNeeds } from '../../services/business-units/needs.ts'
import type { Door } from '../door.ts'
import { serve } from './serve.ts'

const WITHIN = {
  secretEndsInDays: Number.parseInt(NEEDS_WITHIN.secretEnds, 10),
  idleDays: Number.parseInt(NEEDS_WITHIN.idle, 10),
  answeredDays: NEW_ANSWER_DAYS,
  invitationEndsInDays: ENDING_INVITATION_DAYS,
} as const

/** Serves the numbers of the first page. */
export function registerNeeds(app: FastifyInstance, door: Door): void {
  serve(app, door, getNeeds, async ({ actor }) => {
    const needs = await readNeeds(door.deps, actor, WITHIN)
    if (!needs.ok) return needs
    const { versions, useKnownSince, ...counts } = needs.value
    return ok({
      body: {
        ...counts,
        versions: { ...versions, first: [...versions.first] },
        useKnownSince: new Date(useKnownSince).toISOString(),
      },
    })
  })
}
