import type { Policies } from '@pulumi/policy';
import { dataProtected, functionStart, networkIngress } from './deployment';
import { bedrockModels, gatewayStoresNothing, iamWildcards } from './permissions';
import { apiTrace, logRetention, noInvocationRecords, storeListed } from './retention';

/** Policies of the pack, named as the rules on plans in docs/operations/policies.md. */
export const policies: Policies = [
  iamWildcards,
  bedrockModels,
  gatewayStoresNothing,
  storeListed,
  logRetention,
  noInvocationRecords,
  apiTrace,
  dataProtected,
  networkIngress,
  functionStart,
];
