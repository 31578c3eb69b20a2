import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Properties of a resource, as the engine passes them. */
export type Properties = Record<string, unknown>;

/** Property by a path such as `settings.loggingLevel`; undefined if it is not set. */
export function at(properties: Properties, path: string): unknown {
  let value: unknown = properties;
  for (const name of path.split('.')) {
    value = (value as Properties | undefined)?.[name];
  }
  return value;
}

/** Name of the stack in a URN. */
export function stackOf(urn: string): string {
  return urn.split(':')[2] ?? '';
}

/** Matches IAM patterns, in which * is any text and ? any character. */
export function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 's').test(text);
}

/** Folder of the pack: Pulumi runs the sources, and tests what is compiled below it. */
function packFolder(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'PulumiPolicy.yaml'))) {
    folder = dirname(folder);
  }
  return folder;
}

/** Reads a data file of the rules on plans, of which the pack has no copy. */
export function data<T>(file: string): T {
  const folder = '../testkit/src/main/resources/com/ieltsaiprep/infra/testkit/policy';
  return JSON.parse(readFileSync(join(packFolder(), folder, file), 'utf8')) as T;
}
