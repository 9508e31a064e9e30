import { isJsonObject } from '../../lib/compact-jws.ts'
import type { Registered } from '../../registry/applications/dynamic/registered.ts'

/** Writes what an application registered of itself as one column. */
export function writeRegistered(registered: Registered): string {
  return JSON.stringify(registered)
}

/**
 * Reads what {@link writeRegistered} wrote. A member that a newer version added is absent in older rows and reads as
 * its default. Throws when the column holds anything else, since then nobody knows what the client may do.
 */
export function readRegistered(text: string): Registered {
  const value: unknown = JSON.parse(text)
  if (!isJsonObject(value)) throw new Error('the column registered holds no object')
  const texts = (name: string): readonly string[] => listOf(value[name], name, isText)
  return {
    clientName: orNull(value['clientName'], 'clientName', isText),
    applicationType: value['applicationType'] === 'native' ? 'native' : 'web',
    grantTypes: listOf(value['grantTypes'], 'grantTypes', isGrant),
    responseTypes: texts('responseTypes'),
    openidScopes: texts('openidScopes'),
    contacts: texts('contacts'),
    logoUri: orNull(value['logoUri'], 'logoUri', isText),
    clientUri: orNull(value['clientUri'], 'clientUri', isText),
    policyUri: orNull(value['policyUri'], 'policyUri', isText),
    tosUri: orNull(value['tosUri'], 'tosUri', isText),
    initiateLoginUri: orNull(value['initiateLoginUri'], 'initiateLoginUri', isText),
    defaultMaxAge: orNull(value['defaultMaxAge'], 'defaultMaxAge', isNumber),
    requireAuthTime: value['requireAuthTime'] === true,
    softwareId: orNull(value['softwareId'], 'softwareId', isText),
    softwareVersion: orNull(value['softwareVersion'], 'softwareVersion', isText),
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}

type Grant = Registered['grantTypes'][number]

function isGrant(value: unknown): value is Grant {
  switch (value) {
    case 'authorization_code':
    case 'implicit':
    case 'refresh_token':
    case 'client_credentials':
      return true
    default:
      return false
  }
}

function orNull<T>(value: unknown, name: string, is: (value: unknown) => value is T): T | null {
  if (value === undefined || value === null) return null
  if (!is(value)) throw new Error(`the column registered holds something else as ${name}`)
  return value
}

function listOf<T>(value: unknown, name: string, is: (value: unknown) => value is T): readonly T[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  const fitting = list.filter(is)
  if (value !== undefined && (!Array.isArray(value) || fitting.length < list.length)) {
    throw new Error(`the column registered holds something else as ${name}`)
  }
  return fitting
}
