// The settings: everything wrong at the start is said at once, a line each, with what is allowed and without a secret.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalDefaults } from '../../bot/config-file.ts';
import { isLocal, readDataSettings, readSettings } from '../../bot/settings.ts';
import { SettingsFault } from '../../bot/settings-fault.ts';
import { organisation, tenant } from './office.ts';

type Env = Readonly<Record<string, string>>;

const canary = 'Kx7m-9TgR-hW4p-Zb2N';
const key = Buffer.alloc(32, 1).toString('base64');
const defaults: LocalDefaults = { ...organisation, channels: { support: '19:cast@thread.tacv2' } };
const registration = { MicrosoftAppId: '11111111-1111-4111-8111-111111111111', MicrosoftAppPassword: canary, MicrosoftAppTenantId: tenant };
const page = '55555555-5555-4555-8555-555555555555';
const identity = '44444444-4444-4444-8444-444444444444';
const { MicrosoftAppPassword: _, ...withoutSecret } = registration;
const secretless = { ...withoutSecret, MicrosoftAppManagedIdentityId: identity };
const names = 'MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppManagedIdentityId, MicrosoftAppType, MicrosoftAppTenantId, PORT, PUBLIC_URL, PAGE_APP_ID, DATA_DIR, DATABASE_URL, VAULT_KEY, SUPPORT_CONFIG, '
  + 'WEBHOOK_SECRETS, APPLICATIONINSIGHTS_CONNECTION_STRING, LOG_LEVEL, CONNECTOR_OPENID_METADATA, CONNECTOR_TOKEN_URL, CONNECTOR_SERVICE_URLS, GRAPH_URL, LOGIN_URL';

