import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { describe, test } from 'node:test'
import { readConfig } from './config.ts'
import { checkNewPassword } from './keys/passwords.ts'

type Environment = Readonly<Record<string, string>>

function read(environment: Environment) {
  const config = readConfig(environment, checkNewPassword)
  assert.ok(config.ok, config.ok ? '' : config.error.join('\n'))
  return config.value
}

function faultsOf(environment: Environment): readonly string[] {
  const config = readConfig(environment, checkNewPassword)
  return config.ok ? [] : config.error
}

describe('settings that hold', () => {
  test('nothing given means the embedded store on this machine only, without a sample', () => {
    assert.deepEqual(read({ HOME: '/home/kim', LATCHKEY_TEST_RUN: '7' }), {
      url: 'http://localhost:3000',
      host: '127.0.0.1',
      port: 3000,
      dataFolder: resolve('data'),
      databaseUrl: null,
      sealingKey: null,
      sample: null,
      exampleBaseUrl: 'http://localhost:3001',
      outboundAllow: [],
      mail: null,
      trustedProxies: [],
      logLevel: 'info',
    })
  })

  test('the public URL and the address of the example follow the port', () => {
    const { url, exampleBaseUrl } = read({ LATCHKEY_PORT: '8080' })
    assert.deepEqual([url, exampleBaseUrl], ['http://localhost:8080', 'http://localhost:8081'])
  })

  test('everything given is taken as it stands', () => {
    const config = read({
      LATCHKEY_URL: 'https://latchkey.company.example',
      LATCHKEY_HOST: '::',
      LATCHKEY_PORT: '65535',
      LATCHKEY_DATA: '/var/lib/latchkey',
      LATCHKEY_DATABASE_URL: 'postgresql://kim:hush@db.example:5433/latchkey?sslmode=require',
      LATCHKEY_SEALING_KEY: 'any text: it is judged where it is used',
      LATCHKEY_SAMPLE: '1',
      LATCHKEY_SAMPLE_PASSWORD: 'long enough',
      LATCHKEY_EXAMPLE_PORT: '4000',
      LATCHKEY_OUTBOUND_ALLOW: 'rp.internal:8443, 10.0.0.7:443,[fd00::7]:8443',
      LATCHKEY_TRUSTED_PROXIES: '10.0.0.0/8, FD00::1,10.0.0.0/8',
      LATCHKEY_PROCESSES: '1',
      LATCHKEY_LOG: 'silent',
    })
    assert.deepEqual(config, {
      url: 'https://latchkey.company.example',
      host: '::',
      port: 65535,
      dataFolder: resolve('/var/lib/latchkey'),
      databaseUrl: 'postgresql://kim:hush@db.example:5433/latchkey?sslmode=require',
      sealingKey: 'any text: it is judged where it is used',
      sample: { password: 'long enough' },
      exampleBaseUrl: 'http://localhost:4000',
      outboundAllow: ['rp.internal:8443', '10.0.0.7:443', '[fd00::7]:8443'],
      mail: null,
      trustedProxies: ['10.0.0.0/8', 'fd00::1'],
      logLevel: 'silent',
    })
  })

  test('an empty setting counts as not given', () => {
    const empty = {
      LATCHKEY_URL: '',
      LATCHKEY_SAMPLE: '',
      LATCHKEY_DATABASE_URL: '',
      LATCHKEY_VALKEY_URL: '',
    }
    assert.deepEqual(read(empty), read({}))
  })

  test('a sample password alone makes no sample', () => {
    assert.equal(read({ LATCHKEY_SAMPLE_PASSWORD: 'long enough' }).sample, null)
    assert.deepEqual(read({ LATCHKEY_SAMPLE: '1' }).sample, { password: null })
  })

  test('hosts that may be asked are told apart by name and port, whatever the case, and each kept once', () => {
    const { outboundAllow } = read({
      LATCHKEY_OUTBOUND_ALLOW: 'RP.internal:443,rp.internal:443,rp.internal:1',
    })
    assert.deepEqual(outboundAllow, ['rp.internal:443', 'rp.internal:1'])
  })

  test('proxies that are believed are addresses and ranges, and never everybody', () => {
    for (const text of [
      'proxy.internal',
      '10.0.0.0/0',
      '10.0.0.0/33',
      '::/0',
      'fd00::/129',
      '10.0.0.1,',
      '*',
    ]) {
      const read = readConfig({ LATCHKEY_TRUSTED_PROXIES: text }, () => null)
      assert.ok(!read.ok, text)
      assert.match(read.error[0] ?? '', /^LATCHKEY_TRUSTED_PROXIES must be addresses/)
    }
  })

  test('the settings cannot be changed afterwards', () => {
    for (const environment of [{ LATCHKEY_SAMPLE: '1' }, { LATCHKEY_OUTBOUND_ALLOW: 'rp.internal:443' }]) {
      const config = read({ LATCHKEY_SAMPLE: '1', ...environment })
      assert.ok([config, config.sample, config.outboundAllow].every(Object.isFrozen))
    }
  })
})

