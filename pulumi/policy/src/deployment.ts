import type { ResourceValidationPolicy, StackValidationPolicy } from '@pulumi/policy';
import { at, stackOf } from './resource';

const FUNCTION = 'aws:lambda/function:Function';
const PROVISIONED = 'aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig';
const ANYWHERE = ['0.0.0.0/0', '::/0'];
const HTTPS = 443;

export const dataProtected: ResourceValidationPolicy = {
  name: 'data-protected',
  description: 'Neither Pulumi nor AWS deletes the tables of staging and prod',
  validateResource: (args, reportViolation) => {
    if (!['staging', 'prod'].includes(stackOf(args.urn))) {
      return;
    }
    if (args.type === 'aws:dynamodb/table:Table') {
      if (at(args.props, 'deletionProtectionEnabled') !== true) {
        reportViolation('deletionProtectionEnabled is not set; right: true');
      }
      if (!args.opts.protect) {
        reportViolation('protect is not set; right: true');
      }
    }
    if (args.type === 'aws:s3/bucket:Bucket' && at(args.props, 'forceDestroy') === true) {
      reportViolation('forceDestroy is true; right: false');
    }
  },
};

export const networkIngress: ResourceValidationPolicy = {
  name: 'network-ingress',
  description: "Only the gateway's load balancer is open to the internet, on port 443",
  validateResource: (args, reportViolation) => {
    if (args.type === 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule') {
      const isHttps = at(args.props, 'fromPort') === HTTPS && at(args.props, 'toPort') === HTTPS;
      for (const property of ['cidrIpv4', 'cidrIpv6']) {
        const range = String(at(args.props, property));
        if (ANYWHERE.includes(range) && !(isHttps && args.name === 'gateway-clients')) {
          reportViolation(`${property} is open to the internet; right: a security group`);
        }
      }
    }
    const rules = at(args.props, 'ingress');
    if (args.type === 'aws:ec2/securityGroup:SecurityGroup' && Array.isArray(rules)) {
      if (rules.length) {
        reportViolation('ingress is set; right: an ingress rule of its own');
      }
    }
    if (args.type === 'aws:ec2/securityGroupRule:SecurityGroupRule') {
      reportViolation('a rule of mixed kinds; right: an ingress rule');
    }
  },
};

export const functionStart: StackValidationPolicy = {
  name: 'function-start',
  description: 'A function has SnapStart or provisioned concurrency, never both',
  validateStack: (args, reportViolation) => {
    const provisioned = args.resources.filter((resource) => resource.type === PROVISIONED);
    for (const lambda of args.resources.filter((resource) => resource.type === FUNCTION)) {
      // A function that is deployed has the property also without SnapStart.
      const isSnapshot = at(lambda.props, 'snapStart.applyOn') === 'PublishedVersions';
      const isProvisioned = provisioned.some(
        (resource) =>
          at(resource.props, 'functionName') === at(lambda.props, 'name') &&
          resource.provider?.urn === lambda.provider?.urn,
      );
      if (isSnapshot === isProvisioned) {
        const found = isSnapshot ? 'both' : 'neither';
        reportViolation(`${found}; right: SnapStart or provisioned concurrency`, lambda.urn);
      }
      if (at(lambda.props, 'publish') !== true) {
        reportViolation('publish is not set; right: true', lambda.urn);
      }
      if (isSnapshot && Number(at(lambda.props, 'ephemeralStorage.size') ?? 0) > 512) {
        reportViolation('ephemeralStorage is more than 512 MB', lambda.urn);
      }
    }
  },
};
