import type { ResourceValidationPolicy } from '@pulumi/policy';
import { at, data, matches, stackOf } from './resource';

interface Stores {
  longestLogRetentionDays: number;
  stores: Record<string, Record<string, string>>;
  modulesThatStoreNothing: string[];
  typesThatStoreNothing: string[];
}

const stores = data<Stores>('stores.json');

/** Kinds that record something in modules that otherwise do not. */
const RECORDING = /log|mirror|snapshot|volume|backup|archive|stream/i;

function storesNothing(type: string): boolean {
  const module = type.slice('aws:'.length).replace(/[/:].*/, '');
  return (
    !type.startsWith('aws:') ||
    stores.typesThatStoreNothing.includes(type) ||
    (stores.modulesThatStoreNothing.includes(module) && !RECORDING.test(type))
  );
}

export const storeListed: ResourceValidationPolicy = {
  name: 'store-listed',
  description: 'Each store of data is in stores.json with its purpose',
  validateResource: (args, reportViolation) => {
    const listed = stores.stores[args.type];
    if (!listed) {
      if (!storesNothing(args.type)) {
        reportViolation(`${args.type}; right: a kind of resource in stores.json`);
      }
      return;
    }
    const given = ['name', 'bucket', 'replicationGroupId']
      .map((property) => at(args.props, property))
      .find((value) => typeof value === 'string' && value !== '');
    const name = String(given ?? args.name);
    // A bucket has the name that Pulumi makes of the program's and of random characters.
    const stable = name.startsWith(`${args.name}-`) ? args.name : name;
    const general = stable.replaceAll(stackOf(args.urn), 'STACK');
    if (!Object.keys(listed).some((pattern) => matches(pattern, general))) {
      reportViolation(`${name}; right: a store in stores.json`);
    }
  },
};

export const logRetention: ResourceValidationPolicy = {
  name: 'log-retention',
  description: 'Log groups keep their events for a limited time',
  validateResource: (args, reportViolation) => {
    if (args.type === 'aws:cloudwatch/logGroup:LogGroup') {
      const days = Number(at(args.props, 'retentionInDays') ?? 0);
      if (days < 1 || days > stores.longestLogRetentionDays) {
        reportViolation(`${days} days; right: 1 to ${stores.longestLogRetentionDays}`);
      }
    }
  },
};

export const noInvocationRecords: ResourceValidationPolicy = {
  name: 'no-invocation-records',
  description: 'No destination and no dead-letter queue holds events, such as an essay',
  validateResource: (args, reportViolation) => {
    for (const property of ['destinationConfig', 'deadLetterConfig']) {
      if (args.type.startsWith('aws:lambda/') && at(args.props, property) !== undefined) {
        reportViolation(`${property} is set; right: not set`);
      }
    }
    if (at(args.props, 'target.deadLetterConfig') !== undefined) {
      reportViolation('target.deadLetterConfig is set; right: not set');
    }
  },
};

export const apiTrace: ResourceValidationPolicy = {
  name: 'api-trace',
  description: 'API Gateway logs no requests, such as essays and tokens',
  validateResource: (args, reportViolation) => {
    if (args.type === 'aws:apigateway/methodSettings:MethodSettings') {
      if (at(args.props, 'settings.dataTraceEnabled') === true) {
        reportViolation('settings.dataTraceEnabled is true; right: false');
      }
      const level = String(at(args.props, 'settings.loggingLevel'));
      if (!['ERROR', 'OFF'].includes(level)) {
        reportViolation(`settings.loggingLevel is ${level}; right: ERROR or OFF`);
      }
    }
  },
};
