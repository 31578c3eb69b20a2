import type { ResourceValidationArgs, ResourceValidationPolicy } from '@pulumi/policy';
import { at, data } from './resource';

interface Statement {
  Effect: string;
  Action?: string | string[];
  Resource?: string | string[];
}

interface Permission {
  role: string;
  action: string;
  resources: string[];
}

const ROLE_POLICY = 'aws:iam/rolePolicy:RolePolicy';
const DELETE_LOGGING = 'bedrock:DeleteModelInvocationLoggingConfiguration';
const STORING =
  /^(s3|dynamodb|sqs|sns|kinesis|firehose|events|states|ssm|lambda|ses|transcribe|polly|elasticfilesystem):/;

const models = data<Record<string, string[]>>('models.json');

function list(value: string | string[] | undefined): string[] {
  if (value === undefined) {
    return [];
  }
  return typeof value === 'string' ? [value] : value;
}

function statements(args: ResourceValidationArgs): Statement[] {
  if (args.type !== ROLE_POLICY) {
    return [];
  }
  const policy = at(args.props, 'policy');
  const document = typeof policy === 'string' ? JSON.parse(policy) : policy;
  const found = (document as { Statement?: Statement | Statement[] } | undefined)?.Statement ?? [];
  return Array.isArray(found) ? found : [found];
}

/** Permissions that a role's policy allows. */
function permissions(args: ResourceValidationArgs): Permission[] {
  const role = String(at(args.props, 'role'));
  return statements(args)
    .filter((statement) => statement.Effect === 'Allow')
    .flatMap((statement) =>
      list(statement.Action).map((action) => ({
        role,
        action,
        resources: list(statement.Resource),
      })),
    );
}

export const iamWildcards: ResourceValidationPolicy = {
  name: 'iam-wildcards',
  description: 'A statement that allows names each action',
  validateResource: (args, reportViolation) => {
    for (const statement of statements(args)) {
      const actions = list(statement.Action);
      if (statement.Effect === 'Allow' && !actions.length) {
        reportViolation('a statement without Action, such as NotAction; right: actions by name');
      }
      for (const action of statement.Effect === 'Allow' ? actions : []) {
        if (action.includes('*')) {
          reportViolation(`${action}; right: each action by name`);
        }
      }
    }
  },
};

/** Foundation models that a role may invoke. */
function modelsOf(role: string): string[] {
  return Object.entries(models)
    .filter(([name]) => new RegExp(`-${name}(-(us|eu|ap))?$`).test(role))
    .flatMap(([, ids]) => ids);
}

function modelOf(arn: string): string {
  const id = arn.slice(arn.lastIndexOf('/') + 1);
  return arn.includes(':inference-profile/') ? id.slice(id.indexOf('.') + 1) : id;
}

export const bedrockModels: ResourceValidationPolicy = {
  name: 'bedrock-models',
  description: 'Roles invoke the models in models.json only, by bedrock:InvokeModel',
  validateResource: (args, reportViolation) => {
    for (const { role, action, resources } of permissions(args)) {
      if (!action.startsWith('bedrock:') || action === DELETE_LOGGING) {
        continue;
      }
      if (action !== 'bedrock:InvokeModel') {
        reportViolation(`${action}; right: bedrock:InvokeModel`);
      }
      for (const arn of resources) {
        if (!modelsOf(role).includes(modelOf(arn))) {
          reportViolation(`${arn}; right: one of ${modelsOf(role)}`);
        }
      }
    }
  },
};

export const gatewayStoresNothing: ResourceValidationPolicy = {
  name: 'gateway-stores-nothing',
  description: "The gateway's role stores neither voice nor conversation",
  validateResource: (args, reportViolation) => {
    for (const { role, action } of permissions(args)) {
      if (role.endsWith('-gateway') && STORING.test(action) && action !== 's3:GetObject') {
        reportViolation(`${action}; right: not allowed`);
      }
    }
  },
};
