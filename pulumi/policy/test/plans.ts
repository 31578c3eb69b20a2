import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Resource of a recorded plan. */
export interface Planned {
  type: string;
  name: string;
  provider: string;
  options: Record<string, unknown>;
  inputs: Record<string, unknown>;
}

/** Change of a plan that violates a rule. */
export interface Mutation {
  rule: string;
  type?: string;
  name?: string;
  provider?: string;
  set?: Record<string, unknown>;
  remove?: string[];
  options?: Record<string, unknown>;
  drop?: boolean;
  add?: { type: string; name: string; provider: string; inputs: Record<string, unknown> };
}

type Json = Record<string, unknown>;

const RESOURCES = join(__dirname, '../../../testkit/src/test/resources');

function read(file: string): Json {
  return JSON.parse(readFileSync(join(RESOURCES, file), 'utf8')) as Json;
}

export function mutations(): Mutation[] {
  return read('mutations.json').mutations as Mutation[];
}

export function plan(stack: string): Planned[] {
  const resources = read(`plans/${stack}.json`).resources as Record<string, Json>;
  return Object.entries(resources).map(([key, resource]) => {
    const [types = '', name = ''] = key.split('::');
    return {
      type: types.slice(types.lastIndexOf('$') + 1),
      name,
      provider: (resource.provider ?? '') as string,
      options: (resource.options ?? {}) as Json,
      inputs: resource.inputs as Json,
    };
  });
}

function parent(inputs: Json, path: string): Json {
  return path
    .split('.')
    .slice(0, -1)
    .reduce((value, name) => value[name] as Json, inputs);
}

function last(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function change(resource: Planned, mutation: Mutation): Planned {
  const changed = structuredClone(resource);
  for (const [path, value] of Object.entries(mutation.set ?? {})) {
    parent(changed.inputs, path)[last(path)] = value;
  }
  for (const path of mutation.remove ?? []) {
    delete parent(changed.inputs, path)[last(path)];
  }
  Object.assign(changed.options, mutation.options);
  changed.provider = mutation.provider ?? changed.provider;
  return changed;
}

export function mutate(resources: Planned[], mutation: Mutation): Planned[] {
  const prefix = mutation.name?.replace('*', '') ?? '';
  const isMeant = (resource: Planned) =>
    resource.type === mutation.type &&
    (mutation.name?.endsWith('*')
      ? resource.name.startsWith(prefix)
      : resource.name === mutation.name);
  const changed = resources
    .filter((resource) => !(mutation.drop && isMeant(resource)))
    .map((resource) => (isMeant(resource) ? change(resource, mutation) : resource));
  return mutation.add ? [...changed, { ...mutation.add, options: {} }] : changed;
}

/** Value as the engine passes it: documents are texts again. */
export function onTheWire(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(onTheWire);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const object = value as Json;
  if ('json' in object) {
    return JSON.stringify(object.json);
  }
  if (Array.isArray(object.lines)) {
    return object.lines.join('\n');
  }
  if (Array.isArray(object.base64)) {
    return Buffer.from(object.base64.join('\n')).toString('base64');
  }
  return Object.fromEntries(
    Object.entries(object).map(([name, member]) => [name, onTheWire(member)]),
  );
}
