import { describe, expect, it } from 'vitest';
import { writingRouteOf } from './writing-route.ts';

describe('the pages of the writing test', () => {
  it.each([
    ['/writing', { page: 'choice' }],
    ['/writing/test', { page: 'test' }],
    ['/assessments', { page: 'history' }],
    ['/assessments/0b9f2a64-8a5e', { page: 'report', id: '0b9f2a64-8a5e' }],
    ['/samples/general-writing', { page: 'sample', name: 'general-writing' }],
    ['/', undefined],
    ['/writing/', undefined],
    ['/assessments/a/b', undefined],
    ['/assessments/..%2Fme', undefined],
    ['/samples/other', undefined],
  ])('has at %s: %o', (path, route) => {
    expect(writingRouteOf(path)).toEqual(route);
  });
});
