import type { Operation } from '../operation.ts'
import { adminApi } from './admin-api.ts'
import { agentApi } from './agent-api.ts'
import { authenticationApi } from './authentication-api.ts'
import { customApi } from './custom-api.ts'
import { patronApi } from './patron-api.ts'
import { realTimeApi } from './real-time-api.ts'
import { reportingApi } from './reporting-api.ts'

/** Every operation of the example. Routes, document and tests are made from this list and no other. */
export const ALL_OPERATIONS: readonly Operation[] = [
  ...realTimeApi,
  ...adminApi,
  ...agentApi,
  ...customApi,
  ...authenticationApi,
  ...patronApi,
  ...reportingApi,
]
