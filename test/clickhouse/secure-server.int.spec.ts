import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openServerStore } from '@mingxiao/adapters/analytics-clickhouse/server-store';
import { readConfiguration } from '@mingxiao/server/configuration/configuration';
import { openStore } from '@mingxiao/server/open-store';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksOpenssl } from '@mingxiao/testing/requirements/requirements';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestFront, type StartedFront } from './started-store.js';

/** A certificate for 127.0.0.1 that vouches for itself. */
const makeCertificate = (folder: string) => {
  const key = join(folder, 'key.pem');
  const cert = join(folder, 'cert.pem');
  const parameters = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', [...parameters, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  return { certFile: cert, key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
};

describeWith(lacksOpenssl(), 'a server behind TLS', () => {
  let folder: string;
  let certFile: string;
  let front: StartedFront;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mingxiao-tls-'));
    const certificate = makeCertificate(folder);
    certFile = certificate.certFile;
    front = await startTestFront({ tls: certificate, users: { writer: { password: 'geheim 密码' } } });
  });
  afterAll(async () => {
    await front.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is used with user, password and the authority from files of the configuration', async () => {
    const environment = { MINGXIAO_CLICKHOUSE_URL: front.url, MINGXIAO_CLICKHOUSE_USER: 'writer', MINGXIAO_CLICKHOUSE_PASSWORD: 'geheim 密码', MINGXIAO_CLICKHOUSE_CA_FILE: certFile };
    const store = await openStore(readConfiguration({}, environment));
    await store.command('CREATE TABLE secret (id String) ENGINE = MergeTree ORDER BY id');
    await store.insert('secret', { rows: 1, columns: [{ name: 'id', type: 'string', values: ['a'] }] });
    expect(await store.query({ name: 'test', sql: 'SELECT id FROM secret', row: (raw) => raw })).toEqual([{ id: 'a' }]);
    await store.close();
    await expect(openStore(readConfiguration({}, { ...environment, MINGXIAO_CLICKHOUSE_PASSWORD: 'guess' }))).rejects.toThrow(/does not know the user writer with this password/);
  });

  it('is refused at once, not waited for, when its certificate is not trusted', async () => {
    await expect(openServerStore({ url: front.url })).rejects.toMatchObject({ name: 'AnalyticsFailure', message: expect.stringMatching(/self-signed certificate/) as string });
    await expect(openStore(readConfiguration({}, { MINGXIAO_CLICKHOUSE_URL: front.url }))).rejects.toThrow(/MINGXIAO_CLICKHOUSE_CA_FILE/);
  });
});
