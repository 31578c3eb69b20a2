import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type {
  PolicyResource,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from '@pulumi/policy';
import { policies } from '../src/policies';
import { mutate, mutations, onTheWire, type Planned, plan } from './plans';

type AnyPolicy = ResourceValidationPolicy | StackValidationPolicy;

/** Resource as the engine passes it to a policy. */
function resource(stack: string, planned: Planned): PolicyResource {
  const urn = (type: string, name: string) => `urn:pulumi:${stack}::ielts::${type}::${name}`;
  const provider = urn('pulumi:providers:aws', planned.provider);
  return {
    type: planned.type,
    name: planned.name,
    urn: urn(planned.type, planned.name),
    props: onTheWire(planned.inputs),
    opts: { protect: planned.options.protect === true, ignoreChanges: [], aliases: [] },
    provider: { type: 'pulumi:providers:aws', name: planned.provider, urn: provider, props: {} },
  } as unknown as PolicyResource;
}

function violations(policy: AnyPolicy, stack: string, planned: Planned[]): string[] {
  const found: string[] = [];
  const report = (message: string, urn?: string) => found.push(`${policy.name}: ${urn} ${message}`);
  const resources = planned.map((each) => resource(stack, each));
  if ('validateStack' in policy) {
    policy.validateStack({ resources } as unknown as StackValidationArgs, report);
    return found;
  }
  const validate = (policy as ResourceValidationPolicy).validateResource;
  assert.ok(typeof validate === 'function');
  for (const each of resources) {
    validate(each as unknown as ResourceValidationArgs, (message) => report(message, each.urn));
  }
  return found;
}

describe('policies', () => {
  it('are the ten hardest rules', () => {
    assert.equal(policies.length, 10);
  });

  for (const stack of ['dev', 'staging', 'prod']) {
    for (const policy of policies) {
      it(`${policy.name} is kept by the plan of ${stack}`, () => {
        assert.deepEqual(violations(policy as AnyPolicy, stack, plan(stack)), []);
      });
    }
  }

  for (const policy of policies) {
    // A missing log group is seen by the rules on plans only.
    const own = mutations().filter(
      (mutation) => mutation.rule === policy.name && mutation.name !== 'writing-eu',
    );
    it(`${policy.name} has mutations`, () => assert.notEqual(own.length, 0));
    for (const mutation of own) {
      it(`${policy.name} is violated by ${JSON.stringify(mutation)}`, () => {
        const changed = mutate(plan('prod'), mutation);
        assert.notEqual(violations(policy as AnyPolicy, 'prod', changed).length, 0);
      });
    }
  }
});
