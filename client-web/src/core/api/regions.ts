import type { Region } from './result.ts';

/** Region of Nova Sonic. */
export const SPEECH_REGION: Region = 'us-east-1';

/** Regions of the API. */
export const REGIONS: readonly Region[] = [SPEECH_REGION, 'eu-west-1', 'ap-southeast-1'];
