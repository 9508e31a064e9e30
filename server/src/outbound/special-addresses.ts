import { BlockList, isIP, SocketAddress } from 'node:net'

/**
 * What an IP address is good for. `special` is all that no stranger's server can have: this network, link-local,
 * documentation, benchmarks, multicast, reserved, IPv4 within IPv6, and whatever is no address at all.
 */
export type AddressKind = 'public' | 'private' | 'loopback' | 'special'

/** How far a URL may reach: the public internet, this machine (development), or where the operator said. */
export type Reach = 'public' | 'loopback' | 'trusted'

type Family = 'ipv4' | 'ipv6'

/** One list for each family: in a common one, ::ffff:0:0/96 would also catch every address written as IPv4. */
function listOf(family: Family, ...ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [network = '', bits = ''] = range.split('/')
    list.addSubnet(network, Number(bits), family)
  }
  return list
}

const LOOPBACK = { ipv4: listOf('ipv4', '127.0.0.0/8'), ipv6: listOf('ipv6', '::1/128') }
const PRIVATE = {
  ipv4: listOf('ipv4', '10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16'),
  ipv6: listOf('ipv6', 'fc00::/7'),
}

/** The rest of the special-use registries (RFC 6890 and its updates), as SECURITY.md lists them. */
const SPECIAL = {
  ipv4: listOf(
    'ipv4',
    '0.0.0.0/8',
    // Azure's host agent answers here from inside every virtual machine, although the address looks public.
    '168.63.129.16/32',
    '169.254.0.0/16',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
  ),
  ipv6: listOf('ipv6', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'),
}

/**
 * Global unicast is all that is given out so far (RFC 4291 §2.4). What lies outside is special without being listed:
 * ::, ::ffff:0:0/96, 64:ff9b::/96, 64:ff9b:1::/48, 100::/64, 5f00::/16, fe80::/10, ff00::/8 and what is still reserved.
 */
const GLOBAL_UNICAST = listOf('ipv6', '2000::/3')

function familyOf(address: string): Family | null {
  // A zone (fe80::1%eth0) names a network card of this machine: no stranger's address has one.
  if (address.includes('%')) return null
  switch (isIP(address)) {
    case 4:
      return 'ipv4'
    case 6:
      return 'ipv6'
    default:
      return null
  }
}

/**
 * Says what an IP address is good for.
 * In: an address as text, IPv6 without brackets. Out: its kind; text that is no address is special.
 */
export function kindOfAddress(address: string): AddressKind {
  const family = familyOf(address)
  if (family === null) return 'special'
  if (LOOPBACK[family].check(address, family)) return 'loopback'
  if (PRIVATE[family].check(address, family)) return 'private'
  if (SPECIAL[family].check(address, family)) return 'special'
  return family === 'ipv4' || GLOBAL_UNICAST.check(address, family) ? 'public' : 'special'
}

/** The one way to write an address, for comparing two of them; null for what is no address or has a zone. */
export function canonicalAddress(address: string): string | null {
  const family = familyOf(address)
  return family === null ? null : new SocketAddress({ address, family }).address
}

/**
 * Whether a URL of this reach may lead to an address of this kind. Even where the operator trusts a host, its name
 * may not lead to a special address: the metadata services of clouds stand among the link-local ones.
 */
export function mayReach(reach: Reach, kind: AddressKind): boolean {
  switch (reach) {
    case 'public':
      return kind === 'public'
    case 'loopback':
      return kind === 'loopback'
    case 'trusted':
      return kind !== 'special'
  }
}
