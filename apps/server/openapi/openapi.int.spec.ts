import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPlatform, type TestPlatform } from '../platform.fixture.js';

type Node = { readonly [name: string]: unknown };
type Operation = { readonly parameters?: readonly Node[]; readonly responses: Readonly<Record<string, Node>>; readonly requestBody?: { readonly content: Node } };
type Document = { readonly openapi: string; readonly info: Node; readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>; readonly components: Node };

let platform: TestPlatform;
let document: Document;
beforeAll(async () => {
  platform = await startTestPlatform({ watch: false });
  document = (await request(platform.url).get('/openapi.json').expect(200)).body as Document;
});
afterAll(() => platform.stop());

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const operations = () => Object.entries(document.paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ path, method, operation })));
const named = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

/** Every object in a tree, so that references can be found wherever they stand. */
const nodesOf = (value: unknown): Node[] => {
  if (typeof value !== 'object' || value === null) return [];
  return [...(Array.isArray(value) ? [] : [value as Node]), ...Object.values(value).flatMap(nodesOf)];
};
const resolve = (pointer: string): unknown =>
  pointer.split('/').slice(1).reduce<unknown>((at, key) => (at as Node | undefined)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], document);

/** `GET /v1/cases/:id` of every interface the server answers, from its router. */
const routes = (): string[] => {
  const router = platform.app.getHttpAdapter().getInstance() as unknown as { printRoutes(options: object): string };
  const found: string[] = [];
  const above: string[] = [];
  for (const line of router.printRoutes({ commonPrefix: false }).split('\n')) {
    const match = /^(?<indent>[│ ]*)[├└]── (?<path>\S*)(?: \((?<verbs>[A-Z, ]+)\))?/.exec(line);
    if (match?.groups === undefined) continue;
    const { indent = '', path = '', verbs } = match.groups;
    above.splice(indent.length / 4, above.length, path);
    const whole = above.join('').replaceAll(/:(\w+)/g, '{$1}');
    for (const verb of verbs?.split(', ') ?? []) if (verb !== 'HEAD') found.push(`${verb} ${whole}`);
  }
  return found.filter((route) => / \/(v1\/|openapi|metrics)/.test(route));
};

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1 with a title and a version', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: 'Mingxiao', version: expect.stringMatching(/^\d/) as string });
  });

  it('names every interface the server answers, and none that it does not', () => {
    const described = operations().map(({ path, method }) => `${method.toUpperCase()} ${path}`);
    expect(described.sort()).toEqual(routes().sort());
  });

  it('describes each operation: known methods, a description of every answer, path parameters as in the path', () => {
    for (const { path, method, operation } of operations()) {
      expect(methods).toContain(method);
      const parameters = (operation.parameters ?? []) as { name: string; in: string; required: boolean; schema: Node }[];
      expect([path, parameters.filter((one) => one.in === 'path').map(({ name }) => name)]).toEqual([path, named(path)]);
      expect(parameters.filter((one) => one.in === 'path' && !one.required)).toEqual([]);
      expect(parameters.filter(({ schema }) => typeof schema !== 'object')).toEqual([]);
      expect(Object.keys(operation.responses).filter((status) => !/^[1-5]\d\d$/.test(status))).toEqual([]);
      expect(Object.values(operation.responses).filter((answer) => typeof answer['description'] !== 'string' && typeof answer['$ref'] !== 'string')).toEqual([]);
    }
  });

  it('has no reference that leads nowhere, and no word of an older dialect', () => {
    const nodes = nodesOf(document);
    const references = nodes.flatMap((node) => (typeof node['$ref'] === 'string' ? [node['$ref']] : []));
    expect(references.length).toBeGreaterThan(0);
    expect(references.filter((reference) => resolve(reference) === undefined)).toEqual([]);
    expect(nodes.filter((node) => typeof node['nullable'] === 'boolean' || typeof node['exclusiveMinimum'] === 'boolean')).toEqual([]);
  });

  it('says of every refusal that it is application/problem+json', () => {
    const refusals = operations().flatMap(({ operation }) => Object.entries(operation.responses).filter(([status]) => status >= '400').map(([, answer]) => answer['$ref']));
    expect(new Set(refusals)).toEqual(new Set(['#/components/responses/Problem']));
    expect(Object.keys((resolve('#/components/responses/Problem') as { content: Node }).content)).toEqual(['application/problem+json']);
  });
});