describe('the settings', () => {
  let folder: string;
  let file: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'settings-'));
    file = join(folder, 'support.config.json');
  });
  after(() => rmSync(folder, { recursive: true }));
  afterEach(() => rmSync(file, { force: true }));

  const read = (env: Env) => readSettings(defaults, { SUPPORT_CONFIG: file, ...env });
  const linesOf = (env: Env): readonly string[] => {
    try {
      read(env);
      return [];
    } catch (fault) {
      assert.ok(fault instanceof SettingsFault, String(fault));
      return fault.lines.map((line) => line.replaceAll(file, 'c.json'));
    }
  };
  const configure = (value: unknown) => writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));

  it('need nothing at all in local mode', () => {
    const { app, port, dataDir, serviceUrls, logLevel, config, named } = readSettings(defaults, { SUPPORT_CONFIG: file });
    assert.deepEqual({ app, port, dataDir, serviceUrls, logLevel }, { app: undefined, port: 3978, dataDir: './data', serviceUrls: [], logLevel: 'info' });
    assert.equal(config.tenant, tenant);
    assert.deepEqual(named, { file, channels: {}, sections: {} });
  });

  it('take from the file what it names, and from the cast the rest', () => {
    configure({ language: 'ko', roles: { ...organisation.roles, operations: { people: [] } }, $schema: './support.config.schema.json' });
    const { config, named } = read({});
    assert.deepEqual([config.language, config.roles.operations.people, config.channels.support], ['ko', [], '19:cast@thread.tacv2']);
    assert.deepEqual(named.channels, {});
  });

  it('know the channels that the file itself names', () => {
    configure({ channels: { escalation: '19:e@thread.tacv2' } });
    assert.deepEqual(read({}).named.channels, { escalation: '19:e@thread.tacv2' });
  });

  it('count an empty variable as one that is left out', () => {
    assert.equal(read({ PORT: '', MicrosoftAppId: '', DATA_DIR: '', LOG_LEVEL: '' }).port, 3978);
    assert.ok(isLocal({ MicrosoftAppId: '' }));
    assert.ok(!isLocal({ MicrosoftAppId: registration.MicrosoftAppId }));
  });

  it('know PostgreSQL by either of its names, also behind a socket', () => {
    for (const url of ['postgres://bot:secret@db.example:5432/support?sslmode=verify-full', 'postgresql://bot@db/support', 'postgresql:///support?host=/run/postgresql']) {
      assert.equal(read({ DATABASE_URL: url, VAULT_KEY: key }).databaseUrl, url);
    }
    assert.deepEqual(readDataSettings({ DATABASE_URL: 'postgres://db/support', VAULT_KEY: key, PORT: 'x' }), { dataDir: './data', vaultKey: key, databaseUrl: 'postgres://db/support' });
    assert.throws(() => readDataSettings({ DATABASE_URL: 'db/support' }), /DATABASE_URL is set; /);
  });

  it('do not mind the variables of others', () => {
    assert.deepEqual(linesOf({ PATH: '/bin', npm_config_registry: 'x', PORTAL: 'y' }), []);
  });

  const wrong: readonly (readonly [env: Env, ...lines: readonly string[]])[] = [
    [{ PORT: 'http' }, 'PORT is "http"; a port from 0 (any that is free) to 65535'],
    [{ PORT: '65536' }, 'PORT is "65536"; a port from 0 (any that is free) to 65535'],
    [{ PORT: '-1' }, 'PORT is "-1"; a port from 0 (any that is free) to 65535'],
    [{ PORT: '39.78' }, 'PORT is "39.78"; a port from 0 (any that is free) to 65535'],
    [{ PORT: '0x10' }, 'PORT is "0x10"; a port from 0 (any that is free) to 65535'],
    [{ PUBLIC_URL: 'bot.contoso.com' }, 'PUBLIC_URL is "bot.contoso.com"; an http or https address'],
    [{ PUBLIC_URL: 'javascript:alert(1)' }, 'PUBLIC_URL is "javascript:alert(1)"; an http or https address'],
    [{ PAGE_APP_ID: 'the page' }, 'PAGE_APP_ID is "the page"; a GUID such as 00000000-0000-0000-0000-000000000000'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud"; Invalid option: expected one of "debug"|"info"|"warn"|"error"|"silent"'],
    [{ CONNECTOR_OPENID_METADATA: 'x' }, 'CONNECTOR_OPENID_METADATA is "x"; an http or https address'],
    [{ CONNECTOR_SERVICE_URLS: 'https://a.test/, ftp://b.test' }, 'CONNECTOR_SERVICE_URLS is "https://a.test/, ftp://b.test"; an http or https address'],
    [{ DATABASE_URL: `mysql://bot:${canary}@db/support`, VAULT_KEY: key },
      'DATABASE_URL is set; a postgres:// or postgresql:// address such as postgres://bot@db.example:5432/support'],
    [{ DATABASE_URL: `postgres//${canary}`, VAULT_KEY: key }, 'DATABASE_URL is set; a postgres:// or postgresql:// address such as postgres://bot@db.example:5432/support'],
    [{ DATABASE_URL: `postgres://bot:${canary}@db/support` }, 'VAULT_KEY is missing; with DATABASE_URL every instance needs the same one, which seals the audit log'],
    [{ VAULT_KEY: canary }, 'VAULT_KEY is set; 32 random bytes in base64 or hex, such as `openssl rand -base64 32` prints'],
    [{ VAULTKEY: 'x', MicrosoftAppPasswort: canary }, `MicrosoftAppPasswort is not a setting of this version; allowed: ${names}`],
    [{ SUPPORT_CONFG: 'x' }, `SUPPORT_CONFG is not a setting of this version; allowed: ${names}`],
    [{ NODE_ENV: 'production' }, 'MicrosoftAppId is missing; NODE_ENV=production needs the bot registration, since local mode trusts everyone on this machine'],
    [{ PORT: 'a', LOG_LEVEL: 'b', PUBLIC_URL: 'c', CONNECTOR_URL: 'd' },
      `CONNECTOR_URL is not a setting of this version; allowed: ${names}`, 'PORT is "a"; a port from 0 (any that is free) to 65535',
      'PUBLIC_URL is "c"; an http or https address', 'LOG_LEVEL is "b"; Invalid option: expected one of "debug"|"info"|"warn"|"error"|"silent"'],
  ];
  for (const [env, ...lines] of wrong) {
    it(`refuse ${Object.entries(env).map((one) => one.join('=')).join(' ').replaceAll(canary, '…')}`, () => {
      assert.deepEqual(linesOf(env), lines);
    });
  }

  describe('with a registration', () => {
    const local = 'c.json: credentials.provider is "local"; the local vault knows no real device and runs in local mode only (no MicrosoftAppId)';
    const real = { ...organisation, credentials: { provider: 'laps' }, devices: { provider: 'intune' } };
    beforeEach(() => configure(organisation));

    it('start with LAPS and Intune, with a secret or without one', () => {
      configure(real);
      assert.deepEqual(linesOf(registration), []);
      assert.equal(read(secretless).app?.identity, identity);
    });

    it('refuse a vault that could rotate nothing, and settings of another provider', () => {
      configure({ ...real, devices: { provider: 'local', rings: { Test: tenant } } });
      assert.deepEqual(linesOf(registration), [
        'c.json: devices.provider is "local"; credentials.provider "laps" rotates passwords through Intune and needs "intune" here',
        'c.json: devices.rings is set; with devices.provider "local" the list says each device\'s ring',
      ]);
      configure({ ...real, devices: { provider: 'intune', file: 'devices.json' } });
      assert.deepEqual(linesOf(registration), ['c.json: devices.file is set; devices.provider "intune" does without a list']);
    });

    it('refuse threat alerts that nobody raises here, and take none for an answer', () => {
      configure({ ...real, alerts: { provider: 'local' } });
      assert.deepEqual(linesOf(registration), ['c.json: alerts.provider is "local"; the local Teams raises alerts in local mode only (no MicrosoftAppId)']);
      configure({ ...real, alerts: { provider: 'none' } });
      assert.deepEqual(linesOf(registration), []);
    });

    it('refuse threat alerts of Defender for devices that Intune does not list', () => {
      configure({ ...real, devices: { provider: 'local' }, alerts: { provider: 'defender' } });
      assert.ok(linesOf(registration).includes('c.json: alerts.provider is "defender"; its alerts are joined to the devices of Intune and need devices.provider "intune"'));
    });

    it('show pages under the public address, by a registration of their own', () => {
      configure(real);
      const { pageApp, publicUrl } = read({ ...registration, PAGE_APP_ID: page, PUBLIC_URL: 'https://support.contoso.com/' });
      assert.deepEqual([pageApp, publicUrl], [page, 'https://support.contoso.com/']);
      assert.equal(read(registration).pageApp, undefined);
    });

    const needed = 'with PAGE_APP_ID an https address without a path';
    const faulty: readonly (readonly [what: string, env: Env, line: string])[] = [
      ['without an address', { PAGE_APP_ID: page }, 'PUBLIC_URL is missing; Teams shows the pages of PAGE_APP_ID by it'],
      ['over http', { PAGE_APP_ID: page, PUBLIC_URL: 'http://a.test' }, `PUBLIC_URL is "http://a.test"; ${needed}, such as https://support.contoso.com`],
      ['under a path', { PAGE_APP_ID: page, PUBLIC_URL: 'https://a.test/bot' }, `PUBLIC_URL is "https://a.test/bot"; ${needed}, such as https://support.contoso.com`],
      ['on this machine in production', { NODE_ENV: 'production', PAGE_APP_ID: page, PUBLIC_URL: 'https://localhost' },
        `PUBLIC_URL is "https://localhost"; ${needed} that is not this machine, such as https://support.contoso.com`],
      ['by the bot\'s own registration', { PAGE_APP_ID: registration.MicrosoftAppId, PUBLIC_URL: 'https://a.test' },
        `PAGE_APP_ID is "${registration.MicrosoftAppId}"; a registration of its own, not the bot's`],
    ];
    for (const [what, env, line] of faulty) {
      it(`refuse pages ${what}`, () => {
        configure(real);
        assert.deepEqual(linesOf({ ...registration, ...env }), [line]);
      });
    }

    const faults: readonly (readonly [what: string, env: Env, ...lines: readonly string[]])[] = [
      ['the local vault', registration, local],
      ['an id that is none, which is not local mode', { ...registration, MicrosoftAppId: 'bot' }, 'MicrosoftAppId is "bot"; a GUID such as 00000000-0000-0000-0000-000000000000', local],
      ['no tenant and no password', { MicrosoftAppId: registration.MicrosoftAppId },
        'MicrosoftAppTenantId is missing; the tenant in which MicrosoftAppId is registered',
        'MicrosoftAppPassword is missing; MicrosoftAppManagedIdentityId, or MicrosoftAppType=UserAssignedMSI, does without one', local],
      ['a password beside a managed identity', { ...registration, MicrosoftAppType: 'UserAssignedMSI' }, 'MicrosoftAppPassword is set; MicrosoftAppType=UserAssignedMSI does without one', local],
      ['a password beside a trusted identity', { ...registration, MicrosoftAppManagedIdentityId: identity },
        'MicrosoftAppPassword is set; MicrosoftAppManagedIdentityId does without one', local],
      ['an identity to trust beside a managed identity', { ...secretless, MicrosoftAppType: 'UserAssignedMSI' },
        'MicrosoftAppManagedIdentityId is set; MicrosoftAppType=UserAssignedMSI does without one', local],
      ['a multi-tenant bot', { ...registration, MicrosoftAppType: 'MultiTenant' },
        'MicrosoftAppType is "MultiTenant"; Invalid option: expected one of "SingleTenant"|"UserAssignedMSI"', local],
      ['another tenant than the file\'s', { ...registration, MicrosoftAppTenantId: registration.MicrosoftAppId },
        local, `c.json: tenant is "${tenant}"; MicrosoftAppTenantId says "${registration.MicrosoftAppId}"`],
    ];
    for (const [what, env, ...lines] of faults) {
      it(`refuse ${what}`, () => {
        assert.deepEqual(linesOf(env), lines);
      });
    }

    it('mean the same tenant in upper case', () => {
      assert.deepEqual(linesOf({ ...registration, MicrosoftAppTenantId: tenant.toUpperCase() }), [local]);
    });

    it('do not fall back on the cast', () => {
      rmSync(file);
      assert.deepEqual(linesOf(registration), [`SUPPORT_CONFIG is "c.json"; no such file, and outside local mode it must name the tenant and the roles`]);
    });

    const unsafe = ['http://keys.contoso.com/', 'https://localhost/keys', 'https://127.0.0.1/keys', 'https://[::1]/keys', 'https://[::ffff:127.0.0.1]/', 'https://0.0.0.0/keys', 'https://keys.localhost/'];
    for (const url of unsafe) {
      it(`never take keys, tokens or messages from ${url} in production`, () => {
        for (const name of ['CONNECTOR_OPENID_METADATA', 'CONNECTOR_TOKEN_URL', 'CONNECTOR_SERVICE_URLS', 'GRAPH_URL', 'LOGIN_URL']) {
          const said = `${name} is ${JSON.stringify(url)}; with NODE_ENV=production only https addresses that are not this machine`;
          assert.deepEqual(linesOf({ ...registration, NODE_ENV: 'production', [name]: url }), [said, local]);
          assert.deepEqual(linesOf({ ...registration, [name]: url }), [local]);
        }
      });
    }
  });

  it('refuse LAPS and Intune in local mode, where nobody answers for the bot', () => {
    configure({ credentials: { provider: 'laps' }, devices: { provider: 'intune' } });
    const needs = 'it asks Microsoft Graph, which needs the bot registration (MicrosoftAppId)';
    assert.deepEqual(linesOf({}), [`c.json: credentials.provider is "laps"; ${needs}`, `c.json: devices.provider is "intune"; ${needs}`]);
    configure({ alerts: { provider: 'defender' } });
    assert.deepEqual(linesOf({}), [`c.json: alerts.provider is "defender"; ${needs}`]);
  });

  describe('of webhooks', () => {
    const secret = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;
    const form = 'allowed: name=whsec_… for each webhook, parted by commas; whsec_ and 24 to 64 random bytes in base64';
    const hook = (more: object = {}) => ({ name: 'desk', url: 'https://itsm.example/hooks', ...more });
    const told: readonly (readonly [what: string, webhooks: readonly object[], secrets: string, ...lines: readonly string[]])[] = [
      ['one with its secret', [hook()], `desk=${secret}`],
      ['one whose secret is being replaced', [hook()], `desk=${secret}, desk=${secret}`],
      ['one on this machine, in local mode', [hook({ url: 'http://127.0.0.1:4000/hooks' })], `desk=${secret}`],
      ['none without its secret', [hook()], '', `WEBHOOK_SECRETS names no secret for "desk"; ${form}`],
      ['none with a secret that is too short', [hook()], `desk=whsec_${canary}`, `WEBHOOK_SECRETS is set; ${form}`],
      ['no secret for nobody', [], `desk=${secret}`, 'WEBHOOK_SECRETS has a secret for "desk"; c.json has no webhook of this name'],
      ['no name twice', [hook(), hook()], `desk=${secret}`, 'c.json: webhooks.1.name is "desk"; each name once'],
      ['no address without TLS', [hook({ url: 'http://itsm.example/' })], `desk=${secret}`,
        'c.json: webhooks.0.url is "http://itsm.example/"; an https address without a user or a password, or one of this machine'],
      ['no address with a password', [hook({ url: 'https://me:pass@itsm.example/' })], `desk=${secret}`,
        'c.json: webhooks.0.url is "https://me:pass@itsm.example/"; an https address without a user or a password, or one of this machine'],
      ['no other kind of address', [hook({ url: 'file:///etc/passwd' })], '', 'c.json: webhooks.0.url is "file:///etc/passwd"; an https address'],
      ['no record that there is not', [hook({ events: ['tickets'] })], '',
        'c.json: webhooks.0.events.0 is "tickets"; Invalid option: expected one of "ticket"|"elevation"|"escalation"|"alert"|"incident"'],
    ];
    for (const [what, webhooks, secrets, ...lines] of told) {
      it(`take ${what}`, () => {
        configure({ webhooks });
        assert.deepEqual(linesOf({ WEBHOOK_SECRETS: secrets }), lines);
      });
    }

    it('keep to https outside local mode', () => {
      configure({ ...organisation, credentials: { provider: 'laps' }, devices: { provider: 'intune' }, webhooks: [hook({ url: 'http://127.0.0.1:4000/' })] });
      assert.deepEqual(linesOf({ ...registration, WEBHOOK_SECRETS: `desk=${secret}` }), ['c.json: webhooks.0.url is "http://127.0.0.1:4000/"; an https address without a user or a password']);
    });
  });

  it('say what is wrong in the environment and in the file together', () => {
    configure({ language: 'de', elevation: { quorum: 0 } });
    assert.deepEqual(linesOf({ PORT: 'x' }), [
      'PORT is "x"; a port from 0 (any that is free) to 65535',
      'c.json: language is "de"; Invalid option: expected one of "en"|"ko"|"es"',
      'c.json: elevation.quorum is 0; a whole number from 1 to 9',
    ]);
  });

  it('refuse a file that is no JSON', () => {
    configure('{ "tenant": ');
    const [line = '', ...more] = linesOf({});
    assert.match(line, /^c\.json: \(the whole file\) is no JSON; /);
    assert.deepEqual(more, []);
  });

  it('never say a secret, whatever is wrong with it or beside it', () => {
    configure('[]');
    const secrets = { MicrosoftAppId: canary.toLowerCase(), MicrosoftAppPassword: canary, VAULT_KEY: canary, APPLICATIONINSIGHTS_CONNECTION_STRING: canary, MicrosoftAppPasswd: canary };
    const lines = linesOf({ ...secrets, PORT: 'x' });
    assert.ok(lines.length >= 4);
    assert.ok(!lines.join('\n').includes(canary), lines.join('\n'));
  });
});
