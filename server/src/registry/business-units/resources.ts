import { identifierOf } from '../../lib/identifier.ts'
import { narrow } from '../../protocol/scope.ts'
import type { Api } from '../model.ts'

/**
 * The audiences that resources mean (RFC 8707 §2): each is the audience of an API or the address it is served at, exactly
 * but for a slash at the end. Several APIs may be served at one address; then it means those of them that are within reach.
 * In: the resources asked for, every API, and the audiences within reach. Out: some of these; null when a resource means
 * none of them.
 */
export function audiencesMeant(
  resources: readonly string[],
  apis: readonly Pick<Api, 'audience' | 'baseUrl'>[],
  reach: readonly string[],
): readonly string[] | null {
  const meant = resources.map(resource => {
    const identifier = identifierOf(resource)
    const called = apis.filter(({ audience }) => identifierOf(audience) === identifier)
    const found =
      called.length > 0 ? called : apis.filter(({ baseUrl }) => identifierOf(baseUrl) === identifier)
    return narrow(
      reach,
      found.map(({ audience }) => audience),
    )
  })
  return meant.some(each => each.length === 0) ? null : narrow(reach, meant.flat())
}
