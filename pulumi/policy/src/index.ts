import { PolicyPack } from '@pulumi/policy';
import { policies } from './policies';

new PolicyPack('ielts-genai-prep', { policies, enforcementLevel: 'mandatory' });
