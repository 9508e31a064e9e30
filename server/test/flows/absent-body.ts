/** A body that names what is not there, where an operation does not name it in its path. */
export function absentBody(operation: string, body: unknown): unknown {
  if (operation === 'planBulkChange') return { action: 'undo', undoOf: 'blk_none' }
  if (operation === 'authorizeApplication') return { applicationId: 'app_none' }
  if (operation === 'createSecurityProfile') return { name: 'A copy', copyOf: 'prf_none' }
  return operation === 'planApplication' ? { manifest: { ...PLANNED, id: 'app_none' } } : body
}

const PLANNED = {
  apiVersion: 'latchkey/v1',
  kind: 'Application',
  vendorName: 'Wire Tests',
  name: 'Planned',
  scopes: ['RealTimeApi'],
}