describe('the public URL', () => {
  const kept = [
    ['http://localhost:3000/', 'http://localhost:3000'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['http://latchkey.localhost', 'http://latchkey.localhost'],
    ['https://Latchkey.Company.example:443/', 'https://latchkey.company.example'],
    ['https://latchkey.company.example:8443', 'https://latchkey.company.example:8443'],
  ] as const
  for (const [given, url] of kept) {
    test(`${given} is kept as ${url}`, () => assert.equal(read({ LATCHKEY_URL: given }).url, url))
  }

  const refused = [
    ['latchkey.company.example', /whole address/],
    ['localhost:3000', /whole address/],
    ['https:latchkey.example', /whole address/],
    ['ftp://localhost', /whole address/],
    ['https://', /whole address/],
    ['http://latchkey.company.example', /must begin with https/],
    ['http://localhost.company.example', /must begin with https/],
    ['http://127.0.0.1.company.example', /must begin with https/],
    ['http://0.0.0.0:3000', /must begin with https/],
    ['https://latchkey.company.example/sso', /without path/],
    ['https://latchkey.company.example/?', /without path/],
    ['https://latchkey.company.example/#', /without path/],
    ['https://kim@latchkey.company.example', /user name/],
  ] as const
  for (const [given, reason] of refused) {
    test(`${given} is refused`, () => {
      const [fault, ...others] = faultsOf({ LATCHKEY_URL: given })
      assert.match(fault ?? '', /^LATCHKEY_URL must /)
      assert.match(fault ?? '', reason)
      assert.deepEqual(others, [])
    })
  }

  test('its example is reached under the same name of this machine', () => {
    assert.equal(read({ LATCHKEY_URL: 'http://127.0.0.1:3000' }).exampleBaseUrl, 'http://127.0.0.1:3001')
    assert.equal(read({ LATCHKEY_URL: 'https://sso.example' }).exampleBaseUrl, 'http://localhost:3001')
  })
})

describe('settings that do not hold', () => {
  const refused: readonly (readonly [Environment, RegExp])[] = [
    [{ LATCHKEY_PORT: '0' }, /^LATCHKEY_PORT must be a port from 1 to 65535, not "0"\.$/],
    [{ LATCHKEY_PORT: '65536', LATCHKEY_EXAMPLE_PORT: '1' }, /^LATCHKEY_PORT must be a port/],
    [{ LATCHKEY_PORT: '3e3' }, /^LATCHKEY_PORT must be a port/],
    [{ LATCHKEY_PORT: ' 3000' }, /^LATCHKEY_PORT must be a port/],
    [{ LATCHKEY_EXAMPLE_PORT: '-1' }, /^LATCHKEY_EXAMPLE_PORT must be a port/],
    [{ LATCHKEY_EXAMPLE_PORT: '3000' }, /^LATCHKEY_EXAMPLE_PORT must differ from LATCHKEY_PORT/],
    [{ LATCHKEY_PORT: '65535' }, /^LATCHKEY_EXAMPLE_PORT must be given/],
    [{ LATCHKEY_HOST: 'http://localhost' }, /^LATCHKEY_HOST must be the address/],
    [{ LATCHKEY_HOST: 'localhost:3000' }, /^LATCHKEY_HOST must be the address/],
    [{ LATCHKEY_DATABASE_URL: 'mysql://db', LATCHKEY_SEALING_KEY: 'k' }, /^LATCHKEY_DATABASE_URL must be/],
    [{ LATCHKEY_DATABASE_URL: 'postgres://db/latchkey' }, /^LATCHKEY_SEALING_KEY is required/],
    [{ LATCHKEY_SAMPLE: 'yes' }, /^LATCHKEY_SAMPLE must be 1 .* not "yes"/],
    [
      { LATCHKEY_SAMPLE_PASSWORD: 'short' },
      /^LATCHKEY_SAMPLE_PASSWORD cannot be used\. A password has at least/,
    ],
    ...[
      'rp.internal',
      'rp.internal:0',
      'rp.internal:65536',
      'rp.internal:08443',
      'rp.internal.:8443',
      ':8443',
      '*:8443',
      'rp.internal:8443,',
      'rp.internal:8443 10.0.0.7:443',
      'https://rp.internal:8443',
      'rp.internal:8443/path',
      'a@rp.internal:8443',
      '127.1:8443',
      'fd00::7:8443',
      'bücher.example:8443',
    ].map((text): readonly [Environment, RegExp] => [
      { LATCHKEY_OUTBOUND_ALLOW: text },
      /^LATCHKEY_OUTBOUND_ALLOW must be host:port with commas between/,
    ]),
    [{ LATCHKEY_PROCESSES: '2' }, /^LATCHKEY_PROCESSES must be 1, not "2"/],
    [{ LATCHKEY_LOG: 'loud' }, /^LATCHKEY_LOG must be one of fatal, .*silent, not "loud"/],
    [{ LATCHKEY_VALKEY_URL: 'redis://cache' }, /^LATCHKEY_VALKEY_URL is not offered yet/],
    [{ LATCHKEY_PROT: '3000' }, /^LATCHKEY_PROT is not a setting\. Did you mean LATCHKEY_PORT\?$/],
    [{ LATCHKEY_SEALINGKEY: 'k' }, /^LATCHKEY_SEALINGKEY .* Did you mean LATCHKEY_SEALING_KEY\?$/],
    [{ LATCHKEY_COLOUR_OF_SKY: 'blue' }, /^LATCHKEY_COLOUR_OF_SKY is not a setting\. Remove it\.$/],
  ]
  for (const [environment, words] of refused) {
    test(`${JSON.stringify(environment)} is refused in one sentence`, () => {
      const [fault, ...others] = faultsOf(environment)
      assert.match(fault ?? '', words)
      assert.deepEqual(others, [])
    })
  }

  test('all faults are told together', () => {
    const faults = faultsOf({
      LATCHKEY_URL: 'nowhere',
      LATCHKEY_PORT: 'none',
      LATCHKEY_LOG: 'loud',
      LATCHKEY_SMAPLE: '1',
    })
    assert.deepEqual(
      faults.map(fault => fault.split(' ', 1)[0]),
      ['LATCHKEY_PORT', 'LATCHKEY_URL', 'LATCHKEY_LOG', 'LATCHKEY_SMAPLE'],
    )
  })

  test('no fault repeats a password or a key', () => {
    const faults = faultsOf({
      LATCHKEY_DATABASE_URL: 'mysql://kim:hush-hush@db.example',
      LATCHKEY_URL: 'ftp://kim:hush-hush@latchkey.example',
      LATCHKEY_SAMPLE_PASSWORD: 'hush',
      LATCHKEY_SEALNG_KEY: 'hush-hush',
    })
    assert.equal(faults.length, 4)
    assert.ok(faults.every(fault => !fault.includes('hush')))
  })
})
