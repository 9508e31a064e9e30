import type { BusinessUnit } from '../model/business-unit.ts'
import { found, NOTHING, type Outcome } from '../operation.ts'
import { count, text } from '../shape.ts'

/** A moment, as ISO 8601 text in UTC. */
export const TIME = text({ max: 30, format: 'date-time' })

/** The members with which every result set opens. */
export const COUNTED = { businessUnitId: count('Number of the business unit'), totalRecords: count() }

/** Fills the members of `COUNTED`. */
export function counted(unit: BusinessUnit, items: readonly unknown[]) {
  return { businessUnitId: Number(unit.number), totalRecords: items.length }
}

/** 200 with the list, or 204 when it is empty: what clients of this suite expect. */
export function listed<R>(items: readonly unknown[], body: R): Outcome<R> {
  return items.length === 0 ? NOTHING : found(body)
}

/** @param at milliseconds since 1970 */
export function timeOf(at: number): string {
  return new Date(at).toISOString()
}
