import { readFileSync } from 'node:fs';
import { environmentVariables, roles } from '@mingxiao/server/configuration/configuration';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const textOf = (path: string): string => readFileSync(new URL(`../../infra/${path}`, import.meta.url), 'utf8');

const service = z.object({
  image: z.string(),
  user: z.string(),
  read_only: z.literal(true),
  cap_drop: z.tuple([z.literal('ALL')]),
  healthcheck: z.object({ test: z.array(z.string()).min(2) }),
  deploy: z.object({ resources: z.object({ limits: z.object({ cpus: z.string(), memory: z.string() }) }) }),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
});
const secret = z.object({ file: z.string() });
const compose = z.object({ services: z.record(z.string(), service), secrets: z.record(z.string(), secret) }).parse(parse(textOf('compose/compose.yaml'), { merge: true }));
const processes = Object.entries(compose.services).filter(([, { environment }]) => 'MINGXIAO_ROLE' in environment);
const known = new Set([...environmentVariables, 'MINGXIAO_CONFIG']);
const isOurs = (name: string): boolean => name.startsWith('MINGXIAO_');

/** `NAME=value` lines of a file of systemd, also behind `Environment=`. */
const variablesIn = (text: string): string[] => [...text.matchAll(/^(?:Environment=)?(MINGXIAO_[A-Z_]+)=/gm)].flatMap(([, name]) => name ?? []);

describe('the files for containers', () => {
  it('pin every image, run nothing as root, and give every service limits and a check of its health', () => {
    for (const [name, { image, user }] of Object.entries(compose.services)) {
      expect(image, name).toMatch(image.startsWith('mingxiao:') ? /:local$/ : /:\d+\.\d+\.\d+/);
      expect(user, name).not.toMatch(/^(root|0)$/);
    }
  });

  it('start each role twice', () => {
    expect(processes.map(([, { environment }]) => environment['MINGXIAO_ROLE']).sort()).toEqual(roles.flatMap((role) => [role, role]).sort());
  });

  it('name only variables that the configuration knows', () => {
    for (const [, { environment }] of processes) expect(Object.keys(environment).filter((name) => isOurs(name) && !known.has(name))).toEqual([]);
    const dockerfile = textOf('docker/Dockerfile');
    expect([...dockerfile.matchAll(/\b(MINGXIAO_[A-Z_]+)=/g)].flatMap(([, name]) => name ?? []).filter((name) => !known.has(name))).toEqual([]);
  });

  it('publish on the loopback address only, and the port a process listens on', () => {
    for (const [name, { ports, environment }] of processes) {
      for (const port of ports) expect(port, name).toMatch(new RegExp(`^127\\.0\\.0\\.1:\\d+:${environment['MINGXIAO_PORT'] ?? ''}$`));
    }
    expect(textOf('docker/Dockerfile')).toMatch(/^EXPOSE 8080$/m);
  });

  it('keep secrets and environments out of the image, which is made of all that is not named', () => {
    const left = new Set(textOf('../.dockerignore').split('\n'));
    expect(['**/secrets', '**/.env', '**/*.env'].filter((pattern) => !left.has(pattern))).toEqual([]);
    for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/secrets\//);
  });

  it('build on an image of a fixed version and leave root behind', () => {
    const dockerfile = textOf('docker/Dockerfile');
    expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)).toEqual(['node:22.21.1-bookworm-slim', 'node:22.21.1-bookworm-slim']);
    expect(dockerfile).toMatch(/^USER node$/m);
  });
});

describe('the files for systemd', () => {
  const unit = textOf('systemd/mingxiao@.service');

  it('name only variables that the configuration knows', () => {
    const named = [...variablesIn(unit), ...variablesIn(textOf('systemd/mingxiao.env'))];
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('start each role twice, as nobody of importance, and wait ten seconds for an end', () => {
    const wanted = /^Wants=(.*)$/m.exec(textOf('systemd/mingxiao.target'))?.[1]?.split(' ') ?? [];
    expect(wanted).toEqual(roles.flatMap((role) => [1, 2].map((number) => `mingxiao@${role}-${number}.service`)));
    expect(unit).toMatch(/^User=mingxiao$/m);
    expect(unit).toMatch(/^TimeoutStopSec=10$/m);
    expect(unit).toMatch(/^ProtectSystem=strict$/m);
  });
});
