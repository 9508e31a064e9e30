import type { BusinessUnitId } from '../../../lib/ids.ts'
import type { Time } from '../../column-groups.ts'

/** The tables around the hash chains, as Kysely sees them. */
export type AuditLogTables = {
  /** Heads of hash chains as they were published. */
  audit_heads: {
    business_unit_id: BusinessUnitId
    seq: number
    hash: string
    at: Time
    /** The head as a JWS in compact form. */
    signed: string
    /** JSON: the public half of the key that signed it, which outlives the key set. */
    public_key: string
    /** Over what is signed, under a key from outside the database: what the database alone says proves nothing. */
    mac: string
  }
  /** How long entries are kept, and what stands in place of those that were erased. */
  audit_retention: {
    business_unit_id: BusinessUnitId
    /** Null: for ever. */
    keep_days: number | null
    /** The last entry that was erased, and the hash of its link; null: none was. */
    erased_seq: number | null
    erased_hash: string | null
    erased_at: Time | null
    signed: string | null
    public_key: string | null
    mac: string | null
  }
}
