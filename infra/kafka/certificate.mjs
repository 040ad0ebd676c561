import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './resolve.mjs';

/**
 * Makes a certificate for 127.0.0.1 that vouches for itself and lasts two days.
 * @param {string} folder
 * @returns {Promise<{ ca: string, keystore: string }>} what a client trusts (PEM), and the file a node shows it from
 */
export const makeCertificate = async (folder) => {
  const key = join(folder, 'key.pem');
  const certificate = join(folder, 'certificate.pem');
  await run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate]);
  const ca = await readFile(certificate, 'utf8');
  const keystore = join(folder, 'keystore.pem');
  await writeFile(keystore, `${await readFile(key, 'utf8')}${ca}`);
  return { ca, keystore };
};
