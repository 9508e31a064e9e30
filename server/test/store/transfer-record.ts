import { newRecordId } from '../../src/keys/random.ts'
import type { BusinessUnitId } from '../../src/lib/ids.ts'
import { OFFERED_FOR } from '../../src/registry/applications/transfer.ts'
import type { Registration } from '../../src/registry/model.ts'
import { ACTOR, NOW } from './records.ts'

/** An offer of an application to a business unit. */
export function transferOf(
  { id: applicationId, vendorName, name }: Registration,
  toBusinessUnitId: BusinessUnitId | null,
) {
  const receiver = { toBusinessUnitId, toNumber: '4598765' }
  const when = { createdAt: NOW, createdBy: ACTOR, endsAt: NOW + OFFERED_FOR }
  return { id: newRecordId('trf'), applicationId, ...receiver, vendorName, name, words: 'Take it.', ...when }
}
